"""The data of a form: blocks and lists wherever these are meant, what may stand in them, what to ask next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest

from generator.assess.deal.assessment import assess
from generator.editor.edits import FormEdit
from generator.editor.form import form
from generator.editor.merging import merged
from generator.editor.near import NearFiles
from generator.history.difference import Recall
from generator.model.deal import Deal
from generator.model.file_kinds import NOUNS
from generator.model.method import Method
from generator.read.files import WorkTree
from generator.read.playbook import read_deal
from generator.read.yaml.document import parse
from tests.editor.desk import DEAL, Desk, edit
from tests.house.imports import ROOT

TODAY = dt.date(2026, 11, 28)
SAMPLE = WorkTree(ROOT / "deals")


def no_past(path: str, method: Method, today: dt.date) -> tuple[Recall, str]:
    """Return no history."""
    return lambda _: None, ""


def leaves(data: dict[str, Any], at: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield every value of a form's data with its place, blocks before what is in them."""
    for key, value in data.items():
        yield (*at, key), value
        if isinstance(value, dict):
            yield from leaves(value, (*at, key))


def test_every_value_of_every_sample_file_is_taken_back_as_the_form_got_it() -> None:
    listing = SAMPLE.listing()
    files = [*listing.deals.values(), *listing.accounts.values(), *listing.partners.values()]
    for path in [*files, *listing.competitors.values(), "index.md"]:
        near = NearFiles(SAMPLE, path)
        data = form(near, near.content(), no_past, TODAY)
        document = parse(path, near.content())
        same = tuple(FormEdit(at, value, value) for at, value in leaves(data["data"]))
        assert len(merged(NOUNS[near.kind], document, same).made) == len(same) > 0
        assert not data["problems"]


def test_a_deal_is_asked_about_in_the_order_of_its_page() -> None:
    near = NearFiles(SAMPLE, "aldermoor/core-banking.md")
    data = form(near, near.content(), no_past, TODAY)
    deal = read_deal("deals", near.path, near.content(), near.surroundings).noun
    assert isinstance(deal, Deal)
    judgement = assess(deal, near.surroundings, TODAY)
    assert data["next"] == [each.criterion for each in judgement.open_questions]
    assert [each["criterion"] for each in data["questions"]] == list(near.surroundings.method.criteria)
    assert data["standing"]["findings"] == sum(not each.accepted for each in judgement.findings)
    assert data["standing"]["winnable"] == "+60 to +86.7 (13 of 15)"
    assert {each["key"] for each in data["choices"]["people"]} >= set(deal.players)


@pytest.mark.parametrize(("method", "count"), [("meddpicc", 8), ("target-account", 20)])
def test_a_form_has_the_questions_of_the_method(desk: Desk, method: str, count: int) -> None:
    (desk.root / "deals/method.yml").write_text(f"extends: {method}\n", "utf-8")
    form = desk.form("aldermoor/side-deal.md")
    criteria = [each["criterion"] for each in form["questions"]]
    assert len(criteria) == count
    assert form["next"]
    assert set(form["next"]) <= set(criteria)
    file = "aldermoor/side-deal.md"
    first = criteria[0]
    assert desk.save(edit(f"assessment.{first}.us", None, "+"), file=file)[0] == 200
    assert desk.form(file)["data"]["assessment"] == {first: {"us": "+"}}


def test_an_entry_without_anything_in_it_is_asked_for_what_it_needs(desk: Desk) -> None:
    for at, needed in (("proposition.for-finance", {"pattern"}), ("value.lines.gain", {"head", "item", "amount"})):
        answer = desk.post("preview", {"file": DEAL, "edits": [edit(at, None, {})], "version": ""})[1]
        places = {tuple(each["at"]): (each["says"], each["remedy"]) for each in answer["problems"]}
        assert places == {(*at.split("."), key): (f"{key} is missing", "fill it in") for key in needed}
    title = desk.post(
        "preview", {"file": DEAL, "edits": [edit("title", "Core <b>banking</b>", None)], "version": ""}
    )[1]
    assert [each["at"] for each in title["problems"]] == [["title"]]
