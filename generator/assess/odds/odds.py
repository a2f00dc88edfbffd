"""Odds of each band of the winnable score: counts and a range, or the reason why there are none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256
from itertools import pairwise
from math import inf, log
from random import Random
from typing import TYPE_CHECKING, Final, NamedTuple

from generator.assess.intervals import jeffreys
from generator.assess.odds.fit import Case, Fit, fit, t_quantile
from generator.assess.portfolio.record import ENOUGH

if TYPE_CHECKING:
    import datetime as dt

    from generator.assess.portfolio.row import DealGlance
    from generator.model.method import OddsRules

LEVEL: Final = 0.9
DRAWS: Final = 1000
NEWEST: Final = Fraction(1, 5)


@dataclass(frozen=True, slots=True)
class Band:
    """An interval of the winnable score from `low` up to, but not with, `high`; None is no limit."""

    low: int | None
    high: int | None

    def holds(self, score: Fraction) -> bool:
        """Tell whether a score lies in the band."""
        return (self.low is None or score >= self.low) and (self.high is None or score < self.high)


@dataclass(frozen=True, slots=True)
class BandOdds:
    """Deals won and lost that stood in a band, and the 90 % range of the share won, None under ten of them.

    `outside` counts the open deals in the band of which a share is known that no counted deal had.
    """

    band: Band
    won: int
    lost: int
    range: tuple[float, float] | None
    open: int
    outside: int


@dataclass(frozen=True, slots=True)
class Tried:
    """Forecasts of the newest deals by the others: Brier and log loss, of the curve and of the base rate."""

    deals: int
    brier: float
    base_brier: float
    log_loss: float
    base_log_loss: float


@dataclass(frozen=True, slots=True)
class Odds:
    """Odds of a portfolio. Without `missing` won and lost deals and with a `bound` above 0 the bands are shown.

    `won` and `lost` count deals of which something was known then; `unknown` those of which nothing was. `apart` are
    no-decision and withdrawn. `known` is the least and the greatest share known of a counted deal. `repeat` are the
    deals (won, lost) of accounts of which a deal had been won before, `new` the others; both are empty without any
    of the first.
    """

    won: int
    lost: int
    accounts: int
    unknown: int
    apart: int
    missing: tuple[int, int]
    curve: Fit | None
    known: tuple[Fraction, Fraction] | None
    outside: tuple[str, ...]
    bands: tuple[BandOdds, ...]
    repeat: tuple[BandOdds, ...]
    new: tuple[BandOdds, ...]
    tried: Tried | None

    @property
    def shown(self) -> bool:
        """Whether there are enough deals and the score tells won from lost among them."""
        return self.curve is not None and self.curve.rises


@dataclass(frozen=True, slots=True)
class Counted:
    """A deal that counts: its identity, its score then, whether it was won, its account and its last day."""

    identity: str
    score: Fraction
    known: Fraction
    won: bool
    account: str
    ended: dt.date

    @property
    def case(self) -> Case:
        """The deal as the regression takes it."""
        return Case(float(self.score / 100), self.won, self.account)


def bands_of(rules: OddsRules) -> tuple[Band, ...]:
    """Return the bands between the edges, the lowest first."""
    return tuple(Band(low, high) for low, high in pairwise((None, *rules.edges, None)))


def band_at(score: Fraction, rules: OddsRules) -> Band:
    """Return the band in which a score lies."""
    return next(band for band in bands_of(rules) if band.holds(score))


def odds_of(rows: Iterable[DealGlance], rules: OddsRules) -> Odds:
    """Return the odds of a portfolio."""
    rows = sorted(rows, key=lambda row: row.identity)
    ended = [row for row in rows if row.outcome and row.outcome.result in ("won", "lost")]
    counted = [each for row in ended if (each := counted_of(row))]
    won, lost = (sum(each.won is is_won for each in counted) for is_won in (True, False))
    missing = max(0, rules.won - won), max(0, rules.lost - lost)
    curve = None if any(missing) else fit([each.case for each in counted])
    shares = [each.known for each in counted]
    known = (min(shares), max(shares)) if shares else None
    still_open = [row for row in rows if not row.closed]
    outside = [row for row in still_open if known and not known[0] <= row.winnable.range.known <= known[1]]
    shown = curve is not None and curve.rises
    repeat = _customers(counted, ended, rules.looking_back) if shown else []
    bought = {each.identity for each in repeat}
    return Odds(
        won=won,
        lost=lost,
        accounts=len({each.account for each in counted}),
        unknown=len(ended) - len(counted),
        apart=sum(row.closed for row in rows) - len(ended),
        missing=missing,
        curve=curve,
        known=known,
        outside=tuple(row.identity for row in outside) if shown else (),
        bands=_band_odds(counted, rules, still_open, outside) if shown else (),
        repeat=_band_odds(repeat, rules) if repeat else (),
        new=_band_odds([each for each in counted if each.identity not in bought], rules) if repeat else (),
        tried=tried_on_newest(counted) if shown else None,
    )


def counted_of(row: DealGlance) -> Counted | None:
    """Return a deal that was won or lost as it counts, None where nothing was known of it then."""
    then, outcome = row.stood_then, row.outcome
    if then is None or outcome is None:
        return None
    return Counted(row.identity, then.score, then.known, outcome.result == "won", row.account, outcome.date)


def _customers(counted: Sequence[Counted], ended: Sequence[DealGlance], back: dt.timedelta) -> list[Counted]:
    """Return the deals of accounts of which another had been won by the day on which they are looked at."""
    first: dict[str, dt.date] = {}
    for row in ended:
        if row.outcome and row.outcome.result == "won":
            first[row.account] = min(row.outcome.date, first.get(row.account, row.outcome.date))
    return [each for each in counted if each.account in first and first[each.account] < each.ended - back]


def _band_odds(
    counted: Sequence[Counted],
    rules: OddsRules,
    still_open: Sequence[DealGlance] = (),
    outside: Sequence[DealGlance] = (),
) -> tuple[BandOdds, ...]:
    return tuple(_odds_in(band, counted, still_open, outside) for band in bands_of(rules))


def _odds_in(
    band: Band, counted: Sequence[Counted], still_open: Sequence[DealGlance], outside: Sequence[DealGlance]
) -> BandOdds:
    inside = [each for each in counted if band.holds(each.score)]
    won = sum(each.won for each in inside)
    return BandOdds(
        band,
        won,
        len(inside) - won,
        range_of_share(inside) if len(inside) >= ENOUGH else None,
        sum(band.holds(row.winnable.range.score) for row in still_open),
        sum(band.holds(row.winnable.range.score) for row in outside),
    )


def range_of_share(deals: Sequence[Counted]) -> tuple[float, float]:
    """Return the widest of three 90 % ranges of the share won.

    Jeffreys' of the deals as if each stood alone, the same of as many deals as their accounts are worth, and a
    bootstrap over accounts, whose numbers are seeded by the deals themselves.
    """
    won, accounts = sum(each.won for each in deals), by_account(deals)
    worth = worth_of(accounts)
    alone = jeffreys(won, len(deals) - won, LEVEL)
    together = jeffreys(won / len(deals) * worth, (1 - won / len(deals)) * worth, LEVEL)
    return max(alone, together, bootstrapped(deals), key=lambda each: each[1] - each[0])


class AccountCount(NamedTuple):
    """Numbers of an account's deals: those won, and all."""

    won: int
    deals: int


def by_account(deals: Sequence[Counted]) -> list[AccountCount]:
    """Return the counts of the accounts, in the order of their names."""
    counts = Counter(each.account for each in deals)
    wins = Counter(each.account for each in deals if each.won)
    return [AccountCount(wins[name], counts[name]) for name in sorted(counts)]


def worth_of(accounts: Sequence[AccountCount]) -> float:
    """Return how many independent deals say as much of the share won as the deals of some accounts.

    Korn and Graubard's effective number (Survey Methodology 24, 1998), with the variance of a jackknife over accounts
    and, for few accounts, the degrees of freedom of as many of equal size. Where all deals ended alike an account
    counts as one deal. At most the number of deals; 0 for one account.
    """
    deals, won = sum(each.deals for each in accounts), sum(each.won for each in accounts)
    equal = deals**2 / sum(each.deals**2 for each in accounts)
    if equal < 2:
        return 0.0
    if won in (0, deals):
        alike = equal
    else:
        share = won / deals
        shifts = [(won - each.won) / (deals - each.deals) - share for each in accounts]
        variance = sum(shift**2 for shift in shifts) * (len(accounts) - 1) / len(accounts)
        alike = min(deals, share * (1 - share) / variance) if variance else deals
    return alike * (t_quantile(deals - 1) / t_quantile(equal - 1)) ** 2


def bootstrapped(deals: Sequence[Counted]) -> tuple[float, float]:
    """Return the 5 % and 95 % quantiles of the share won over draws of as many accounts."""
    accounts = by_account(deals)
    seed = sha256(repr([(each.identity, each.won, str(each.score)) for each in deals]).encode()).digest()
    numbers = Random(int.from_bytes(seed[:8], "big"))  # noqa: S311 - nothing is kept secret with it
    shares = sorted(_drawn_share(accounts, numbers) for _ in range(DRAWS))
    at = int(DRAWS * (1 - LEVEL) / 2)
    return shares[at], shares[-1 - at]


def _drawn_share(accounts: Sequence[AccountCount], numbers: Random) -> float:
    drawn = numbers.choices(accounts, k=len(accounts))
    return sum(each.won for each in drawn) / sum(each.deals for each in drawn)


def tried_on_newest(counted: Sequence[Counted]) -> Tried | None:
    """Return how well the older deals foretell the newest fifth; None where they have no win or no loss."""
    by_day = sorted(counted, key=lambda each: (each.ended, each.identity))
    older, newest = by_day[: -int(len(by_day) * NEWEST)], by_day[-int(len(by_day) * NEWEST) :]
    if len({each.won for each in older}) < 2:
        return None
    curve, base = fit([each.case for each in older]), sum(each.won for each in older) / len(older)
    said = [(curve.chance(each.case.score), each.won) for each in newest]
    plain = [(base, each.won) for each in newest]
    return Tried(len(newest), brier(said), brier(plain), log_loss(said), log_loss(plain))


def brier(said: Sequence[tuple[float, bool]]) -> float:
    """Return the mean square of what forecasts miss by, 0 to 1."""
    return sum((chance - won) ** 2 for chance, won in said) / len(said)


def log_loss(said: Sequence[tuple[float, bool]]) -> float:
    """Return the mean of minus the logarithm of the chance that was given to what came; infinite for a sure miss."""
    chances = (chance if won else 1 - chance for chance, won in said)
    return sum(-log(chance) if chance > 0 else inf for chance in chances) / len(said)
