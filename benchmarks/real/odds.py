"""The figures of the odds on Salvirt's 448 deals, and how often odds would be shown where there is nothing.

    python -m benchmarks.real.odds PATH_TO_CSV

The deals are read by the map of the other benchmark. The file has no dates: outcome dates are invented, spread by
row, and each rating is dated 90 days before, so that the figures on the newest fifth are no evidence of anything.
It names no customers either: customers of today and new ones are told apart by the rating of the relationship, and
deals with the very same ratings stay in one of the ten parts.
"""

from __future__ import annotations

import datetime as dt
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from random import Random
from statistics import mean
from typing import NamedTuple

from benchmarks.real.salvirt import ATTRIBUTION, MAP, POINTS, pairs
from benchmarks.real.simulated import coverage_lines, shuffled_lines
from generator.assess.deal.assessment import assess
from generator.assess.odds.fit import Case, fit
from generator.assess.odds.odds import Counted, brier, counted_of, log_loss
from generator.assess.portfolio.row import row_of
from generator.model.method import OddsRules
from generator.model.text import Sign
from generator.read.files import WorkTree
from generator.read.playbook import read_listed_deal, read_surroundings

TODAY = dt.date(2016, 1, 1)
FIRST = dt.date(2012, 1, 2)
RATED_BEFORE = dt.timedelta(days=90)
FOLDS, TIMES = 10, 10


def dated_playbook(csv_file: Path, folder: Path) -> None:
    """Import the deals into a folder, then give each an invented outcome date and its ratings one 90 days before."""
    playbook: list[str | Path] = [sys.executable, "-m", "generator", "-C", folder]
    subprocess.run([*playbook, "import", csv_file.resolve(), "--map", MAP], check=True, stdout=subprocess.DEVNULL)
    for file in sorted((folder / "deals").glob("*/*.md")):
        text = file.read_text("utf-8")
        found = re.search(r"row-(\d+)", file.parent.name)
        if file.name == "index.md" or found is None:
            continue
        ended = FIRST + dt.timedelta(days=3 * int(found[1]))
        rated = re.sub(r'(us: "[-+?]")', rf"\1, date: {ended - RATED_BEFORE}", text)
        file.write_text(rated.replace("date: 2016-01-01", f"date: {ended}"), "utf-8")


class RatedDeal(NamedTuple):
    """A deal as the odds count it, and its ratings."""

    counted: Counted
    ratings: Mapping[str, Sign]

    @property
    def plain(self) -> int:
        """The plain sum of all ratings, those on what the deal is worth too."""
        return sum(POINTS[sign] for sign in self.ratings.values())


def rated_in(folder: Path) -> tuple[list[RatedDeal], OddsRules]:
    """Return the deals of a folder that count, and the method's rules of odds."""
    source = WorkTree(folder / "deals")
    around, _ = read_surroundings(source, TODAY)
    readings = (read_listed_deal(source, path, around) for path in source.listing().deals.values())
    judged = [assess(each.noun, around, TODAY) for each in readings if each.noun]
    counted = [(counted_of(row_of(each, around)), each) for each in judged]
    rated = [
        RatedDeal(deal, {name: of.rating for name, of in each.assessed.items()}) for deal, each in counted if deal
    ]
    return rated, around.method.odds


Told = list[tuple[float, bool]]
"""What was said of deals, and whether they were won."""


def cross_validated(
    deals: Sequence[RatedDeal], case: Callable[[RatedDeal], Case], numbers: Random
) -> tuple[Told, Told]:
    """Return what curves of nine tenths say of the other tenth, and what the base rate says."""
    kinds = sorted({tuple(each.ratings.items()) for each in deals})
    part = {kind: place % FOLDS for place, kind in enumerate(numbers.sample(kinds, len(kinds)))}
    said, plain = [], []
    for fold in range(FOLDS):
        rest = [each for each in deals if part[tuple(each.ratings.items())] != fold]
        held = [each for each in deals if part[tuple(each.ratings.items())] == fold]
        curve, base = fit([case(each) for each in rest]), mean(each.counted.won for each in rest)
        said += [(curve.chance(case(each).score), each.counted.won) for each in held]
        plain += [(base, each.counted.won) for each in held]
    return said, plain


def area(deals: Sequence[RatedDeal], relationship: Sign) -> float:
    """Return the area under the curve of the plain sum among deals whose relationship is rated so."""
    those = [each for each in deals if each.ratings["current_relationship"] == relationship]
    won, lost = ([each.plain for each in those if each.counted.won is is_won] for is_won in (True, False))
    return float(pairs(won, lost).area_under_curve())


def figures(deals: Sequence[RatedDeal]) -> Iterator[tuple[str, float, float | None]]:
    """Yield the name of a figure, what it is here, and what was found before there were odds, None where nothing."""
    numbers = Random(1)  # noqa: S311 - nothing is kept secret with it
    yield "AUC of the plain sum, customers of today", area(deals, "+"), 0.63
    yield "AUC of the plain sum, new customers", area(deals, "-"), 0.71
    cases: tuple[tuple[str, Callable[[RatedDeal], Case], float], ...] = (
        ("plain sum", lambda each: each.counted.case._replace(score=each.plain / len(each.ratings)), 0.182),
        ("winnable score, A to C", lambda each: each.counted.case, 0.176),
    )
    base: Told = []
    for title, case, before in cases:
        said, plain = zip(*(cross_validated(deals, case, numbers) for _ in range(TIMES)), strict=True)
        every, base = [*chain(*said)], [*chain(*plain)]
        yield f"Brier score, curve of the {title}", brier(every), before
        yield f"log loss, curve of the {title}", log_loss(every), None
    yield "Brier score of the base rate", brier(base), 0.253
    yield "log loss of the base rate", log_loss(base), None


def main() -> None:
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    if path is None or not path.is_file():
        sys.exit("usage: python -m benchmarks.real.odds PATH_TO_CSV")
    with tempfile.TemporaryDirectory() as folder:
        dated_playbook(path, Path(folder))
        print("Outcome dates are invented, spread by row: what is said of the newest fifth is no evidence.\n")
        command = [sys.executable, "-m", "generator", "-C", folder, "odds", "--today", TODAY.isoformat()]
        print(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        deals, rules = rated_in(Path(folder))
    print(f"{FOLDS} parts, {TIMES} times; beside it what was found before there were odds")
    for title, found, before in figures(deals):
        print(f"{title:45} {found:.3f}" + (f"  {before:g}" if before else ""))
    counted = [each.counted for each in deals]
    for line in chain(shuffled_lines(counted), coverage_lines(counted, rules)):
        print(line, flush=True)
    print(f"\n{ATTRIBUTION}")


if __name__ == "__main__":
    main()
