"""Changes since last week in one paragraph: a sentence for each kind, with links to the deals."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from generator.assess.past import WINDOWS
from generator.assess.portfolio.row import DealGlance
from generator.show.page import Link
from generator.show.portfolio.context import PortfolioContext, left_words
from generator.show.summary.movement import CLOSED, NAMES, NEW, NOT_KNOWN, SCORE, Moved
from generator.show.text import values
from generator.show.text.changes import deletion_words
from generator.show.urls import page_urls

DAYS: Final = WINDOWS[0]
MOST_NAMED: Final = 4
"""Deals that a sentence names; the others are counted, with a link to all."""
ENDED: Final = NAMES[CLOSED, None]
IN_FULL: Final = "moved-deals"
"""The id of the list that names every kind of move deal by deal."""
HERE: Final = page_urls.PORTFOLIO


class ChangedDeal(NamedTuple):
    """A deal in a sentence, its address empty where it is gone, and what is said of it; empty for nothing."""

    deal: Link
    says: str


class Sentence(NamedTuple):
    """A sentence on one kind of change: how it begins, its deals, and how many others there are, with their link."""

    lead: str
    deals: tuple[ChangedDeal, ...]
    more: Link | None


class Changes(NamedTuple):
    """Changes since a day, in sentences; `unknown` counts the open deals whose history does not reach back so far."""

    since: str
    sentences: tuple[Sentence, ...]
    unknown: str


def changes_of(context: PortfolioContext) -> Changes | None:
    """Return what changed since last week; None where no history is known at all."""
    if not any(context.summaries.moved) and not context.deleted:
        return None
    found: dict[str, list[tuple[DealGlance, str]]] = defaultdict(list)
    since = context.setting.today - dt.timedelta(days=DAYS)
    unknown = 0
    for row, within in zip(context.rows, context.summaries.moved, strict=True):
        moved = within[0] if within else NOT_KNOWN
        unknown += not moved.known and not row.closed
        for name, says in _told(row, moved, since):
            found[name].append((row, says))
    sentences = (_sentence(context, name, found[name]) for name in NAMES.values() if name in found)
    return Changes(values.day(since), (*_deleted(context, since), *sentences), left_words(unknown, "open deal"))


def _deleted(context: PortfolioContext, since: dt.date) -> Iterator[Sentence]:
    """Yield the sentence on deals whose files were deleted; they have no page any more."""
    gone = [each for each in context.deleted if each.day > since]
    if gone:
        named = tuple(
            ChangedDeal(Link(each.title, ""), f"{deletion_words(each)}, commit {each.commit}")
            for each in gone[:MOST_NAMED]
        )
        left = left_words(len(gone) - MOST_NAMED, "more deal")
        yield Sentence("Gone", named, Link(left, f"#{IN_FULL}") if left else None)


def _told(row: DealGlance, moved: Moved, since: dt.date) -> Iterator[tuple[str, str]]:
    """Yield the names of a deal's moves with what is said of them; the new file of a deal long over is none."""
    for move in moved.moves:
        ended = row.outcome and (move.kind == CLOSED or (move.kind == NEW and row.outcome.date > since))
        if ended:
            yield ENDED, values.verdict_word(row.word).lower()
        elif not row.outcome and move.kind != SCORE:
            yield move.name, "" if move.kind == NEW else move.says.partition(" ")[2]


def _sentence(context: PortfolioContext, name: str, found: Sequence[tuple[DealGlance, str]]) -> Sentence:
    """Return a sentence that names the deals of the largest amounts; of what most did, it gives the number alone."""
    sizes, every = context.portfolio.amounts, len(context.open)
    if name == ENDED:
        address = context.href(HERE, page_urls.CLOSED)
    else:
        address = context.table_href(HERE, "changed", name)
        if len(found) > max(MOST_NAMED, every / 2):
            return Sentence(
                name, (), Link(f"{values.plain(len(found))} of {values.counted(every, 'open deal')}", address)
            )
    ordered = sorted(found, key=lambda each: (-(sizes.get(each[0].identity) or 0), each[0].identity))
    left = left_words(len(found) - MOST_NAMED, "more deal")
    named = tuple(_changed(context, *each) for each in ordered[:MOST_NAMED])
    return Sentence(name, named, Link(left, address) if left else None)


def _changed(context: PortfolioContext, row: DealGlance, says: str) -> ChangedDeal:
    return ChangedDeal(Link(row.title, context.deal_href(HERE, row.identity, anchor="history")), says)
