"""Recordings, mails and notes become meetings: what was said stays with its speaker, and every line is counted."""

from __future__ import annotations

import re
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from generator.edit.meetings.adding import AddedMeeting, Wanted, added
from generator.edit.meetings.cleaned import ONE, Cleaned, Said, account_of, hidden_note
from generator.edit.meetings.composing import MeetingFacts, meeting_file
from generator.model.meeting import Meeting
from generator.model.spoken.turns import begins_turn, turns
from generator.problems import Refused
from generator.read.files import WorkTree
from generator.read.replaced import Replaced
from generator.read.surroundings import SurroundingFiles
from tests.house.imports import ROOT
from tests.making import TODAY

DEALS = WorkTree(ROOT / "deals")
LISTING = DEALS.listing()
WANTED = Wanted("fennick", ("demand-planning",), TODAY, "A call")
VTT = """WEBVTT - made by a recorder

NOTE nobody reads this

1
00:00:01.000 --> 00:00:03.000 align:start
<v Keira Bright-Loder>Good morning. The bank
likes to <i>hear</i> itself.</v>

2
00:00:03.000 --> 00:00:04.500
<v Keira Bright-Loder>Where are we &amp; why?</v>

00:00:04.500 --> 00:00:06.000
<v.loud Dana Reyes>Keira Bright-Loder: we pay everything.</v>

00:00:06.000 --> 00:00:07.000
nobody is heard here
"""


def add(name: str, content: bytes | str, wanted: Wanted = WANTED) -> AddedMeeting:
    return added(DEALS, LISTING, name, content.encode() if isinstance(content, str) else content, wanted)


def said(made: AddedMeeting) -> list[tuple[str | None, str]]:
    """Return what the file says when it is read again."""
    listing = DEALS.listing()
    listing.meetings[made.path.removesuffix(".md")] = made.path
    files = SurroundingFiles(Replaced(DEALS, made.path, made.content), listing)
    assert files.problems(made.path, Meeting) == ()
    return [(each.speaker, each.text) for each in files.noun(Meeting, made.path).turns]


def adds_up(made: AddedMeeting) -> bool:
    return made.cleaned.lines == made.cleaned.kept + sum(made.cleaned.left_out.values())


def refusal(name: str, content: bytes | str, wanted: Wanted = WANTED) -> str:
    with pytest.raises(Refused) as refused:
        add(name, content, wanted)
    return f"{refused.value} [{refused.value.problems[0].code}]"


def test_captions_become_turns_and_a_voice_speaks_for_nobody_else() -> None:
    made = add("call.vtt", VTT)
    assert said(made) == [
        ("Keira Bright-Loder", "Good morning. The bank likes to hear itself. Where are we & why?"),
        ("Dana Reyes", "Keira Bright-Loder: we pay everything."),
        (None, "nobody is heard here"),
    ]
    assert made.path == "fennick/meetings/2026-11-23-a-call.md"
    assert made.present == {"Keira Bright-Loder": "k-bright", "Dana Reyes": "dana"}
    assert account_of(made.cleaned) == (
        "18 lines read: 5 kept; left out 4 lines of times, 4 cue numbers, headers and remarks, 5 blank lines"
    )
    assert made.cleaned.notes == ["8 tags were taken out of the lines"]
    assert adds_up(made)


def test_captions_without_voices_speak_by_the_names_that_they_begin_with() -> None:
    cues = ("Dana Reyes: Hello", "Tobin: Yes", "Tobin: and no")
    times = "00:00:01,000 --> 00:00:03,000"
    srt = "\r\n".join(f"{number}\r\n{times}\r\n{cue}\r\n" for number, cue in enumerate(cues, 1))
    made = add("call.srt", srt)
    assert said(made) == [("Dana Reyes", "Hello"), (None, "Tobin: Yes and no")]
    assert made.strangers == {"Tobin": "t-renard"}
    assert adds_up(made)


def test_a_transcript_loses_its_times_and_keeps_its_names() -> None:
    text = "Keira Bright-Loder  0:03\nGood morning.\n\n00:00:10\nDana Reyes 0:10\nTwo slices.\n"
    text += "[00:00:12] Dana Reyes: Yes.\n"
    made = add("call.txt", text)
    assert said(made) == [("Keira Bright-Loder", "Good morning."), ("Dana Reyes", "Two slices. Yes.")]
    assert adds_up(made)


def test_markdown_notes_stay_as_they_are() -> None:
    notes = "# Call\n\n- **Keira Bright-Loder:** we pay\n- *not sure* about March\n\n| a | b |\n"
    made = add("notes.md", notes)
    assert made.content.decode().endswith(f"---\n{notes}")
    assert adds_up(made)
    assert "2 characters that nobody sees" in add("notes.md", notes.replace("we", "w\u200be\u202e")).cleaned.notes[0]


def mail(text: str = "", html: str = "", **headers: str) -> bytes:
    message = EmailMessage()
    usual = {
        "From": "Keira Bright-Loder <k@fennick.example>",
        "Subject": "Re: AW: The slices",
        "Date": "Fri, 20 Nov 2026 23:12:00 -0500",
    }
    for name, value in (usual | headers).items():
        if value:
            message[name] = value
    message.set_content(text) if text else None
    if html:
        message.set_content(html, subtype="html")
    message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="offer.pdf")
    return message.as_bytes()


OWN = "Dear Dana,\n\nthe first slice is in the budget.\nWe release it.\n"


@pytest.mark.parametrize(
    "below",
    [
        "\nOn Thu, 19 Nov 2026 at 18:00, Dana Reyes wrote:\n> is it there?\n",
        "\nOn Thu, 19 Nov 2026 at 18:00, Dana Reyes\n<dana@x.example> wrote:\n> is it there?\n",
        "\n-----Original Message-----\nFrom: Dana\nis it there?\n",
        "\nFrom: Dana\nSent: Thursday\nTo: Keira\nSubject: The slices\n\nis it there?\n",
        "\n> is it there?\n",
        "-- \nKeira\nFinance director\n",
    ],
)
def test_a_mail_is_its_senders_own_words_alone(below: str) -> None:
    made = add("mail.eml", mail(OWN + below), Wanted("fennick", ("demand-planning",)))
    assert said(made) == [
        ("Keira Bright-Loder", "Dear Dana,"),
        ("Keira Bright-Loder", "the first slice is in the budget. We release it."),
    ]
    assert made.path == "fennick/meetings/2026-11-20-the-slices.md"
    assert made.cleaned.notes == ["1 attachment left out: offer.pdf"]
    assert adds_up(made)


def test_a_sentence_that_ends_in_wrote_hides_nothing_that_follows() -> None:
    made = add("mail.eml", mail("On Monday the owner wrote:\n\nwe pay in two slices.\n"))
    assert [text for _, text in said(made)] == ["On Monday the owner wrote:", "we pay in two slices."]


def test_a_mail_in_html_is_its_text() -> None:
    made = add("mail.eml", mail(html="<style>x{}</style><p>We <b>pay</b>.</p><script>alert(1)</script><p>Soon.</p>"))
    assert [text for _, text in said(made)] == ["We pay.", "Soon."]


BELOW = (
    "<blockquote type='cite'>You will sign\neverything, Keira.</blockquote>",
    "<div>On 3 Nov 2026, Dana wrote:<br></div><blockquote><p>You will sign everything.</p></blockquote>",
    "<hr><b>From:</b> Dana<br><b>Sent:</b> 3 Nov<br><b>To:</b> Keira<br><br>You will sign everything.",
)


@pytest.mark.parametrize("below", BELOW)
def test_what_a_mail_in_html_cites_is_not_its_senders_word(below: str) -> None:
    made = add("mail.eml", mail(html=f"<p>We pay in two slices.</p>{below}"))
    assert said(made) == [("Keira Bright-Loder", "We pay in two slices.")]
    assert made.cleaned.left_out["lines of earlier mails"]
    assert adds_up(made)


def test_a_mail_whose_plain_text_is_empty_is_read_from_its_page() -> None:
    message = EmailMessage()
    message["From"] = "Keira Bright-Loder <k@fennick.example>"
    message.set_content("\n")
    message.add_alternative("<p>We pay.</p>", subtype="html")
    assert [text for _, text in said(add("mail.eml", message.as_bytes()))] == ["We pay."]


@pytest.mark.parametrize("charset", ["", "; charset=us-ascii", "; charset=utf-8", "; charset=klingon"])
def test_a_mail_that_names_a_wrong_charset_is_read_where_it_is_utf_8(charset: str) -> None:
    content = f"\ufeffFrom: Dana Reyes <d@x.example>\nContent-Type: text/plain{charset}\n\nDie Hälfte für uns.\n"
    assert said(add("mail.eml", content)) == [("Dana Reyes", "Die Hälfte für uns.")]
    latin, named = content[1:].encode("cp1252"), replace(WANTED, encoding="cp1252")
    assert said(add("mail.eml", latin, named)) == [("Dana Reyes", "Die Hälfte für uns.")]


def test_a_subject_becomes_a_title_that_can_be_read() -> None:
    made = add("mail.eml", mail(OWN, Subject="a\u202eb " + "long " * 90), UNDATED)
    assert re.search(rb"^title: ab( long)+ l$", made.content, re.MULTILINE)
    assert [*made.cleaned.notes[1:]] == ["the subject was cut after 200 characters", hidden_note(1)]


UNDATED = Wanted("fennick", ("demand-planning",))
NOT_READ: tuple[tuple[str, bytes | str, Wanted, str], ...] = (
    ("a.docx", "x", WANTED, "1:1: a meeting is not read from a .docx file (save it as one of .vtt, .srt,"),
    ("a.txt", " \n", WANTED, "1:1: the file is empty (nothing was written) [empty]"),
    ("a.txt", "a" * 5_000_000, WANTED, "1:1: the file is over 4 MiB (export the text alone, or split it"),
    ("a.txt", "Dana Reyes: a b c d\n" * 60_000, WANTED, "1:1: what is said in it is 469 KiB, and a meeting holds"),
    (
        "a.txt",
        "Tobin: a\nDana: b\n" * 15_000,
        WANTED,
        "1:1: what is said in it is 250 KiB, and a meeting holds 248 KiB",
    ),
    (
        "a.txt",
        "Dana: für uns\nDana: ja\n".encode("utf-16-le"),
        WANTED,
        "1:1: the file is not UTF-8 text: it may be utf-16-le",
    ),
    (
        "a.txt",
        "Дана: да, да\nДана: да\n".encode("utf-16-be"),
        WANTED,
        "1:1: the file is not UTF-8 text: it may be utf-16-be",
    ),
    (
        "a.txt",
        "Dana: x\n",
        replace(WANTED, encoding="klingon"),
        "1:1: there is no encoding 'klingon' (write one such as",
    ),
    ("a.txt", "Dana: x\n", replace(WANTED, encoding="zlib"), "1:1: there is no encoding 'zlib' (write one such as"),
    (
        "a.txt",
        "Dana: x\n",
        replace(WANTED, encoding="a\0b"),
        "1:1: there is no encoding 'a\\x00b' (write one such as",
    ),
    ("a.md", f"Dana Reyes: x\n\n{'a' * 9_000}\n", WANTED, "3:1: the line is over 8,000 characters (break it)"),
    (
        "a.vtt",
        "WEBVTT\n\n00:61:00.000 --> 00:61:02.000\nDana: x\n",
        WANTED,
        "3:1: these times cannot be read: '00:61:0",
    ),
    (
        "a.txt",
        b"Dana: ja\nDana: f\xfcr uns",
        WANTED,
        "2:1: the file is not UTF-8 text: byte 0xfc, which may be cp1252",
    ),
    ("a.txt", "only notes\n", WANTED, "1:1: nobody is named as speaking: no line begins with a name and a"),
    ("a.txt", "Dana Reyes: x\n", UNDATED, "1:1: it is not known on which day the meeting was (add --date"),
    ("a.vtt", "hello\n", WANTED, "1:1: the file holds no captions as .vtt has them (export it anew, or"),
    ("a.srt", "hello\n", WANTED, "1:1: the file holds no captions as .srt has them (export it anew, or"),
    ("a.vtt", "WEBVTT\n\n0 --> 1\nDana: x\n", WANTED, "3:1: these times cannot be read: '0 --> 1' (mend the line)"),
    ("a.vtt", "WEBVTT\n", WANTED, "1:1: nothing is said in the file (nothing was written) [no-text]"),
    ("a.md", "---\ntitle: x\n---\n", WANTED, "1:1: the file begins with keys between lines --- (take them out,"),
    ("a.eml", "hello\n", WANTED, "1:1: the mail has no sender (save it from the mail program with"),
    ("a.eml", b"From: k@x.example\n\nF\xfcr uns", WANTED, "1:1: the letters of the mail cannot be read (name their"),
    ("a.eml", "From: =?utf-8?q?K=0AT?= <k@x>\n\nx", WANTED, "1:1: the mail cannot be read (save it anew"),
    (
        "a.eml",
        f"From: k@x.example\nDate: 1 Jan 2026 10:00:00 +0{'1' * 30}\n\nx",
        WANTED,
        "1:1: the mail cannot be read",
    ),
    ("a.eml", f"From: {'(' * 9_000} <k@x.example>\n\nx", WANTED, "1:1: the mail cannot be read (save it anew"),
    (
        "a.eml",
        "From: k@x.example\nContent-Type: text/plain; charset=a\0b\n\nx",
        WANTED,
        "1:1: the mail cannot be read",
    ),
)


@pytest.mark.parametrize(("name", "content", "wanted", "says"), NOT_READ)
def test_what_cannot_be_read_is_told_with_its_place(
    name: str, content: bytes | str, wanted: Wanted, says: str
) -> None:
    assert refusal(name, content, wanted).startswith(f"{name}:{says}")


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_every_end_of_a_line_ends_it(end: str) -> None:
    text = f"Dana Reyes: we read{end}Keira Bright-Loder: it all{end}and more"
    read = [("Dana Reyes", "we read"), ("Keira Bright-Loder", "it all and more")]
    assert said(add("call.txt", text)) == read
    assert said(add("call.vtt", f"WEBVTT\n\n00:01.000 --> 00:02.000\n{text}\n")) == read
    assert said(add("mail.eml", mail(f"we read{end}it"))) == [("Keira Bright-Loder", "we read it")]


def test_a_voice_ends_at_its_end_tag() -> None:
    cue = "<v Keira Bright-Loder>We\npay.</v> who?\nWe sign everything.\n<v Dana Reyes>Good.\n"
    made = add("call.vtt", f"WEBVTT\n\n00:01.000 --> 00:02.000\n{cue}")
    assert said(made) == [
        ("Keira Bright-Loder", "We pay."),
        (None, "who?"),
        (None, "We sign everything."),
        ("Dana Reyes", "Good."),
    ]


@pytest.mark.parametrize("name", ["a.txt", "a.vtt", "a.eml"])
def test_a_word_without_end_is_broken(name: str) -> None:
    head = {
        "a.txt": "Dana Reyes: ",
        "a.vtt": "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Dana Reyes>",
        "a.eml": "From: Dana Reyes <d@x>\n\n",
    }
    assert "".join(text for _, text in said(add(name, head[name] + "w" * 20_000))) == "w" * 20_000


@pytest.mark.parametrize("sign", ["<v ", "<c ", "<v.", "<"])
def test_tags_that_never_end_are_read_as_fast_as_others(sign: str) -> None:
    """A pattern that looks from each `<` up to the end takes minutes for this."""
    assert "no line begins with a name" in refusal("a.vtt", f"WEBVTT\n\n00:01.000 --> 00:02.000\n{sign * 60_000}\n")


@pytest.mark.parametrize("sign", ["<!--", "<!-- >", "<a ", "<a x='>", "</a ", "<![CDATA[", "&#"])
def test_a_page_full_of_open_tags_is_read_as_fast_as_others(sign: str) -> None:
    made = add("mail.eml", mail(html=f"<p>We pay.</p>{sign * 20_000}"))
    assert said(made)[0][1].startswith("We pay.")


def test_characters_that_nobody_sees_are_taken_out_and_counted() -> None:
    made = add("call.vtt", VTT.replace("morning", "mor\u202ening\u200b"))
    assert said(made)[0][1].startswith("Good morning.")
    assert made.cleaned.notes[-1] == "2 characters that nobody sees were taken out"


def test_an_encoding_that_is_named_or_marked_is_read() -> None:
    text = "Dana Reyes: für uns"
    named = Wanted("fennick", ("demand-planning",), TODAY, encoding="cp1252")
    assert said(add("a.txt", text.encode("cp1252"), named)) == [("Dana Reyes", "für uns")]
    assert said(add("a.txt", text.encode("utf-16"))) == [("Dana Reyes", "für uns")]


@pytest.mark.parametrize("name", ["2026-11-19 call.txt", "call_20261119.txt", "Recording 2026.11.19 at 10.txt"])
def test_the_day_is_read_from_the_name_of_the_file(name: str) -> None:
    made = add(name, "Dana Reyes: x\n", Wanted("fennick", ("demand-planning",)))
    assert made.path.startswith("fennick/meetings/2026-11-19-")


NAMES = ("Keira Bright-Loder", "Dana Reyes", "keira", "7of9", "Note", "Speaker_1", "Ana Lind")
SAID = ["Note:", "Keira Bright-Loder:", "we", "pay", "##", "---", "10:30:", "x" * 130, "- Dana Reyes:", "(a)"]
WORDS = st.lists(st.sampled_from(SAID), min_size=1, max_size=60)


@given(st.lists(st.tuples(st.sampled_from([*NAMES, None]), WORDS), min_size=1, max_size=8))
def test_no_word_is_put_into_the_mouth_of_another(parts: list[tuple[str | None, list[str]]]) -> None:
    """Whatever is said, each line of the file is its speaker's, or nobody's; and no word is lost."""
    parted = [Said(name, " ".join(spoken)) for name, spoken in parts]
    assume(not any(each.speaker is None and begins_turn(each.text, NAMES) for each in parted))
    speakers = tuple({each.speaker: None for each in parted if each.speaker})
    present = {"Keira Bright-Loder": "k-bright", "Dana Reyes": "dana"}
    facts = MeetingFacts(TODAY, "", (), {name: key for name, key in present.items() if name in speakers})
    content = meeting_file(facts, Cleaned(parted, 0, 0, {}, speakers=speakers)).decode()
    body = content.split("---\n", 2)[2]
    owners = [(each.speaker, word) for each in parted for word in each.text.split()]
    at = 0
    for turn in turns(body, present=facts.present):
        words = turn.text.split()
        prefix = f"{owners[at][0]}:".split() if owners[at][0] and not turn.begins else []
        if prefix and words[: len(prefix)] == prefix:
            words = words[len(prefix) :]
        for word in words:
            assert word == owners[at][1]
            if turn.speaker in present:
                assert turn.speaker == owners[at][0]
            at += 1
    assert at == len(owners)


def test_the_file_says_the_same_however_often_it_is_made() -> None:
    assert add("call.vtt", VTT).content == add("call.vtt", VTT).content
    assert re.search(rb"^date: 2026-11-23$", add("call.vtt", VTT).content, re.MULTILINE)


def test_the_sample_folder_is_left_as_it_is() -> None:
    before = sorted(path.name for path in Path(ROOT / "deals/fennick/meetings").iterdir())
    add("call.vtt", VTT)
    assert sorted(path.name for path in Path(ROOT / "deals/fennick/meetings").iterdir()) == before


PIECES = (
    *("WEBVTT\n\n", "00:00:01.000 --> 00:00:02.000\n", "1\n", "<v Dana Reyes>", "</v>", "<", "STYLE\n"),
    *("Dana Reyes: ", "From: Dana Reyes <d@x.example>\n", "Subject: a\n", "Date: now\n", "Content-Type: text/html\n"),
    *("\n", "\r", "\u2028", "words ", "\u202e", "\x00", "\ufeff", "\U000e0041", "# ", "---\n", "> ", "=?x?q?=00?="),
    "a" * 9_000,
)
KINDS = ("vtt", "srt", "txt", "md", "eml")


@given(st.sampled_from(KINDS), st.lists(st.sampled_from(PIECES)), st.binary(max_size=8))
def test_whatever_a_source_holds_comes_a_sound_meeting_or_a_message(kind: str, parts: list[str], rest: bytes) -> None:
    try:
        made = add(f"call.{kind}", "".join(parts).encode() + rest)
    except Refused:
        return
    said(made)
    assert adds_up(made)


def test_one_of_a_kind_is_told_as_one() -> None:
    left_out = dict.fromkeys(ONE, 1)
    told = account_of(Cleaned((), 6, 1, left_out))
    assert told == (
        "6 lines read: 1 kept; left out 1 line of times, 1 cue number, header or remark, 1 line of earlier mails, "
        "1 line of a signature, 1 blank line"
    )
    assert hidden_note(1) == "1 character that nobody sees was taken out"
