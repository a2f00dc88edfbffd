"""Work of every owner, gathered from all deals once: their deals, actions, reasons for attention, open questions."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, NamedTuple

from generator.assess.portfolio.attention import Attention
from generator.assess.portfolio.row import DealGlance
from generator.assess.portfolio.workload import Workload, workload
from generator.model.account import Member
from generator.model.who import handle
from generator.show.portfolio.context import PortfolioContext
from generator.show.summary.action_rows import COLUMNS
from generator.show.summary.actions import DueAction, When
from generator.show.summary.calendar import owner_slugs
from generator.show.summary.movement import NEW, Moved
from generator.show.summary.table import Cell, cell_of

MOST_NEW: Final = 4
"""New deals that are named one by one even where most are new, as on the day of an import."""


@dataclass(frozen=True, slots=True)
class OwnedDeal:
    """An open deal of an owner with its reasons for attention, its movement, and the criteria to ask about first."""

    row: DealGlance
    attention: Sequence[Attention]
    moved: Sequence[Moved]
    to_ask: Sequence[str]


@dataclass(frozen=True, slots=True)
class OwnedAction:
    """An open action of an owner, with its line in the table of actions, whose links start at the top of the site."""

    due: DueAction
    line: str

    @property
    def cells(self) -> Mapping[str, Cell]:
        """The cells of its line, by column."""
        parts = json.loads(self.line)
        return {column.key: cell_of(part, column.kind) for column, part in zip(COLUMNS, parts, strict=True)}


class MovedDeals(NamedTuple):
    """Deals that moved with what is said of each, the most telling first; `new` counts those that are just new."""

    named: Sequence[tuple[OwnedDeal, str]]
    new: int


@dataclass
class OwnerWork:
    """Work of one owner. `member` is None for an owner who is none of the team's members."""

    name: str
    slug: str
    member: Member | None = None
    deals: list[OwnedDeal] = field(default_factory=list)
    actions: list[OwnedAction] = field(default_factory=list)

    def due(self, when: When) -> Sequence[OwnedAction]:
        """Return the open actions of one urgency, the earliest first."""
        return [each for each in self.actions if each.due.when == when]

    def moved(self, window: int) -> MovedDeals:
        """Return the deals that moved within a window, those that are new by number alone where most are."""
        found = [(deal.moved[window].moves, deal) for deal in self.deals if deal.moved and deal.moved[window].moves]
        new = sum(moves[0].kind == NEW for moves, _ in found)
        if new <= max(MOST_NEW, len(self.deals) / 2):
            new = 0
        found = sorted(found, key=lambda each: each[0][0][:2])
        named = [
            (deal, "; ".join(move.says for move in moves)) for moves, deal in found if not new or moves[0].kind != NEW
        ]
        return MovedDeals(named, new)


@dataclass(frozen=True)
class OwnersWork:
    """Work of everybody who owns an open deal or action, and of every member of the team, by name."""

    context: PortfolioContext

    @cached_property
    def owners(self) -> Sequence[OwnerWork]:
        """Work of each owner, in the order of their names."""
        return sorted(self._gathered.values(), key=lambda each: (handle(each.name), each.slug))

    @cached_property
    def _gathered(self) -> Mapping[str, OwnerWork]:
        slugs = owner_slugs(self._names.values())
        of = {
            key: OwnerWork(name, slugs[name], self._members.get(key))
            for key, name in self._names.items()
            if key in self._members or key in self._busy
        }
        for deal in self._open_deals:
            if deal.row.owner:
                of[handle(deal.row.owner)].deals.append(deal)
        for due, line in zip(self.context.tasks, self.context.task_lines, strict=True):
            if due.owner:
                of[handle(due.owner)].actions.append(OwnedAction(due, line))
        return of

    @cached_property
    def _members(self) -> Mapping[str, Member]:
        return {handle(each.name): each for each in self.context.surroundings.team.members.values() if each.name}

    @cached_property
    def _busy(self) -> Set[str]:
        """The handles of those who own an open deal or action."""
        deals = (row.owner for row in self.context.open)
        return {handle(name) for name in (*deals, *(due.owner for due in self.context.tasks)) if name}

    @cached_property
    def _names(self) -> Mapping[str, str]:
        """The name of everybody who owns anything or is a member, by its handle: as most write it."""
        members = {key: each.name for key, each in self._members.items()}
        owners = (row.owner for row in self.context.open if row.owner)
        return {**members, **{handle(name): name for name in (*owners, *self.context.feed_slugs)}}

    @cached_property
    def _open_deals(self) -> Sequence[OwnedDeal]:
        """The open deals in the focus order."""
        of = self.context.summaries
        every = {deal[0].identity: deal for deal in zip(of.glances, of.attention, of.moved, of.to_ask, strict=True)}
        return [OwnedDeal(*every[each.row.identity]) for each in self.context.portfolio.focus]

    @cached_property
    def whole(self) -> OwnerWork:
        """Work of everybody together, of nobody, too."""
        tasks = zip(self.context.tasks, self.context.task_lines, strict=True)
        return OwnerWork("", "", None, list(self._open_deals), [OwnedAction(*each) for each in tasks])

    @cached_property
    def workloads(self) -> Mapping[str, Workload]:
        """The days that each owner's deals take, by the last part of their address."""
        today = self.context.setting.today
        return {
            each.slug: workload(
                [deal.row for deal in each.deals], each.member.capacity if each.member else None, today
            )
            for each in self.owners
        }
