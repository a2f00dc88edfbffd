"""How often odds would be shown where there is nothing, and how often their range holds the true share.

Accounts are made of real deals: one is drawn for each, and the others of the account copy it or are drawn anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from random import Random
from statistics import mean
from typing import Final, NamedTuple

from generator.assess.intervals import jeffreys
from generator.assess.odds.fit import Case, fit
from generator.assess.odds.odds import Counted, band_at, bands_of, range_of_share
from generator.assess.portfolio.record import ENOUGH
from generator.model.method import OddsRules

SHUFFLES: Final = 2000
"""Draws of each seed and kind of accounts."""
SEEDS: Final = (1, 2, 3)
SAMPLES: Final = 200
ACCOUNTS: Final = 60

Sizes = Callable[[Random], Sequence[int]]
SHUFFLED: Final[tuple[tuple[str, Sizes], ...]] = (
    ("40 accounts of one deal", lambda _: [1] * 40),
    ("40 accounts of three alike", lambda _: [3] * 40),
    ("14 accounts of three alike", lambda _: [3] * 14),
    ("20 accounts of one to five alike", lambda numbers: [numbers.randint(1, 5) for _ in range(20)]),
    ("24 accounts, of which four hold 30 of 50", lambda _: [12, 8, 6, 4, *[1] * 20]),
)
COVERED: Final[tuple[tuple[str, Callable[[Random], int], float], ...]] = (
    ("one deal each", lambda _: 1, 1.0),
    ("one to five, all alike", lambda numbers: numbers.randint(1, 5), 1.0),
    ("one to five, half of them alike", lambda numbers: numbers.randint(1, 5), 0.5),
    ("one to five, each drawn by itself", lambda numbers: numbers.randint(1, 5), 0.0),
    ("one, and of one in ten twelve alike", lambda numbers: numbers.choice([1] * 9 + [12]), 1.0),
)


class Coverage(NamedTuple):
    """Ranges: their number, the share of them that holds the truth, and their mean width."""

    ranges: int
    held: float
    width: float


def shuffled_passing(deals: Sequence[Counted], sizes: Sizes, numbers: Random, draws: int = SHUFFLES) -> int:
    """Return in how many draws with shuffled outcomes, half of the accounts won, the slope's bound is above 0."""
    return sum(fit(list(_shuffled(deals, sizes(numbers), numbers))).rises for _ in range(draws))


def _shuffled(deals: Sequence[Counted], sizes: Sequence[int], numbers: Random) -> Iterator[Case]:
    accounts, order = len(sizes), numbers.sample(sizes, len(sizes))
    outcomes = numbers.sample([True, False] * (accounts // 2), accounts)
    for each, won, size in zip(numbers.sample(deals, accounts), outcomes, order, strict=True):
        yield from [replace(each, won=won).case] * size


def coverage(
    deals: Sequence[Counted],
    rules: OddsRules,
    size: Callable[[Random], int],
    alike: float,
    numbers: Random,
    samples: int = SAMPLES,
) -> Coverage:
    """Return how often the range of a band holds the share won of all deals in it; `alike` is the share of copies."""
    truth = {
        band: mean(each.won for each in deals if band.holds(each.score))
        for band in bands_of(rules)
        if any(band.holds(each.score) for each in deals)
    }
    found: list[tuple[bool, float]] = []
    for _ in range(samples):
        drawn: dict[object, list[Counted]] = {band: [] for band in truth}
        for each in _accounts(deals, size, alike, numbers):
            drawn[band_at(each.score, rules)].append(each)
        for band, share in truth.items():
            if len(drawn[band]) >= ENOUGH:
                low, high = range_of_share(drawn[band])
                found.append((low <= share <= high, high - low))
    return Coverage(len(found), mean(held for held, _ in found), mean(width for _, width in found))


def _accounts(
    deals: Sequence[Counted], size: Callable[[Random], int], alike: float, numbers: Random
) -> Iterator[Counted]:
    for account in map(str, range(ACCOUNTS)):
        first = numbers.choice(deals)
        yield replace(first, account=account)
        for _ in range(size(numbers) - 1):
            copied = numbers.random() < alike
            yield replace(first if copied else numbers.choice(deals), account=account)


def shuffled_lines(deals: Sequence[Counted]) -> Iterator[str]:
    """Yield the share of shuffled data that passes, by kind of accounts, with its interval and that of each seed."""
    for title, sizes in SHUFFLED:
        passing = [shuffled_passing(deals, sizes, Random(seed)) for seed in SEEDS]  # noqa: S311 - no secrets
        every = SHUFFLES * len(SEEDS)
        low, high = jeffreys(sum(passing), every - sum(passing))
        each = ", ".join(f"{one / SHUFFLES:.1%}" for one in passing)
        yield (
            f"Shuffled, {title}: {sum(passing) / every:.1%} of {every:,} pass, "
            f"95 % interval {low:.1%} to {high:.1%}; by seed {each}"
        )


def coverage_lines(deals: Sequence[Counted], rules: OddsRules) -> Iterator[str]:
    """Yield how often the 90 % range holds the truth, by kind of accounts."""
    for title, size, alike in COVERED:
        found = coverage(deals, rules, size, alike, Random(1))  # noqa: S311 - no secrets
        yield (
            f"Coverage of the 90 % range, {ACCOUNTS} accounts of {title}: {found.held:.1%} of {found.ranges:,}, "
            f"{found.width * 100:.0f} points wide"
        )
