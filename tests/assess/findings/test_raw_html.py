"""HTML in notes is found where readers would see tags, and nowhere else."""

from __future__ import annotations

import time

import pytest

from generator.assess.deal.assessment import assess
from generator.assess.findings.raw_html import tags_in
from generator.read.method import shipped
from tests.making import TODAY, make_deal, make_surroundings

METHOD = shipped("target-account")


@pytest.mark.parametrize(
    ("notes", "tags"),
    [
        ("plain **text**, a < b and c > d", 0),
        ("<b>bold</b>", 2),
        ("<script>alert(1)</script>", 2),
        ("<!-- aside -->", 1),
        ("<!DOCTYPE html><?php x ?>", 2),
        ("<img src=x\n  onerror=alert(1)>", 1),
        ("<br/>", 1),
        ("<https://example.org> <dana@example.org>", 0),
        ("`<b>` and ``<i> ` </i>``", 0),
        ("`<b>` <b> `", 1),
        ("``<b>`", 1),
        ("```html\n<b>\n```\n<i>", 1),
        ("~~~\n<b>\n```\n</b>\n~~~", 0),
        ("> ```\n> <b>\n> ```", 0),
        ("text\n\n    <b>code</b>\n\ntext", 0),
        ("text\n    <b>no code", 1),
        ("a ` b\n\n<b> ` c", 1),
    ],
)
def test_tags_are_counted_outside_code(notes: str, tags: int) -> None:
    assert tags_in(notes) == tags


@pytest.mark.parametrize("piece", ["`a``b", "<a ", "<!--", "<", "```\n", "`", "    <b>\n\n", "``` `` ` "])
def test_the_longest_notes_are_searched_in_no_time(piece: str) -> None:
    notes = piece * (65_536 // len(piece))
    begun = time.process_time()
    tags_in(notes)
    assert time.process_time() - begun < 0.5


def test_the_finding_points_to_the_notes() -> None:
    surroundings = make_surroundings(METHOD)
    judged = assess(make_deal(notes="<b>Call her first</b>"), surroundings, TODAY)
    assert [each.at for each in judged.findings if each.code == "html-in-notes"] == [("notes",)]
    judged = assess(make_deal(notes="**Call her first**"), surroundings, TODAY)
    assert "html-in-notes" not in {each.code for each in judged.findings}
