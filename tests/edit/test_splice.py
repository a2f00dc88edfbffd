"""Splices change one value where it stands and leave every other byte alone."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.edit.cannot_splice import CannotSplice
from generator.edit.splice import splice
from generator.problems import Refused
from generator.read.yaml.characters import one_form
from generator.read.yaml.document import parse

DEAL = b"""\
---
# the deal
title: Core banking   # its name
stage:    evaluate
amount:               # none yet
crm: {id: 5, url: }
effort: 5 days
empty: {}
long: |
  several
  lines
assessment:
  access_to_funds:  {us: "?", xsys: "-" }   # asked
  risk: plus
players:
  r-okafor:
    part: approver
# the end
---
Notes: stay
"""


def changed(*changes: tuple[tuple[str, ...], Any]) -> list[tuple[str, str]]:
    """Return the lines that changes make different, before and after; added ones have nothing before."""
    after = splice("deal.md", DEAL, changes).decode().splitlines()
    before = DEAL.decode().splitlines()
    found = []
    while after:
        line = after.pop(0)
        if before and line == before[0]:
            before.pop(0)
        elif after and before and after[0] == before[0]:
            found.append(("", line))
        else:
            found.append((before.pop(0), line))
    return found


@pytest.mark.parametrize(
    ("at", "value", "before", "after"),
    [
        (("title",), "Other", "title: Core banking   # its name", "title: Other   # its name"),
        (("stage",), "closed", "stage:    evaluate", "stage:    closed"),
        (("title",), 'a: "b" #c', "title: Core banking   # its name", 'title: "a: \\"b\\" #c"   # its name'),
        (("amount",), "EUR 5", "amount:               # none yet", "amount: EUR 5               # none yet"),
        (("stage",), "", "stage:    evaluate", "stage:"),
        (("stage",), ["a", "b: c"], "stage:    evaluate", 'stage:    [a, "b: c"]'),
        (("crm", "url"), "https://a.b/?c#d", "crm: {id: 5, url: }", 'crm: {id: 5, url: "https://a.b/?c#d"}'),
        (("crm", "system"), "x, y", "crm: {id: 5, url: }", 'crm: {id: 5, url: , system: "x, y"}'),
        (("empty", "key"), "value", "empty: {}", "empty: {key: value}"),
        (
            ("assessment", "access_to_funds", "us"),
            "+",
            '  access_to_funds:  {us: "?", xsys: "-" }   # asked',
            '  access_to_funds:  {us: "+", xsys: "-" }   # asked',
        ),
        (("assessment", "risk"), {"us": "+", "by": "us"}, "  risk: plus", '  risk: {us: "+", by: us}'),
        (("assessment", "new_one", "us"), "-", "", '  new_one: {us: "-"}'),
        (("players", "r-okafor", "support"), "neutral", "", "    support: neutral"),
        (("players", "j-doe"), {"part": "user"}, "", "  j-doe: {part: user}"),
        (("outcome", "result"), "won", "", "outcome: {result: won}"),
    ],
)
def test_one_line_changes_and_no_other(at: tuple[str, ...], value: Any, before: str, after: str) -> None:
    assert changed((at, value)) == [(before, after)]


def test_a_block_left_without_values_goes_and_its_key_stays() -> None:
    assert b"players:\n# the end" in splice("deal.md", DEAL, [(("players",), "")])


def test_a_file_that_cannot_be_parsed_is_refused() -> None:
    with pytest.raises(Refused):
        splice("deal.md", b"no front matter", [(("title",), "x")])


def test_an_empty_front_matter_is_left_to_its_author() -> None:
    with pytest.raises(CannotSplice, match="no block of keys"):
        splice("deal.md", b"---\n# nothing yet\n---\n", [(("title",), "x")])


def test_line_ends_a_byte_order_mark_and_a_missing_last_line_end_stay() -> None:
    windows = b"\xef\xbb\xbf" + DEAL.replace(b"\n", b"\r\n").removesuffix(b"\r\n")
    after = splice("deal.md", windows, [(("outcome", "result"), "won"), (("title",), "Other")])
    expected = windows.replace(b"Core banking", b"Other").replace(
        b"# the end", b"outcome: {result: won}\r\n# the end"
    )
    assert after == expected


TEXT = st.text(st.characters(codec="utf-8") | st.sampled_from("0a \t\n\u00a0\u0301"), max_size=60)
"""Texts of any characters, often with blanks beside each other, at the ends, and marks that compose."""


@given(TEXT)
def test_any_text_that_a_file_may_hold_is_read_back_in_its_one_form(text: str) -> None:
    try:
        after = splice("deal.md", DEAL, [(("title",), text), (("crm", "note"), text)])
    except (Refused, CannotSplice):
        return
    read = parse("deal.md", after).data
    form = one_form(text, lines="\n" in text)
    assert (read.get("title", ""), read["crm"].get("note", "")) == (form, form) or not text.strip()
