"""Every scalar is the text that stands in the file, and every value is known by its place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.problems import Refused
from generator.read.yaml.characters import one_form, without_forbidden
from generator.read.yaml.document import Document, parse, parse_whole

GOOD = (Path(__file__).parent / "good.md").read_bytes()
TEXT = (
    st.text(st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp")), min_size=1, max_size=30)
    .map(without_forbidden)
    .filter(str.strip)
)


def document(front: str, body: str = "") -> Document:
    return parse("deals/aldermoor/core.md", f"---\n{front}---\n{body}".encode())


def refusal(content: bytes) -> str:
    with pytest.raises(Refused) as refused:
        parse("core.md", content)
    (problem,) = refused.value.problems
    return str(problem)


def values(node: Any, at: tuple[str | int, ...] = ()) -> list[tuple[tuple[str | int, ...], str]]:
    if isinstance(node, str):
        return [(at, node)]
    below = node.items() if isinstance(node, dict) else enumerate(node)
    return [found for step, each in below for found in values(each, (*at, step))]


@pytest.mark.parametrize("written", ["no", "012", "1e3", "12:30", "2026-02-30", "nil", "0x1F", "1_000", ".inf"])
def test_what_yaml_would_take_for_something_else_stays_text(written: str) -> None:
    assert document(f"owner: {written}\n").data == {"owner": written}


@pytest.mark.parametrize("written", ["null", "Null", "NULL", "~"])
def test_what_other_programs_write_for_nothing_is_not_given_unless_it_is_quoted(written: str) -> None:
    read = document(f"owner: {written}\ncrm: {{id: {written}}}\ncompetitors: [{written}, xsys]\ntitle: '{written}'\n")
    assert read.data == {"crm": {}, "competitors": ["xsys"], "title": written}
    assert document(f'players:\n  - {written}\ntitle: "{written}"\n').data == {"players": [], "title": written}
    assert not read.problems


def test_an_empty_value_is_not_given_but_its_place_is_known() -> None:
    read = document("title:\nowner: ''\nclose: \"  \"\ncompetitors: [xsys, '', zenware]\n")
    assert read.data == {"competitors": ["xsys", "zenware"]}
    assert read.key_place(("owner",)) == (3, 1)
    assert read.place(("competitors", 1)) == (5, 25)


@pytest.mark.parametrize(
    "written",
    [
        "Ren\u00e9 Dub\u00e9",
        "Rene\u0301 Dube\u0301",
        "Ren\u00e9\u00a0Dub\u00e9",
        "Ren\u00e9  Dub\u00e9",
        "Ren\u00e9\u2009\u202fDub\u00e9",
        "Ren\u00e9\tDub\u00e9",
        '" Ren\u00e9 Dub\u00e9 "',
        "'Rene\u0301   Dub\u00e9\u3000'",
        '"Rene\\u0301\\_Dub\\xe9"',
        "Ren\u00e9\n  Dub\u00e9",
    ],
)
def test_a_name_is_one_text_however_its_letters_and_blanks_are_stored(written: str) -> None:
    assert document(f"owner: {written}\nlist: [{written}]\n").data == {
        "owner": "Ren\u00e9 Dub\u00e9",
        "list": ["Ren\u00e9 Dub\u00e9"],
    }


def test_text_over_several_lines_and_notes_keep_their_blanks_but_not_the_form_of_letters() -> None:
    read = document("long: |\n  a  e\u0301\n   b\u00a0c\n", "e\u0301  b\u00a0c\n")
    assert read.data == {"long": "a  \u00e9\n b c\n"}
    assert read.body == "\u00e9  b\u00a0c\n"
    assert "e\u0301" in read.text


def test_lines_and_columns_count_from_one_in_characters() -> None:
    read = document("title: Äö\ncrm: {id: 😀, url: x}\n")
    assert read.place(("title",)) == (2, 8)
    assert read.place(("crm", "url")) == (3, 19)
    assert read.key_place(("crm", "url")) == (3, 14)


def test_the_place_of_what_is_not_written_is_the_nearest_block_around_it() -> None:
    read = document("plan:\n  actions:\n    call: {what: Call}\n")
    assert read.place(("plan", "actions", "call", "owner", 3)) == (4, 11)
    assert read.key_place(("plan", "actions", "call", "owner")) == (4, 5)
    assert read.place(("value", "years")) == (1, 1)


def test_the_notes_begin_below_the_front_matter_whatever_ends_the_lines() -> None:
    windows = parse("core.md", b"\xef\xbb\xbf---\r\ntitle: Core\r\n---\r\nOne\r\n\r\n---\r\nTwo\r\n")
    assert windows.data == {"title": "Core"}
    assert windows.place(("title",)) == (2, 8)
    assert (windows.body, windows.body_line) == ("One\n\n---\nTwo\n", 4)


def test_a_style_tells_how_a_value_was_written() -> None:
    read = document("a: x\nb: 'x'\nc: \"x\"\nd: |\n  x\ne: {f: [x]}\ng:\n  - x\n")
    styles = {at: spot.style for at, spot in read.places.items()}
    assert [styles[key,] for key in "abcdeg"] == ["", "'", '"', "|", "{", "-"]
    assert (styles["e", "f"], styles[()]) == ("[", ":")


@pytest.mark.parametrize(
    "front",
    [
        GOOD.decode().split("---\n")[1],
        "a: plain text   # why\nb: 'it''s'\nc: \"tab\\tnew\\nline\"\n",
        "a: text over\n  two lines\nb: 'quoted over\n\n  two'\n",
        "a: {b: [x, 'y', {c: z}], d: \"é😀\"}\n",
    ],
)
def test_a_value_at_its_marks_reads_as_itself(front: str) -> None:
    read = document(front)
    for at, value in values(read.data):
        spot = read.places[at]
        again = document(f"again: {read.text[spot.start : spot.end]}\n")
        assert again.data == {"again": value}
        assert read.text[spot.key_start : spot.key_end].strip("'\"") == str(at[-1]) or isinstance(at[-1], int)


def test_a_block_ends_where_its_last_value_does() -> None:
    read = document("plan:\n  goal: win   # soon\n\n# below\nowner: Dana\nlist:\n  - {a: b}\n  - c\n")
    spans = {at: read.text[spot.start : spot.end] for at, spot in read.places.items()}
    assert spans["plan",] == "goal: win"
    assert spans["list",] == "- {a: b}\n  - c"
    assert spans["list", 0] == "{a: b}"


@given(st.dictionaries(st.from_regex(r"[a-z][a-z0-9_-]{0,8}", fullmatch=True), TEXT, min_size=1, max_size=5))
def test_quoted_text_is_read_back_as_it_was_and_found_at_its_marks(texts: dict[str, str]) -> None:
    quoted = {key: "'" + text.replace("'", "''") + "'" for key, text in texts.items()}
    read = document("".join(f"{key}: {text}\n" for key, text in quoted.items()))
    assert read.data == {key: form for key, text in texts.items() if (form := one_form(text)).strip()}
    for key, text in quoted.items():
        spot = read.places[key,]
        assert read.text[spot.start : spot.end] == text
        assert read.text[spot.key_start : spot.key_end] == key
        assert read.text.split("\n")[spot.line - 1][spot.column - 1 :] == text


def test_a_value_is_replaced_by_cutting_at_its_marks() -> None:
    text = 'crm: {id: 1}\nassessment:\n  risk: {us: "?", by: us}  # asked\n'
    read = document(text)
    spot = read.places["assessment", "risk", "us"]
    changed = read.text[: spot.start] + '"+"' + read.text[spot.end :]
    assert changed == f"---\n{text}---\n".replace('"?"', '"+"')


def test_a_file_without_front_matter_is_read_whole() -> None:
    read = parse_whole("method.yml", b"extends: meddpicc\ncriteria:\n  champion: {weight: 2}\n")
    assert read.data == {"extends": "meddpicc", "criteria": {"champion": {"weight": "2"}}}
    assert read.place(("criteria", "champion", "weight")) == (3, 22)
    assert parse_whole("method.yml", b"# nothing yet\n").data == {}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"---\ntitle: x\n---\n" + b"n" * 262_128, "core.md:1:1: the file is over 256 KiB (split it or shorten it)"),
        (
            b"---\n" + b"# 345678\n" * 14_564 + b"---\n",
            "core.md:1:1: the part between the lines --- is over 128 KiB (move text to the notes)",
        ),
        (b"---\ntitle: " + b"x" * 7_994 + b"\n---\n", "core.md:2:1: the line is over 8,000 characters (break it)"),
        (
            b"---\nplan:\n" + b"- [,,]\n".replace(b",,", b"a," * 24) * 801 + b"---\n",
            "core.md:803:4: there are more than 20,000 values (split the file)",
        ),
        (
            b"---\nplan:\n" + b"- a\n" * 1_001 + b"---\n",
            "core.md:1003:3: a block or list has more than 1,000 entries here (shorten it)",
        ),
        (
            b"---\n" + b"".join(b"k%d: a\n" % place for place in range(1_001)) + b"---\n",
            "core.md:1002:1: a block or list has more than 1,000 entries here (shorten it)",
        ),
    ],
    ids=["file", "front matter", "line", "values", "items", "keys"],
)
def test_a_file_beyond_the_limits_is_refused(content: bytes, said: str) -> None:
    assert refusal(content) == said


def test_files_at_the_limits_are_read() -> None:
    assert parse("core.md", b"---\ntitle: x\n---\n" + b"n" * 262_127).data == {"title": "x"}
    assert parse("core.md", b"---\ntitle: " + b"x" * 7_993 + b"\n---\n").data == {"title": "x" * 7_993}
