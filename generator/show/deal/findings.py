"""The findings of one deal, so that they help and do not drown: five that bear most, the rest folded away."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from generator.assess.judgement import Finding
from generator.show.deal.context import DealContext
from generator.show.text import values

SHOWN = 5
FAMILIES = {
    "contradiction": ("Contradicting", "two statements in the file contradict each other"),
    "unproven": ("Unproven", "claimed without evidence, date, or a word other than ours"),
    "uncovered": ("Uncovered", "nobody works on it"),
    "overdue": ("Overdue", "its day has passed"),
    "stale": ("Stale", "known too long ago"),
    "unbalanced": ("Unbalanced", "the picture is too one-sided to be true"),
    "incomplete": ("Incomplete", "a piece of the plan is missing"),
}


class FindingLine(NamedTuple):
    """A finding as printed, with the way to what it is about."""

    severity: str
    family: str
    code: str
    says: str
    remedy: str
    href: str
    accepted: str


class FamilyGroup(NamedTuple):
    """The findings of one family that are not among those shown first."""

    title: str
    means: str
    lines: tuple[FindingLine, ...]


class Findings(NamedTuple):
    """Findings as the deal page shows them. `counts` is one line per family."""

    counts: tuple[tuple[str, int], ...]
    first: tuple[FindingLine, ...]
    rest: tuple[FamilyGroup, ...]
    rest_count: int
    accepted: tuple[FindingLine, ...]


def _line(view: DealContext, finding: Finding) -> FindingLine:
    taken = finding.accepted
    by = f" by {taken.by}" if taken and taken.by else ""
    return FindingLine(
        severity=finding.severity,
        family=FAMILIES[finding.family][0],
        code=finding.code,
        says=finding.says,
        remedy=finding.remedy,
        href=view.to_item(*finding.at),
        accepted=f"Accepted{by} until {values.day(taken.until)}: {taken.reason}" if taken else "",
    )


def by_family(view: DealContext, findings: list[Finding]) -> tuple[FamilyGroup, ...]:
    """Return findings in their families, the families in a fixed order."""
    return tuple(
        FamilyGroup(title, means, lines)
        for family, (title, means) in FAMILIES.items()
        if (lines := tuple(_line(view, each) for each in findings if each.family == family))
    )


def standing_findings(view: DealContext) -> list[Finding]:
    """Return the findings that nobody accepted, those that bear most on the verdict first."""
    pending = [each for each in view.judgement.findings if each.accepted is None]
    return sorted(pending, key=lambda each: -each.weight)


def findings(view: DealContext) -> Findings:
    """Return the findings as the deal page shows them; accepted ones stand apart."""
    pending = standing_findings(view)
    counts = Counter(each.family for each in pending)
    return Findings(
        counts=tuple((title, counts[family]) for family, (title, _) in FAMILIES.items() if counts[family]),  # type: ignore[index]
        first=tuple(_line(view, each) for each in pending[:SHOWN]),
        rest=by_family(view, pending[SHOWN:]),
        rest_count=len(pending[SHOWN:]),
        accepted=tuple(_line(view, each) for each in view.judgement.findings if each.accepted),
    )
