"""Win rates of the deals that ended, with their counts, in all and by earlier verdict."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from generator.assess.intervals import jeffreys
from generator.model.method import VERDICTS

if TYPE_CHECKING:
    from generator.assess.portfolio.row import DealGlance
    from generator.model.method import VerdictWord

ENOUGH = 10
"""Number of deals won or lost from which on a share is printed."""


@dataclass(frozen=True, slots=True)
class WinRate:
    """Counts of deals by outcome. `rate` is won/(won + lost), `interval` its 95 % Jeffreys interval, from 0 to 1.

    Both are None under ten deals won or lost: a share of so few says nothing, the counts do.
    """

    won: int
    lost: int
    no_decision: int
    withdrawn: int
    rate: Fraction | None
    interval: tuple[float, float] | None

    @property
    def closed(self) -> int:
        """Number of deals that ended."""
        return self.won + self.lost + self.no_decision + self.withdrawn


def win_rate(rows: Iterable[DealGlance]) -> WinRate:
    """Return the win rate over those of the deals that have ended."""
    results = [row.outcome.result for row in rows if row.outcome]
    won, lost = results.count("won"), results.count("lost")
    enough = won + lost >= ENOUGH
    return WinRate(
        won=won,
        lost=lost,
        no_decision=results.count("no-decision"),
        withdrawn=results.count("withdrawn"),
        rate=Fraction(won, won + lost) if enough else None,
        interval=jeffreys(won, lost) if enough else None,
    )


@dataclass(frozen=True, slots=True)
class WinRecord:
    """Record of the deals that ended, in all and apart.

    `by_verdict` goes by the verdict some time before the end, from the best verdict down; `walk_aways_won` counts the
    deals to walk away from that were won anyway, and `without_walk_aways` is the record as if none of them had been
    worked on.
    """

    overall: WinRate
    without_walk_aways: WinRate
    by_verdict: Mapping[VerdictWord, WinRate]
    by_competitor: Mapping[str, WinRate]
    by_partner: Mapping[str, WinRate]
    walk_aways_won: int


def record_of(rows: Sequence[DealGlance]) -> WinRecord:
    """Return the record of the deals that have ended."""
    closed = [row for row in rows if row.closed]
    before = {word: [row for row in closed if word_before(row) == word] for word in reversed(VERDICTS)}
    return WinRecord(
        overall=win_rate(closed),
        without_walk_aways=win_rate(row for row in closed if word_before(row) != VERDICTS[0]),
        by_verdict={word: win_rate(each) for word, each in before.items()},
        by_competitor=by_name((slug, row) for row in closed for slug in row.competitors),
        by_partner=by_name((slug, row) for row in closed for slug in row.partners),
        walk_aways_won=win_rate(before[VERDICTS[0]]).won,
    )


def word_before(row: DealGlance) -> VerdictWord | None:
    """Return the verdict of a closed deal some time before its end."""
    return row.verdict_then.word if row.verdict_then else None


def by_name(named: Iterable[tuple[str, DealGlance]]) -> dict[str, WinRate]:
    """Return a win rate per name, in alphabetical order."""
    groups: dict[str, list[DealGlance]] = {}
    for name, row in named:
        groups.setdefault(name, []).append(row)
    return {name: win_rate(groups[name]) for name in sorted(groups)}
