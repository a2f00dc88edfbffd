"""What the odds make of Salvirt's 448 deals, and how often they would show something where there is nothing.

    python -m benchmarks.odds PATH_TO_CSV

The deals are read by the map of the other benchmark. The file has no dates: outcome dates are invented, spread by
row, and each rating is dated 90 days before, so that the figures on the newest fifth are no evidence of anything.
"""

from __future__ import annotations

import datetime as dt
import re
import subprocess
import sys
import tempfile
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from random import Random
from statistics import mean

from benchmarks.salvirt import ATTRIBUTION, MAP
from generator.assess.deal.assessment import assess
from generator.assess.odds.fit import fit
from generator.assess.odds.odds import Counted, band_at, bands_of, brier, counted_of, log_loss, range_of_share
from generator.assess.portfolio.row import DealRow, row_of
from generator.model.method import OddsRules
from generator.read.files import WorkTree
from generator.read.playbook import read_listed_deal, read_surroundings

TODAY = dt.date(2016, 1, 1)
FIRST = dt.date(2012, 1, 2)
RATED_BEFORE = dt.timedelta(days=90)
SHUFFLES, FOLDS, SAMPLES, ACCOUNTS = 500, 10, 200, 60


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


def rows_in(folder: Path) -> tuple[list[DealRow], OddsRules]:
    """Return the deals of a folder, judged, and the method's rules of odds."""
    source = WorkTree(folder / "deals")
    around, _ = read_surroundings(source, TODAY)
    readings = (read_listed_deal(source, path, around) for path in source.listing().deals.values())
    rows = [row_of(assess(each.noun, around, TODAY), around) for each in readings if each.noun]
    return rows, around.method.odds


def cross_validated(
    deals: list[Counted], numbers: Random
) -> tuple[list[tuple[float, bool]], list[tuple[float, bool]]]:
    """Return what curves of nine tenths say of the other tenth, and what the base rate says."""
    deals = numbers.sample(deals, len(deals))
    said, plain = [], []
    for fold in range(FOLDS):
        rest = [each for place, each in enumerate(deals) if place % FOLDS != fold]
        curve, base = fit([each.case for each in rest]), mean(each.won for each in rest)
        said += [(curve.chance(each.case.score), each.won) for each in deals[fold::FOLDS]]
        plain += [(base, each.won) for each in deals[fold::FOLDS]]
    return said, plain


def shuffled_passing(deals: list[Counted], numbers: Random, *, copies: int = 1) -> float:
    """Return the share of draws of 40 accounts with shuffled outcomes whose slope's bound is above 0."""
    passing = 0
    for _ in range(SHUFFLES):
        drawn = numbers.sample(deals, 40)
        outcomes = numbers.sample([True] * 20 + [False] * 20, 40)
        passing += (
            fit(
                [
                    replace(each, won=won).case
                    for each, won in zip(drawn, outcomes, strict=True)
                    for _ in range(copies)
                ]
            ).bound
            > 0
        )
    return passing / SHUFFLES


def coverage(deals: list[Counted], rules: OddsRules, numbers: Random, most_copies: int) -> Fraction:
    """Return the share of bands whose range holds the share won of all deals, in samples of accounts with copies."""
    truth = {
        band: mean(each.won for each in deals if band.holds(each.score))
        for band in bands_of(rules)
        if any(band.holds(each.score) for each in deals)
    }
    held = tried = 0
    for _ in range(SAMPLES):
        drawn: dict[object, list[Counted]] = {}
        for place in range(ACCOUNTS):
            each = numbers.choice(deals)
            copies = [replace(each, account=str(place))] * numbers.randint(1, most_copies)
            drawn.setdefault(band_at(each.score, rules), []).extend(copies)
        for band, inside in drawn.items():
            if len(inside) >= 10:
                low, high = range_of_share(inside)
                tried, held = tried + 1, held + (low <= truth[band] <= high)  # type: ignore[index]
    return Fraction(held, tried)


def main() -> None:
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    if path is None or not path.is_file():
        sys.exit("usage: python -m benchmarks.odds PATH_TO_CSV")
    numbers = Random(1)  # noqa: S311 - nothing is kept secret with it
    with tempfile.TemporaryDirectory() as folder:
        dated_playbook(path, Path(folder))
        print("Outcome dates are invented, spread by row: what is said of the newest fifth is no evidence.\n")
        command = [sys.executable, "-m", "generator", "-C", folder, "odds", "--today", TODAY.isoformat()]
        print(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        rows, rules = rows_in(Path(folder))
    deals = [counted for row in rows if (counted := counted_of(row))]
    said, plain = cross_validated(deals, numbers)
    print(f"10-fold: Brier {brier(said):.3f}, base rate {brier(plain):.3f}; ", end="")
    print(f"log loss {log_loss(said):.3f}, base rate {log_loss(plain):.3f}")
    for copies in (1, 3):
        share = shuffled_passing(deals, numbers, copies=copies)
        print(f"Shuffled, 20 won and 20 lost accounts of {copies} deals each: {share:.1%} pass")
    for copies in (1, 5):
        held = float(coverage(deals, rules, numbers, copies))
        print(f"Coverage of the 90 % range, accounts of 1 to {copies} deals: {held:.1%}")
    print(f"\n{ATTRIBUTION}")


if __name__ == "__main__":
    main()
