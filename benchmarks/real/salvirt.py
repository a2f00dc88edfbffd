"""How well the plain sum of fourteen ratings ranks won over lost in Salvirt's 448 deals.

    python benchmarks/real/salvirt.py PATH_TO_CSV

The deals go through `playbook import` and `playbook score --json`; the figure is the area under the ROC curve, which
is the share of pairs of a won and a lost deal in which the won one has the higher sum, plus half of the share of
ties. Both shares are printed beside it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

from generator.model.text import Sign

MAP = Path(__file__).parent / "maps" / "salvirt.yml"
PATH_VARIABLE = "SALVIRT_CSV"
TODAY = "2016-01-01"
POINTS: dict[Sign, int] = {"+": 1, "?": 0, "-": -1}
ATTRIBUTION = """\
B2B Sales data, Marko Bohanec, CC-BY-4.0; Bohanec, Kljajic Borstnar, Robnik-Sikonja, Expert Systems with Applications
71:416-428, 2017, doi 10.1016/j.eswa.2016.11.010."""
CAVEATS = """\
The reading of the columns as ratings was not blind: its author had seen how many deals were won per value of each
column. One firm, one period, rated by its own sellers, perhaps with hindsight. Three of the fourteen ratings
(solution_fit, current_relationship, business_value) alone give nearly as much. Nothing here speaks to the verdicts:
the file does not answer the questions on the compelling event and on political alignment, so most of the deals read
qualify."""


class Pairs(NamedTuple):
    """How many pairs of a won and a lost deal there are by which of the two has the higher sum."""

    won_higher: int
    ties: int
    lost_higher: int

    def area_under_curve(self) -> Fraction:
        """Return the share of pairs with the won deal higher, plus half of the ties: Mann and Whitney's U/(n·m)."""
        return (self.won_higher + Fraction(self.ties, 2)) / sum(self)

    def __str__(self) -> str:
        won_higher, ties, lost_higher = (f"{count / sum(self):.1%}" for count in self)
        return (
            f"Of {sum(self):,} pairs of a won and a lost deal, the won one has the higher sum in {won_higher}, "
            f"both have the same in {ties}, the lost one has the higher in {lost_higher}"
        )


def pairs(won: Sequence[int], lost: Sequence[int]) -> Pairs:
    """Compare the sum of every won deal with that of every lost one."""
    signs = Counter((high > low) - (high < low) for high in won for low in lost)
    return Pairs(signs[1], signs[0], signs[-1])


def sums(scored: dict[str, Any], result: str, criteria: Sequence[str] = ()) -> list[int]:
    """Return the plain sum of the ratings of every deal that ended so; of all criteria unless some are named."""
    deals = [deal for deal in scored["deals"] if deal["outcome"]["result"] == result]
    return [
        sum(POINTS[each["rating"]] for name, each in deal["ratings"].items() if not criteria or name in criteria)
        for deal in deals
    ]


def scored(csv_file: Path) -> dict[str, object]:
    """Return what `playbook score --json` says of the deals once they are imported into a folder of their own."""
    with tempfile.TemporaryDirectory() as folder:
        playbook = [sys.executable, "-m", "generator", "-C", folder]
        subprocess.run([*playbook, "import", csv_file.resolve(), "--map", MAP], check=True, stdout=subprocess.DEVNULL)
        said = subprocess.run(
            [*playbook, "score", "--json", "--today", TODAY], check=True, stdout=subprocess.PIPE
        ).stdout
    whole: dict[str, object] = json.loads(said)
    return whole


def main() -> None:
    path = sys.argv[1] if len(sys.argv) > 1 else os.environ.get(PATH_VARIABLE)
    if not path or not Path(path).is_file():
        sys.exit(f"usage: python benchmarks/real/salvirt.py PATH_TO_CSV (or set {PATH_VARIABLE})")
    said = scored(Path(path))
    won, lost = sums(said, "won"), sums(said, "lost")
    ranked = pairs(won, lost)
    area = float(ranked.area_under_curve())
    print(f"{len(won)} won, {len(lost)} lost; AUC of the plain sum of the ratings: {area:.4f}")
    print(f"{ranked}.")
    three = ("solution_fit", "current_relationship", "business_value")
    alone = float(pairs(sums(said, "won", three), sums(said, "lost", three)).area_under_curve())
    print(f"AUC of {', '.join(three)} alone: {alone:.4f}")
    print(f"\n{ATTRIBUTION}\n{CAVEATS}")


if __name__ == "__main__":
    main()
