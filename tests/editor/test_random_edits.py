"""Random edits of the sample files: `check` accepts them, and every byte outside the edited values is the same."""

from __future__ import annotations

import datetime as dt
import os
import random
import re
from collections.abc import Iterator
from typing import Any, get_args

from generator.assess.deal.assessment import assess
from generator.editor.applying import applied
from generator.editor.edits import FormEdit
from generator.editor.merging import merged
from generator.editor.near import NearFiles
from generator.model.deal import Coverage, Deal, Part, State, Support
from generator.model.file_kinds import NOUNS, FileKind
from generator.read.files import WorkTree
from generator.read.playbook import read_deal
from generator.read.yaml.document import Document, parse
from generator.read.yaml.place import At
from tests.house.imports import ROOT

TODAY = dt.date(2026, 11, 28)
COUNT = int(os.environ.get("PLAYBOOK_EDITS", "120"))
"""Edits of a run: more of them by the environment."""
TEXTS = (
    "plain",
    "a: b # c",
    '"quoted"',
    "it's 5 %",
    "- dash",
    "[x, y]",
    "yes",
    "1_000",
    "ü ✓ 東京",
    "x" * 400,
    "two\nlines: #",
    "~",
)
CRITERIA = ("access_to_funds", "risk", "business_value", "compelling_event", "executive_credibility")


def edits_of(document: Document, kind: FileKind, rng: random.Random) -> Iterator[FormEdit]:
    """Yield one edit of every kind that a form makes, at places drawn from a file."""

    def edit(at: At, value: Any) -> FormEdit:
        return FormEdit(at, document.data_at(at), value)

    text = rng.choice(TEXTS)
    yield edit(("title",), rng.choice(TEXTS))
    if kind != "deal":
        known = [
            at
            for at in document.places
            if len(at) == 2 and at[0] == "people" and isinstance(document.data_at(at), dict)
        ]
        if known:
            yield edit((*rng.choice(known), "title"), text)
        yield edit(("notes",), text + "\n")
        return
    criterion = rng.choice(CRITERIA)
    yield edit(("assessment", criterion, "us"), rng.choice("+-?"))
    yield edit(("assessment", criterion, "evidence"), rng.choice((text, None)))
    yield edit(("assessment", criterion, "date"), rng.choice(("2026-11-02", None)))
    yield edit(("amount",), rng.choice(("EUR 5,000", None)))
    yield edit(("formal_criteria",), rng.choice(([text, "second"], None)))
    yield edit(("plan", "goal"), rng.choice((text, None)))
    action = {"what": text, "due": "2026-12-24", "criteria": [criterion]}
    yield edit(("plan", "actions", "drawn-at-random"), action)
    for _ in range(2):
        players = list(document.data.get("players", {}))
        if players:
            player = ("players", rng.choice(players))
            key, words = rng.choice((("part", Part), ("support", Support), ("coverage", Coverage)))
            yield edit((*player, key), rng.choice((*get_args(words), None)))
            yield edit((*player, "business_agenda"), rng.choice((text, None)))
    actions = list(document.data.get("plan", {}).get("actions", {}))
    if actions:
        action_at = ("plan", "actions", rng.choice(actions))
        if isinstance(document.data_at(action_at), dict):
            yield edit((*action_at, "state"), rng.choice((*get_args(State), None)))
            yield edit((*action_at, "what"), text)
            yield edit((*action_at, "due"), rng.choice(("2027-01-15", None)))
    yield edit(("notes",), f"{text}\n\n- list\n")


def outside(before: str, after: str, document: Document, edit: FormEdit) -> bool:
    """Tell whether everything above the edited value's key, and below its last line, is as it was."""
    known = document.known(edit.at)
    if edit.at == ("notes",):
        top = before[: len(before) - len(document.body.replace("\n", "\r\n" if "\r\n" in before else "\n"))]
        return after.startswith(top)
    spot = document.places[known]
    start = before.rfind("\n", 0, spot.key_start) + 1 if known else before.index("\n") + 1
    end = before.find("\n", max(spot.end - 1, spot.key_end)) + 1
    end = before.index("\n---", start) + 1 if not known else end
    while before[end:].partition("\n")[0].strip().startswith("#"):
        end = before.index("\n", end) + 1
    return after.startswith(before[:start]) and after.endswith(before[end:])


def test_only_the_edited_values_change_and_every_result_is_sound() -> None:
    source, rng = WorkTree(ROOT / "deals"), random.Random(17)  # noqa: S311 - no secret
    listing = source.listing()
    paths = [*listing.deals.values(), *listing.accounts.values()]
    made = 0
    while made < COUNT:
        near = NearFiles(source, rng.choice(paths))
        noun, shown = NOUNS[near.kind], f"deals/{near.path}"
        content = near.content()
        for edit in edits_of(parse(shown, content), near.kind, rng):
            document = parse(shown, content)
            current = edit._replace(was=document.body if edit.at == ("notes",) else document.data_at(edit.at))
            after = applied(noun, shown, content, (current,))
            assert outside(content.decode(), after.decode(), document, current), (near.path, current)
            assert merged(noun, parse(shown, after), (current,)).made == (current,)
            if near.problems(after):  # a date that another one cites, say: a form would refuse to save it
                continue
            content = after
            made += 1
        assert not near.problems(content)


def test_the_judgement_is_that_of_the_same_edit_by_hand() -> None:
    near = NearFiles(WorkTree(ROOT / "deals"), "aldermoor/core-banking.md")
    content = near.content()
    by_hand = content.decode()
    edits = []
    for line in by_hand.splitlines():
        rated = re.match(r'  (\w+): +\{us: "([-+?])"', line)
        if rated:
            now = "-" if rated[2] == "+" else "plus"
            edits.append(FormEdit(("assessment", rated[1], "us"), rated[2], now))
            by_hand = by_hand.replace(
                line, re.sub(r'us: (\+|-|"\?")(?=[,}])|us: "[-+?]"', f'us: "{now}"', line, count=1)
            )
    assert len(edits) > 10

    def judged(each: bytes) -> object:
        deal = read_deal("deals", near.path, each, near.surroundings).noun
        assert isinstance(deal, Deal)
        return assess(deal, near.surroundings, TODAY)

    assert judged(applied(Deal, "deals/x.md", content, tuple(edits))) == judged(by_hand.encode())
