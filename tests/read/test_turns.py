"""Turns: who says which line, and that a word which may be another's is nobody's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.spoken.turns import turns


def spoken(text: str, *present: str) -> list[tuple[str | None, str]]:
    return [(each.speaker, each.text) for each in turns(text, present=present)]


@pytest.mark.parametrize(
    "line",
    [
        "Keira: We pay.",
        "**Keira:** We pay.",
        "**Keira**: We pay.",
        "__Keira:__ We pay.",
        "- Keira: We pay.",
        "* **Keira:** We pay.",
        "  keira : We pay.",
        "KEIRA: We pay.",
        "[00:10:31] Keira: We pay.",
        "10:31 Keira: We pay.",
        "Keira (10:31): We pay.",
        "Keira [00:10:31.250]: We pay.",
        "Keira:\nWe pay.",
        "Keira:\n\nWe pay.",
    ],
)
def test_a_turn_begins_with_a_name_of_those_present(line: str) -> None:
    assert ("Keira", "We pay.") in spoken(line, "Keira")


def test_the_lines_below_belong_to_the_speaker_up_to_the_next() -> None:
    assert spoken("Keira: We pay.\nIn two slices.\nDana: Good.", "Keira", "Dana") == [
        ("Keira", "We pay."),
        ("Keira", "In two slices."),
        ("Dana", "Good."),
    ]


@pytest.mark.parametrize("end", ["", "## Budget", "---", "***", "Note: she means it", "Ana Lind: mine"])
def test_what_stands_below_a_blank_line_a_heading_or_another_name_is_not_the_speakers(end: str) -> None:
    assert spoken(f"Keira: We pay.\n{end}\nWe sign tomorrow.", "Keira")[-1] == (None, "We sign tomorrow.")


@pytest.mark.parametrize(
    "line",
    [
        "10:30: the bank calls",
        "https://fennick.example",
        "The plan is as follows: first the money",
        "and the price: none",
        "> Dana: quoted",
        "Keira Bright Loder Of The Finance Department: too long",
    ],
)
def test_a_time_an_address_and_a_sentence_begin_nothing(line: str) -> None:
    assert spoken(f"Keira: We pay.\n{line}", "Keira") == [("Keira", "We pay."), ("Keira", line)]


def test_a_name_that_nobody_maps_speaks_where_it_recurs() -> None:
    assert spoken("Priya: Hello.\nTobin: Yes?\nPriya: Bye.") == [
        ("Priya", "Hello."),
        (None, "Tobin: Yes?"),
        ("Priya", "Bye."),
    ]


def test_lines_are_counted_in_the_file_and_blank_ones_are_left_out() -> None:
    found = turns("\nKeira: We pay.\n\n\nMore.", 9, ["Keira"])
    assert [(each.line, each.begins) for each in found] == [(10, True), (13, False)]


@given(st.lists(st.sampled_from(["Keira: a", "Dana:", "Note: b", "", "## c", "- d", "**Keira:** e", "f"])))
def test_every_line_with_text_is_there_once_and_in_order(lines: list[str]) -> None:
    found = turns("\n".join(lines), present=["Keira", "Dana"])
    assert [each.line for each in found] == [number for number, line in enumerate(lines, 1) if line.strip()]
    for each in found:
        assert each.text in lines[each.line - 1]
        assert each.speaker is None or each.speaker in ("Keira", "Dana", "Note")


@given(st.text(alphabet=" :*_-[]()0123456789AaÄé\n\t", max_size=400))
def test_any_text_has_turns(text: str) -> None:
    assert len(turns(text)) == sum(bool(line.strip()) for line in text.split("\n"))
