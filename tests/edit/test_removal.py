"""A key that is taken out goes with its lines and the comments on them, and nothing else changes."""

from __future__ import annotations

import pytest

from generator.edit.cannot_splice import CannotSplice
from generator.edit.edit_check import check_again, front_matter
from generator.edit.splice import splice

DEAL = """\
---
# above the title
title: Core   # its name
long: >
  several
  lines

  and one more
crm: {id: 5, url: , system: "a, b" }   # the row
list:
  - one   # first
  # between
  - two
    # below the last one
# above the players
players:
  # about Ruth
  r-okafor: {part: approver}   # Ruth
  # about Joe
  j-doe:
    part: user
    # inside Joe
stage: x
---
Notes
"""


def without(*at: str, text: str = DEAL) -> str:
    edited = splice("deal.md", text.encode(), [(at, None)])
    check_again(front_matter(text.encode()), front_matter(edited), [(at, None)])
    return edited.decode()


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("at", "gone"),
    [
        (("title",), "title: Core   # its name\n"),
        (("long",), "long: >\n  several\n  lines\n\n  and one more\n"),
        (("crm",), 'crm: {id: 5, url: , system: "a, b" }   # the row\n'),
        (("crm", "id"), "id: 5, "),
        (("crm", "url"), "url: , "),
        (("crm", "system"), ', system: "a, b"'),
        (("list",), "list:\n  - one   # first\n  # between\n  - two\n    # below the last one\n"),
        (("players", "r-okafor"), "  r-okafor: {part: approver}   # Ruth\n"),
        (("players", "j-doe"), "  j-doe:\n    part: user\n    # inside Joe\n"),
        (("stage",), "stage: x\n"),
    ],
)
def test_the_key_goes_and_every_other_byte_stays(at: tuple[str, ...], gone: str, line_end: str) -> None:
    text, gone = (each.replace("\n", line_end) for each in (DEAL, gone))
    assert text.count(gone) == 1
    assert without(*at, text=text) == text.replace(gone, "")


@pytest.mark.parametrize(
    ("at", "before", "after"),
    [
        (
            ("players", "j-doe", "part"),
            "  j-doe:\n    part: user\n    # inside Joe\n",
            "  j-doe: {}\n    # inside Joe\n",
        ),
        (("players", "r-okafor", "part"), "r-okafor: {part: approver}", "r-okafor: {}"),
    ],
)
def test_a_block_that_loses_its_only_key_stays_as_an_empty_one(at: tuple[str, ...], before: str, after: str) -> None:
    assert without(*at) == DEAL.replace(before, after)


def test_a_key_that_is_not_there_changes_nothing() -> None:
    assert without("players", "nobody", "part") == DEAL
    assert without("title", "below") == DEAL


@pytest.mark.parametrize("text", ["---\nonly: key\n---\n", "---\na: {b: 1, # why\n    c: 2}\nd: e\n---\n"])
def test_what_would_take_more_with_it_is_left_to_its_author(text: str) -> None:
    with pytest.raises(CannotSplice, match="change it by hand"):
        without(*(("only",) if "only" in text else ("a", "b")), text=text)


@pytest.mark.parametrize(
    ("at", "value", "before", "after"),
    [
        (("stage",), "a b\nc: d #e", "stage: x\n", "stage: |-\n  a b\n  c: d #e\n"),
        (("title",), "a\nb", "title: Core   # its name\n", "title: |-   # its name\n  a\n  b\n"),
        (("crm", "id"), "a\nb", "id: 5", 'id: "a\\nb"'),
        (("stage",), "a\n\nb", "stage: x\n", "stage: |-\n  a\n\n  b\n"),
        (("stage",), {"a: b": "x", "#c": ["d"], "no": "e"}, "stage: x", 'stage: {"a: b": x, "#c": [d], "no": e}'),
    ],
)
def test_texts_over_several_lines_and_odd_keys_are_written_so_that_both_readers_agree(
    at: tuple[str, ...], value: str | dict[str, str | list[str]], before: str, after: str
) -> None:
    edited = splice("deal.md", DEAL.encode(), [(at, value)])
    check_again(front_matter(DEAL.encode()), front_matter(edited), [(at, value)])
    assert edited.decode() == DEAL.replace(before, after)
