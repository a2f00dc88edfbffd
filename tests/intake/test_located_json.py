"""JSON with places: what it reads is what the standard library reads, and every mistake has its line and column."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.intake.located_json import located
from generator.problems import Refused

TEXT = st.text(st.characters(codec="utf-8"), max_size=8)
VALUES = st.recursive(
    st.none() | st.booleans() | TEXT | st.floats(-1e6, 1e6).map(float),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(TEXT, below, max_size=3),
    max_leaves=10,
)


@given(VALUES, st.sampled_from([None, 1]))
def test_every_value_is_read_and_stands_at_its_place(value: object, indent: int | None) -> None:
    text = json.dumps(value, indent=indent)
    found = located("a.json", text.encode(), 100_000)
    assert found.value == value
    for at, (start, end) in found.places.items():
        below = found.value
        for key in at:
            below = below[key]
        assert json.loads(text[start:end]) == below
    for at, start in found.keys.items():
        assert json.JSONDecoder().raw_decode(text[start:])[0] == at[-1]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('{"a": 1,\n "a": 2}', "a.json:2:2: a stands here a second time (keep one of them)"),
        ("[1,\n NaN]", "a.json:2:2: NaN is no value of JSON (write a text, or leave it out)"),
        ("-Infinity", "a.json:1:1: -Infinity is no value of JSON (write a text, or leave it out)"),
        ("[" * 500, "a.json:1:17: lists and objects are more than 16 deep (write it flatter)"),
        ("9" * 500, "a.json:1:1: a number has more than 40 digits (write a text)"),
        ('{"a":', "a.json:1:6: this is not JSON: Expecting value (write it as JSON (RFC 8259))"),
        ("", "a.json:1:1: this is not JSON: Expecting value (write it as JSON (RFC 8259))"),
        ("{} {}", "a.json:1:4: more stands behind the end of the JSON (delete it)"),
        (
            '["\\ud800"]',
            (
                "a.json:1:2: a text holds half of a character (a lone \\ud8.. or \\udc.. escape) "
                "(write the character itself)"
            ),
        ),
    ],
)
def test_what_is_no_json_is_said_with_its_place(text: str, says: str) -> None:
    with pytest.raises(Refused) as refused:
        located("a.json", text.encode(), 100_000)
    assert str(refused.value) == says


def test_a_file_that_is_too_large_or_not_utf8_is_not_read() -> None:
    with pytest.raises(Refused, match="more than 100 bytes"):
        located("a.json", b" " * 101, 100)
    with pytest.raises(Refused, match="1:2: the file is not UTF-8 text: byte 0xff"):
        located("a.json", b"[\xff]", 100)
