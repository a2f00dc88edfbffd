"""What the rules have found in one deal, gathered by family: the deal's part of the page of findings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Final, NamedTuple

from generator.assess.judgement import Finding
from generator.assess.row import Row
from generator.model.method import Family


class Gathered(NamedTuple):
    """The findings of one family in one deal: how many of each code, how many grave, and the one that bears most."""

    family: Family
    codes: tuple[tuple[str, int], ...]
    high: int
    weight: int
    says: str
    at: tuple[str, ...]

    @property
    def all(self) -> int:
        """How many there are in all."""
        return sum(count for _, count in self.codes)


class Found(NamedTuple):
    """The findings of an open deal by family, and how many were accepted."""

    families: tuple[Gathered, ...]
    accepted: int


NOTHING_FOUND: Final = Found((), 0)


def found_of(row: Row) -> Found:
    """Return what the rules have found in a deal; what they found in one that has ended is of no use any more."""
    if row.closed:
        return NOTHING_FOUND
    theirs: dict[Family, list[Finding]] = defaultdict(list)
    for finding in row.findings:
        if finding.accepted is None:
            theirs[finding.family].append(finding)
    accepted = sum(finding.accepted is not None for finding in row.findings)
    return Found(tuple(_gathered(family, each) for family, each in theirs.items()), accepted)


def _gathered(family: Family, findings: Sequence[Finding]) -> Gathered:
    first = max(findings, key=lambda finding: finding.weight)
    codes = tuple(Counter(finding.code for finding in findings).items())
    high = sum(finding.severity == "high" for finding in findings)
    return Gathered(family, codes, high, first.weight, first.says, first.at)
