"""Difference that a change makes to the deals: each before and after, judged on one day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from typing import Literal

from generator.assess.deal.assessment import assess
from generator.assess.judgement import Finding, Judgement, PlacedFinding
from generator.git.renames import renamed
from generator.history.entries import EntryChange, entry_changes, people_changes
from generator.history.history import History, histories, past_of
from generator.history.meetings import MeetingDifference, meeting_differences
from generator.history.shifts import FieldChange, Shift, field_changes, shifts
from generator.history.side import Side
from generator.history.touched import TouchedFiles
from generator.model.deal import Deal
from generator.model.method import Method
from generator.model.playbook import Surroundings
from generator.problems import Problem
from generator.read.playbook import read_deal

Kind = Literal["unreadable", "readable again", "changed", "closed", "reopened", "new", "renamed", "deleted"]
COMPARED = frozenset({"assessment", "stage", "amount", "close", "outcome", "path", "notes_line", "cut_short"})
"""Fields that have a line of their own, or that no author writes."""


@dataclass(frozen=True)
class DealDifference:
    """A deal on both sides. `was` is its identity before, where that was another one.

    `before` and `after` are None where the deal was not there, or could not be read. `appeared`, `vanished` and
    `accepted` are findings of an open deal: new, gone, and still there but accepted by the change. `entries` are its
    players and what its plan holds, `others` every key of the file that changed besides ratings and `fields`. `names`
    are those of the account's people, by key.
    """

    identity: str
    kind: Kind
    was: str | None
    before: Judgement | None
    after: Judgement | None
    shifts: tuple[Shift, ...] = ()
    fields: tuple[FieldChange, ...] = ()
    appeared: tuple[Finding, ...] = ()
    vanished: tuple[Finding, ...] = ()
    accepted: tuple[Finding, ...] = ()
    others: tuple[str, ...] = ()
    entries: tuple[EntryChange, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def unfounded(self) -> tuple[Shift, ...]:
        """The criteria that were rated better without new evidence."""
        return tuple(each for each in self.shifts if each.unfounded)

    @property
    def title(self) -> str:
        """The deal's title, or its identity where it cannot be read."""
        side = self.after or self.before
        return side.deal.title if side else self.identity


@dataclass(frozen=True)
class AccountDifference:
    """An account that is there on both sides and whose people changed."""

    slug: str
    name: str
    people: tuple[EntryChange, ...]


@dataclass(frozen=True)
class Difference:
    """Result of a change: the deals that differ, the problems after it, and the method after it.

    `findings` are those that appear in files that are no deals.
    """

    deals: tuple[DealDifference, ...]
    problems: tuple[Problem, ...]
    method: Method
    method_changed: bool
    today: dt.date
    findings: tuple[PlacedFinding, ...] = ()
    accounts: tuple[AccountDifference, ...] = ()
    meetings: tuple[MeetingDifference, ...] = ()


def difference(before: Side, after: Side, today: dt.date) -> Difference:
    """Return the difference of two sides. Only files that the change touches, and what draws on them, are looked at.

    Raises GitFailed where git cannot read the history of a side.
    """
    change = TouchedFiles(before, after)
    with _histories(before, today) as one, _histories(after, today) as other:
        judges = ChangeJudge(change, one, other, today)
        differences = [each for old, path in _pairs(before, after) if (each := judges.difference(old, path))]
    return Difference(
        tuple(differences),
        tuple(sorted({*change.problems(today), *judges.problems})),
        after.surroundings.method,
        bool(before.deals) and change.method_changed,
        today,
        tuple(change.findings()),
        tuple(_accounts(change)),
        tuple(meeting_differences(change)),
    )


def _pairs(before: Side, after: Side) -> list[Pair]:
    """Return each deal's path before and after."""
    gone, new = before.deals - after.deals, after.deals - before.deals
    moved = renamed(
        {path: before.source.read(path) for path in gone}, {path: after.source.read(path) for path in new}
    )
    pairs: list[Pair] = [(path, path) for path in before.deals & after.deals]
    pairs += [(moved.get(path), path) for path in new]
    pairs += [(path, None) for path in gone - set(moved.values())]
    return sorted(pairs, key=_place)


def _accounts(change: TouchedFiles) -> Iterator[AccountDifference]:
    """Yield the accounts whose people changed; a new account is passed over: its deals are new."""
    before, after = change.before.surroundings.accounts, change.after.surroundings.accounts
    for slug in sorted(change.accounts & before.keys() & after.keys()):
        if people := people_changes(before[slug], after[slug]):
            yield AccountDifference(slug, after[slug].name, people)


Pair = tuple[str | None, str | None]
"""A deal's path before and after; None where it is not there."""


def _place(pair: Pair) -> str:
    return pair[1] or pair[0] or ""


def _histories(side: Side, today: dt.date) -> AbstractContextManager[Recall]:
    return histories(side.chronicle, side.surroundings.method, today)


Recall = Callable[[str], History | None]
"""Recall of a deal's history by the path of its file."""


class ChangeJudge:
    """Judge of deals on both sides; `problems` are those met on the later one."""

    def __init__(self, change: TouchedFiles, past: Recall, now: Recall, today: dt.date) -> None:
        self.change, self.before, self.after = change, change.before, change.after
        self.past, self.now, self.today = past, now, today
        self.problems: list[Problem] = []

    def difference(self, old: str | None, path: str | None) -> DealDifference | None:
        """Return the difference of a deal, by its path on each side; None where it is unchanged."""
        if not self._may_differ(old, path):
            return None
        before = self._judgement(self.before, self.past, old)[0] if old else None
        after, problems = self._judgement(self.after, self.now, path) if path else (None, ())
        self.problems += problems
        change = replace(compared(old, path, before, after), names=self._names(path or old or ""))
        return change if change.kind != "changed" or _differs(change) else None

    def _names(self, path: str) -> Mapping[str, str]:
        """Return the names of the people of a deal's account, of both sides, by key."""
        account = path.split("/")[0]
        sides = (self.before.surroundings, self.after.surroundings)
        return {key: person.name for side in sides for key, person in side.account(account).people.items()}

    def _may_differ(self, old: str | None, path: str | None) -> bool:
        return old is None or old != path or self.change.touches_deal(path)

    def _judgement(self, side: Side, recall: Recall, path: str) -> tuple[Judgement | None, tuple[Problem, ...]]:
        return judged(side.source.name, path, side.source.read(path), side.surroundings, recall, self.today)


def judged(
    source: str, path: str, content: bytes, around: Surroundings, recall: Recall, today: dt.date
) -> tuple[Judgement | None, tuple[Problem, ...]]:
    """Return the judgement of a deal's file with its history, None where it cannot be read, and its problems.

    Raises GitFailed where git cannot read the history.
    """
    reading = read_deal(source, path, content, around)
    if reading.noun is None:
        return None, reading.problems
    past = past_of(recall(path), reading.noun, today, around.method)
    return assess(reading.noun, around, today, past), reading.problems


def compared(old: str | None, path: str | None, before: Judgement | None, after: Judgement | None) -> DealDifference:
    """Return the difference of a deal by its path and its judgement on each side; None where there is none."""
    identity = (path or old or "").removesuffix(".md")
    was = old.removesuffix(".md") if old and path and old != path else None
    kind = _kind(old, path, before, after)
    if before is None or after is None:
        return DealDifference(identity, kind, was, before, after)
    return DealDifference(
        identity,
        kind,
        was,
        before,
        after,
        shifts(before.assessed, {name: now for name, now in after.assessed.items() if name in before.assessed}),
        field_changes(before.deal, after.deal),
        *_findings(before, after),
        tuple(_others(before.deal, after.deal)),
        entry_changes(before.deal, after.deal),
    )


def _kind(old: str | None, path: str | None, before: Judgement | None, after: Judgement | None) -> Kind:
    if path is None:
        return "deleted"
    if after is None:
        return "unreadable"
    if old is None:
        return "new"
    if before is None:
        return "readable again"
    if before.closed != after.closed:
        return "closed" if after.closed else "reopened"
    return "renamed" if old != path else "changed"


def _differs(of: DealDifference) -> bool:
    """Tell whether a deal that exists on both sides under one name has changed."""
    parts = (of.shifts, of.fields, of.appeared, of.vanished, of.accepted, of.others)
    stands = [each and (each.verdict.word, each.winnable, each.worth) for each in (of.before, of.after)]
    return any(parts) or stands[0] != stands[1]


def _findings(
    before: Judgement, after: Judgement
) -> tuple[tuple[Finding, ...], tuple[Finding, ...], tuple[Finding, ...]]:
    """Return the findings that appear, vanish and are accepted; the end of a deal silences them without a word.

    What holds on both sides and is left unsaid on one of them neither appears nor vanishes.
    """
    if before.closed or after.closed:
        return (), (), ()
    was = {(each.code, each.subject): each for each in before.findings if not each.accepted}
    now = {(each.code, each.subject): each for each in after.findings if not each.accepted}
    accepted = {(each.code, each.subject): each for each in after.findings if each.accepted}
    held_before, held_after = ({(each.code, each.subject) for each in side.unsaid} for side in (before, after))
    return (
        tuple(each for key, each in now.items() if key not in was and key not in held_before),
        tuple(each for key, each in was.items() if key not in now and key not in accepted and key not in held_after),
        tuple(each for key, each in accepted.items() if key in was),
    )


def _others(before: Deal, after: Deal) -> Iterator[str]:
    """Yield the other keys of the file that changed, and the ratings of competitors."""
    if any(_rivals(before, name) != _rivals(after, name) for name in {*before.assessment, *after.assessment}):
        yield "ratings of competitors"
    for name in Deal.model_fields:
        if name not in COMPARED and getattr(before, name) != getattr(after, name):
            yield name.replace("_", " ")


def _rivals(deal: Deal, criterion: str) -> Mapping[str, str]:
    return deal.assessment[criterion].rivals if criterion in deal.assessment else {}
