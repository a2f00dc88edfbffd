"""Random edits of the sample files: `check` accepts them, every other byte is the same, and so is the judgement.

By hand, an edit is made in the loaded values of the file, which are dumped anew: by PyYAML, not by our splice.
"""

from __future__ import annotations

import datetime as dt
import os
import random
from collections.abc import Iterator
from typing import Any, TypeVar, get_args

import yaml

from generator.assess.deal.assessment import assess
from generator.editor.applying import applied
from generator.editor.edits import FormEdit
from generator.editor.merging import merged
from generator.editor.near import NearFiles
from generator.model.deal import Coverage, Deal, Part, State, Support
from generator.model.file_kinds import NOUNS, FileKind
from generator.model.file_noun import FileNoun
from generator.model.shapes import shape_at
from generator.read.file_names import TEAM
from generator.read.files import WorkTree
from generator.read.playbook import read_deal, read_listed_deal
from generator.read.yaml.document import Document, parse
from generator.read.yaml.place import At
from tests.editor.outside import outside
from tests.house.imports import ROOT

TODAY = dt.date(2026, 11, 28)
COUNT = int(os.environ.get("PLAYBOOK_EDITS", "80"))
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
Edits = Iterator[FormEdit]


class Drawing:
    """Edits at places drawn from a file, with the values that stand there."""

    def __init__(self, document: Document, rng: random.Random) -> None:
        self.document, self.rng = document, rng
        self.text = rng.choice(TEXTS)

    def edit(self, at: At, value: Any) -> FormEdit:
        """Return an edit with what stands at its place."""
        return FormEdit(at, self.document.data_at(at), value)

    def below(self, *at: str) -> list[str]:
        """Return the keys of a block, none where there is no block."""
        found = self.document.data_at(at)
        return list(found) if isinstance(found, dict) else []

    def anything(self) -> Edits:
        """Yield an edit of a text, whatever it is of: another text in its place, or none."""
        known = [at for at in self.document.places if at and isinstance(self.document.data_at(at), str)]
        at = self.rng.choice(known)
        others = [self.document.data_at(each) for each in known if each[-1] == at[-1]]
        yield self.edit(at, self.rng.choice((self.text, None, *others)))

    def deal(self) -> Edits:
        """Yield one edit of every kind that a deal's form makes."""
        criterion, rng = self.rng.choice(CRITERIA), self.rng
        yield self.edit(("assessment", criterion, "us"), rng.choice("+-?"))
        yield self.edit(("assessment", criterion, "evidence"), rng.choice((self.text, None)))
        yield self.edit(("assessment", criterion, "date"), rng.choice(("2026-11-02", None)))
        yield self.edit(("amount",), rng.choice(("EUR 5,000", None)))
        yield self.edit(("formal_criteria",), rng.choice(([self.text, "second"], None)))
        yield self.edit(("plan", "goal"), rng.choice((self.text, None)))
        action = {"what": self.text, "due": "2026-12-24", "criteria": [criterion]}
        yield self.edit(("plan", "actions", "drawn-at-random"), rng.choice((action, None)))
        yield from self.people()
        yield from self.actions()
        yield from self.worksheets()

    def people(self) -> Edits:
        """Yield edits of what people are in a deal, and of the lines between them."""
        players = self.below("players")
        for _ in range(2 if players else 0):
            player = ("players", self.rng.choice(players))
            key, words = self.rng.choice((("part", Part), ("support", Support), ("coverage", Coverage)))
            yield self.edit((*player, key), self.rng.choice((*get_args(words), None)))
            yield self.edit((*player, "business_agenda"), self.rng.choice((self.text, None)))
            line = self.rng.choice(("influences", "conflicts_with"))
            yield self.edit((*player, line), self.rng.choice(([self.rng.choice(players)], None)))

    def actions(self) -> Edits:
        """Yield edits of an action of the plan."""
        actions = self.below("plan", "actions")
        action_at = ("plan", "actions", self.rng.choice(actions)) if actions else ()
        if isinstance(self.document.data_at(action_at), dict) and actions:
            yield self.edit((*action_at, "state"), self.rng.choice((*get_args(State), None)))
            yield self.edit((*action_at, "what"), self.text)
            yield self.edit((*action_at, "due"), self.rng.choice(("2027-01-15", None)))

    def worksheets(self) -> Edits:
        """Yield edits of a value line, a statement, and of blocks that go or come as a whole."""
        rng = self.rng
        for line in rng.sample(lines := self.below("value", "lines"), min(1, len(lines))):
            at = ("value", "lines", line)
            yield self.edit((*at, "amount"), rng.choice(("12,000", "EUR 7,500", None)))
            yield self.edit((*at, "note"), rng.choice((self.text, None)))
            yield self.edit(at, None)
        for statement in rng.sample(known := self.below("proposition"), min(1, len(known))):
            for blank in rng.sample(blanks := self.below("proposition", statement, "slots"), min(2, len(blanks))):
                yield self.edit(("proposition", statement, "slots", blank), rng.choice((self.text, None)))
        for symptom in rng.sample(seen := self.below("control"), min(1, len(seen))):
            yield self.edit(("control", symptom, "seen"), rng.choice((["2026-11-20", "2026-11-23"], "2026-11-20")))
        whole = rng.choice(("strategy", "level", "decision", "ask", "compelling_event", "partners", "past", "crm"))
        yield self.edit((whole,), None)


def edits_of(document: Document, kind: FileKind, rng: random.Random) -> Edits:
    """Yield one edit of every kind that a form makes, at places drawn from a file."""
    drawing = Drawing(document, rng)
    yield drawing.edit(("title",), rng.choice(TEXTS))
    if kind == "deal":
        yield from drawing.deal()
    for person in rng.sample(people := drawing.below("people"), min(1, len(people))):
        if isinstance(document.data_at(("people", person)), dict):
            yield drawing.edit(("people", person, "title"), drawing.text)
    yield from drawing.anything()
    yield drawing.edit(("notes",), rng.choice((f"{drawing.text}\n\n- list\n", f"{drawing.text}\n")))


def by_hand(kind: FileKind, content: bytes, edit: FormEdit) -> bytes:
    """Return a file with a value set in what PyYAML loads of it, as texts, and dumped anew by it."""
    _, front_matter, notes = content.decode().removeprefix("\ufeff").replace("\r\n", "\n").split("---\n", 2)
    if edit.at == ("notes",):
        notes = str(edit.value)
    else:
        data = yaml.load(front_matter, yaml.CBaseLoader)  # noqa: S506 - builds nothing but texts
        set_by_hand(kind, data, edit.at, edit.value)
        front_matter = yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=10_000)
    return f"---\n{front_matter}---\n{notes}".encode()


def set_by_hand(kind: FileKind, data: dict[str, Any], at: At, value: Any) -> None:
    """Set a value at a place, in blocks that are made where there are none or a bare value stands for them."""
    block = data
    for depth, key in enumerate(map(str, at[:-1]), 1):
        if value is None and key not in block:
            return
        stands = block.setdefault(key, {})
        if not isinstance(stands, dict):
            bare = shape_at(NOUNS[kind], at[:depth]).bare
            block[key] = {bare: stands} if stands and bare else {}
        block = block[key]
    if value is None:
        block.pop(str(at[-1]), None)
    else:
        block[str(at[-1])] = value


def understood(near: NearFiles, content: bytes) -> tuple[object, ...]:
    """Return the model of a file, its mistakes without their lines, and the judgement of each deal it bears on."""
    faults = tuple(sorted((each.code, each.says) for each in near.problems(content)))
    if near.kind != "deal":
        around = near.replaced(content).surroundings
        noun: FileNoun | None = near.replaced(content).noun(NOUNS[near.kind], near.path)
        readings = [read_listed_deal(near.source, path, around) for path in near.listing.deals.values()]
    else:
        around = near.surroundings
        readings = [read_deal("deals", near.path, content, around)]
        noun = readings[0].noun
    deals = [whole(each.noun) for each in readings if isinstance(each.noun, Deal)]
    return noun and whole(noun), faults, *(assess(each, around, TODAY) for each in deals)


Kind = TypeVar("Kind", bound=FileNoun)


def whole(noun: Kind) -> Kind:
    """Return a file's noun without where in the file its notes and its cut texts stand."""
    cut = tuple(each._replace(line=0, column=0) for each in noun.cut_short)
    return noun.model_copy(update={"notes_line": 0, "cut_short": cut})


def test_only_the_edited_values_change_and_the_judgement_is_that_of_the_same_edit_by_hand() -> None:
    source, rng = WorkTree(ROOT / "deals"), random.Random(17)  # noqa: S311 - no secret
    listing = source.listing()
    others = [*listing.partners.values(), *listing.competitors.values(), TEAM]
    paths = [*listing.deals.values(), *listing.accounts.values(), *others]
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
            assert understood(near, after) == understood(near, by_hand(near.kind, content, current)), (
                near.path,
                current,
            )
            if near.problems(after):  # a date that another one cites, say: a form would refuse to save it
                continue
            content = after
            made += 1
        assert not near.problems(content)
