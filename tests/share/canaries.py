"""A playbook in which every field that a file can have holds a value that stands nowhere else.

The fields come from the model's own types: one that is added later holds a canary at once.
"""

from __future__ import annotations

import datetime as dt
import itertools
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, BeforeValidator

from generator.model import money, text
from generator.model.account import Account, Competitor, Partner, Team
from generator.model.deal import Deal
from generator.model.file_noun import FileNoun
from generator.model.meeting import Meeting
from generator.model.method import Method

MARKS = ("joint", "released", "agreed", "confirmed_by", "confirmed_on")
UNMARKED = "!"
"""Stands in a path behind the items that bear no mark."""
FIXED: Mapping[str, Any] = {
    "account.offerings.deal": "core-banking",
    "account.people.reports_to": None,
    "deal.stage": "evaluate",
    "deal.competitors": ["rival"],
    "deal.primary_competitor": "rival",
    "deal.incumbent": "rival",
    "deal.outcome": None,
    "deal.past.emptied": None,
    "deal.plan.actions.criteria": ["risk"],
    "deal.plan.actions.players": ["marked"],
    "deal.plan.actions.agreed_with": "marked",
    "deal.plan.actions.milestone": "marked",
    "deal.plan.actions.objective": "marked",
    "deal.plan.actions.state": "open",
    "deal.plan.milestones.kind": "legal",
    "deal.plan.milestones.state": "open",
    "deal.partners.helps.criteria": ["risk"],
    "deal.players.influences": [],
    "deal.players.conflicts_with": [],
    "deal.proposition.pattern": "outcome",
    "deal.proposition.audience": "marked",
    "deal.strategy.approach": "flanking",
    "deal.value.lines.head": "decrease",
    "deal.value.lines.item": "expenses",
    "deal.value.lines.every": "year",
    "deal.value.lines.start": "1",
    "deal.value.lines.end": "30",
    "deal.value.lines.low": None,
    "deal.value.lines.high": None,
    "deal.value.lines.confirmed_by": "marked",
    "deal.value.years": "3",
    "partner.competitors": ["rival"],
    "meeting.date": "2021-06-01",
    "meeting.deals": ["core-banking"],
    "meeting.present": None,
}
"""What has to name something that is there; all of it is either open to everybody or one of the method's words."""


@dataclass
class Nest:
    """Writes the files and remembers which value was planted where."""

    method: Method
    planted: dict[str, list[str]] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def noun(self, kind: type[BaseModel], at: str, *, marked: bool = True) -> dict[str, Any]:
        """Return a block with every key that it can have; `marked` tells whether its marks say yes."""
        hints = get_type_hints(kind, include_extras=True)
        from_file = FileNoun.FROM_THE_FILE if issubclass(kind, FileNoun) else frozenset()
        written = {}
        for name in kind.model_fields:
            below, known = f"{at}.{name}", f"{at}.{name}".replace(UNMARKED, "")
            if name in from_file or (name in MARKS and not marked):
                continue
            value = FIXED[known] if known in FIXED else self.value(hints[name], below)
            if value is not None:
                written[name] = value
        return written

    def value(self, annotation: Any, at: str) -> Any:
        """Return a value of a type as a file has it."""
        kind, converters = _plain(annotation)
        if get_origin(kind) is dict:
            return self.items(at, *get_args(kind))
        if get_origin(kind) is tuple:
            return [self.value(get_args(kind)[0], at)]
        if get_origin(kind) is Literal:
            return get_args(kind)[0]
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            return self.noun(kind, at)
        return self.leaf(kind, converters, at)

    def items(self, at: str, key: Any, value: Any) -> dict[str, Any]:
        """Return a block of two items: one that bears every mark, and one that bears none."""
        names = self.keys(at)
        kind, _ = _plain(value)
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            suffixes = ("", UNMARKED)
            pairs = zip(names, suffixes, strict=False)
            return {name: self.noun(kind, at + suffix, marked=not suffix) for name, suffix in pairs}
        return {name: self.value(value, at) for name in names}

    def keys(self, at: str) -> tuple[str, ...]:
        """Return the keys of a block, where it has to be known ones those."""
        known: Mapping[str, tuple[str, ...]] = {
            "deal.assessment": tuple(self.method.criteria),
            "deal.control": tuple(self.method.symptoms),
            "deal.level": tuple(self.method.levels),
            "deal.accepted": ("owner-missing",),
            "deal.past": ("2021-06-01", "2021-06-02"),
            "deal.partners": ("ally", "stranger"),
            "deal.proposition.slots": tuple(self.method.patterns["outcome"].slots),
            "team.us": tuple(self.method.functions),
            "partner.value_chain": tuple(self.method.functions),
            "partner.answers": tuple(self.method.partner_questions),
            "team.members.targets": ("2031-Q1", "2031-Q2"),
            "team.offerings": ("marked", "unmarked"),
        }
        return known.get(at.replace(UNMARKED, ""), ("marked", "unmarked"))

    def leaf(self, kind: Any, converters: list[object], at: str) -> str:
        """Return a single value that stands nowhere else."""
        number = next(self._numbers)
        day = dt.date(2021, 1, 1) + dt.timedelta(days=number)
        amount = 3_000_000 + number * 1_013
        written: Mapping[Any, tuple[str, str]] = {
            text.text: (f"canary-{number:04}-text", f"canary-{number:04}"),
            text.slug: (f"canary-{number:04}", f"canary-{number:04}"),
            text.name: (f"canary-{number:04}", f"canary-{number:04}"),
            text.date: (day.isoformat(), f"{day.day} {day:%b} {day.year}"),
            money.money: (f"EUR {amount}", f"{amount:,}"),
            money.signed_money: (f"EUR {amount}", f"{amount:,}"),
            text.days: (f"{number + 700}.25 days", f"{number + 700}.25"),
            text.percent: (f"{number / 1000 + 5:.4f}%", f"{number / 1000 + 5:.4f}"),
            text.rate: (f"{number / 1000 + 5:.4f}%", f"{number / 1000 + 5:.4f}"),
            text.number: (f"{number + 900}.25", f"{number + 900}.25"),
            text.factor: (f"{number + 900}.25", f"{number + 900}.25"),
            text.whole: ("7", "no canary: too small"),
            text.yes_no: ("yes", "no canary: too small"),
            text.web_address: (f"https://canary-{number:04}.example/", f"canary-{number:04}"),
            text.mail_address: (f"canary-{number:04}@example.com", f"canary-{number:04}"),
            text.quarter_days: ("48", "no canary: too small"),
            text.sign: ("+", "no canary: too small"),
        }
        found = next((each for each in converters if each in written), None)
        if found is None and kind is int:
            return "2"
        assert found, f"{at}: no canary is known for {kind}"
        value, trace = written[found]
        self.planted.setdefault(at, []).append(trace)
        return value


def _plain(annotation: Any) -> tuple[Any, list[object]]:
    """Return a type without its converters and without None, and the converters."""
    converters: list[object] = []
    while get_origin(annotation) in (Annotated, Union, UnionType):
        if get_origin(annotation) is Annotated:
            converters += [each.func for each in annotation.__metadata__ if isinstance(each, BeforeValidator)]
            annotation = get_args(annotation)[0]
        else:
            annotation = next(each for each in get_args(annotation) if each is not type(None))
    return annotation, converters


def written(folder: Path, method: Method) -> Nest:
    """Write a playbook of canaries below a folder, and return what was planted where."""
    nest = Nest(method)
    files: Mapping[str, dict[str, Any]] = {
        "index.md": nest.noun(Team, "team"),
        "aldermoor/index.md": nest.noun(Account, "account"),
        "aldermoor/core-banking.md": nest.noun(Deal, "deal"),
        "partners/ally.md": nest.noun(Partner, "partner"),
        "partners/stranger.md": nest.noun(Partner, f"partner{UNMARKED}"),
        "aldermoor/meetings/2021-06-01-talk.md": nest.noun(Meeting, "meeting"),
        "competitors/rival.md": nest.noun(Competitor, "competitor"),
    }
    for path, keys in files.items():
        file = folder / "deals" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"---\n{json.dumps(keys, indent=1)}\n---\ncanary-notes of {path}\n", "utf-8")
        nest.planted.setdefault(f"notes of {path}", []).append(f"canary-notes of {path}")
    return nest
