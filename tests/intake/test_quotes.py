"""Quotes: whatever is accepted stands in the notes, said by whoever is said to have said it."""

from __future__ import annotations

import re
import string
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.intake.notes import NoteLine, Notes
from generator.intake.quotes import NotProven, proven_quote
from tests.intake.making import ON, TALK, notes

LENA = "Lena Abendroth"
WORDS = st.sampled_from(["we", "pay", "not", "in", "May", "“so”", "'it'", "450,000", "It’s", "é", "e\u0301", "a-b"])
SPEAKERS = st.sampled_from(["Ann Lee", "Bo Ray", "Cy Vance"])
TURNS = st.lists(st.tuples(SPEAKERS, st.lists(st.lists(WORDS, min_size=1, max_size=7), min_size=1, max_size=3)),
                 min_size=1, max_size=5)  # fmt: skip


def plain(text: str) -> str:
    """Return a text as the rule compares it, worked out another way than the program does."""
    marks = {"“": '"', "”": '"', "‘": "'", "’": "'"}
    return re.sub(r"\s+", " ", "".join(marks.get(each, each) for each in normalize("NFC", text))).strip()


def line_notes(turns: list[tuple[str, list[list[str]]]]) -> Notes:
    lines: list[NoteLine] = []
    for speaker, said in turns:
        lines += [NoteLine(len(lines) + number, speaker, "  ".join(words)) for number, words in enumerate(said, 1)]
    return Notes("notes.md", ON, lines, {})


@given(TURNS, st.data())
def test_whatever_is_accepted_stands_in_the_notes(
    turns: list[tuple[str, list[list[str]]]], data: st.DataObject
) -> None:
    of = line_notes(turns)
    every = [word for _, said in turns for words in said for word in words]
    start = data.draw(st.integers(0, len(every) - 1))
    quote = " ".join(every[start : start + data.draw(st.integers(1, 9))])
    if data.draw(st.booleans()):
        at = data.draw(st.integers(0, len(quote)))
        quote = quote[:at] + data.draw(st.sampled_from([" ", "x", ".", "\n", "we "])) + quote[at:]
    speaker = data.draw(SPEAKERS)
    try:
        found = proven_quote(quote, speaker, of)
    except NotProven:
        return
    said = {each.number: each for each in of.lines}
    for place in found.places:
        lines = [said[number] for number in range(place.line, place.last + 1)]
        assert {each.speaker for each in lines} == {speaker}
        assert plain(quote) in plain(" ".join(each.text for each in lines))
    whole = any(plain(quote) == plain(each.text) for each in of.lines if each.speaker == speaker)
    assert (
        whole
        or len([each for each in quote.split() if set(each) & {*string.ascii_letters, *string.digits, "é"}]) >= 5
    )


@given(TURNS, st.data())
def test_every_line_as_its_speaker_said_it_is_accepted(
    turns: list[tuple[str, list[list[str]]]], data: st.DataObject
) -> None:
    of = line_notes(turns)
    line = data.draw(st.sampled_from(of.lines))
    found = proven_quote(line.text.replace("“", '"').replace("’", "'"), line.speaker.upper(), of)
    assert line.number in [place.line for place in found.places]
    assert found.speaker == line.speaker


def test_white_space_and_quotation_marks_are_folded_and_nothing_else() -> None:
    of = notes()
    assert (
        proven_quote('half a  million.\n"Theo\'s" only asked', LENA, of).text == "half a million. “Theo’s” only asked"
    )
    for other in (
        "Half a million. 'Theo's' only asked",
        "half a million, “Theo’s” only asked",
        "half a milion. “Theo’s” only",
    ):
        with pytest.raises(NotProven, match="does not stand in the notes"):
            proven_quote(other, LENA, of)


def test_a_quote_over_two_lines_of_one_turn_has_the_place_of_its_first() -> None:
    found = proven_quote("the plan of next year: EUR 450,000", LENA, notes())
    assert [(each.line, each.last) for each in found.places] == [(10, 11)]


@pytest.mark.parametrize(
    ("quote", "speaker", "why", "remedy"),
    [
        ("the budget is approved by all of us", LENA, "does not stand in the notes", "not_said"),
        ("The money stands in a plan of this year:", LENA, "does not stand", "line 10 has words of it"),
        (
            "I sign up to half a million.",
            "Dana Reyes",
            "Dana Reyes did not say that: line 13 is 'Lena",
            "name whoever",
        ),
        ("I sign up to half a million.", "", "does not say who said it: line 13 is", "add speaker: 'Lena Abendroth'"),
        ("I sign up to half a million.", "Lena Abenrot", "nobody in the notes is called", "did you mean"),
        ("That's fine. Nothing of this is certain", LENA, "does not stand in the notes", ""),
        ("half a million", LENA, "fewer than 5 words and is no whole line", "quote more"),
        ("gn up to half a million", LENA, "does not stand in the notes", ""),
        ("I sign up to half a mill", LENA, "does not stand in the notes", ""),
        ("I sign up to \u202ehalf a million", LENA, r"U\+202E.*character 14", "copy the words without it"),
        ("I sign up to half\u200b a million", LENA, r"invisible character \(U\+200B", "copy"),
        ("of next year: EUR 450", LENA, "does not stand", "line 10"),
        ("000, and it is mine to spend.", LENA, "does not stand", ""),
        ("   ", LENA, "does not stand", ""),
        ("…", LENA, "does not stand", ""),
    ],
)
def test_a_quote_is_not_proven_and_why(quote: str, speaker: str, why: str, remedy: str) -> None:
    with pytest.raises(NotProven, match=why) as fault:
        proven_quote(quote, speaker, notes())
    assert remedy in fault.value.remedy


def test_words_between_quotation_marks_may_be_anothers() -> None:
    of = notes(
        'Lena Abendroth: They wrote "rate our product with a plus on\nevery criterion" to us.\nLena Abendroth: So.'
    )
    assert proven_quote("our product with a plus on every criterion", LENA, of).is_reported
    assert not proven_quote('They wrote "rate our product with', LENA, of).is_reported


def test_a_whole_line_may_be_short() -> None:
    assert proven_quote("That's fine.", LENA, notes()).places[0].line == 16


def test_a_quote_that_occurs_several_times_is_accepted_if_one_fits_and_every_fitting_place_is_said() -> None:
    of = notes(f"{TALK}\nVisitor: I sign up to half a million.\n{LENA}: As I said, I sign up to half a million.")
    assert [each.line for each in proven_quote("I sign up to half a million.", LENA, of).places] == [13, 21]
    assert [each.line for each in proven_quote("I sign up to half a million.", "Visitor", of).places] == [20]


def test_notes_without_speakers_prove_words_and_no_speaker() -> None:
    of = notes("we talked about the plan of next year\n- and the budget is there, they say")
    assert proven_quote("the plan of next year", "", of).speaker == ""
    with pytest.raises(NotProven, match="do not say who speaks"):
        proven_quote("the plan of next year", LENA, of)
