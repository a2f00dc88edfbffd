"""The findings of one deal, so that they help and do not drown: five that bear most, the rest folded away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from generator.assess.judgement import Finding
from generator.model.method import Family
from generator.show.deal.context import DealContext
from generator.show.page import Link
from generator.show.text import values
from generator.show.urls import anchors

SHOWN = 5
FAMILIES: Mapping[Family, tuple[str, str]] = {
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
    """The findings of one family."""

    family: Family
    title: str
    means: str
    lines: tuple[FindingLine, ...]


class FindingKind(NamedTuple):
    """Findings of a family that are mended alike: how grave, by what, and each with the way to what it is about."""

    severity: str
    code: str
    remedy: str
    found: tuple[Link, ...]


class FoldedFamily(NamedTuple):
    """Findings of one family, those that are mended alike together."""

    id: str
    number: int
    title: str
    means: str
    kinds: tuple[FindingKind, ...]


class AcceptedFindings(NamedTuple):
    """Findings that were accepted by one decision: what it says, by which code, and each with its way."""

    says: str
    code: str
    found: tuple[Link, ...]


class Findings(NamedTuple):
    """Findings as the deal page shows them: those that bear most, then all by family where there are more."""

    number: int
    first: tuple[FindingLine, ...]
    families: tuple[FoldedFamily, ...]
    more: bool
    accepted: tuple[AcceptedFindings, ...]
    accepted_number: int


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
        FamilyGroup(family, title, means, lines)
        for family, (title, means) in FAMILIES.items()
        if (lines := tuple(_line(view, each) for each in findings if each.family == family))
    )


def _folded(group: FamilyGroup, above: frozenset[FindingLine]) -> FoldedFamily:
    """Return a family without the remedies, and without the ways to findings, that stand above it."""
    said = {each.remedy for each in above}
    kinds: dict[tuple[str, str, str], list[Link]] = {}
    for each in group.lines:
        remedy = "" if each.remedy in said else each.remedy
        kinds.setdefault((each.severity, each.code, remedy), []).append(
            Link(each.says, "" if each in above else each.href)
        )
    return FoldedFamily(
        anchors.anchor("findings", group.family),
        len(group.lines),
        group.title,
        group.means,
        tuple(FindingKind(*kind, tuple(found)) for kind, found in kinds.items()),
    )


def standing_findings(view: DealContext) -> list[Finding]:
    """Return the findings that nobody accepted, those that bear most on the verdict first."""
    pending = [each for each in view.judgement.findings if each.accepted is None]
    return sorted(pending, key=lambda each: -each.weight)


def findings(view: DealContext) -> Findings:
    """Return the findings as the deal page shows them; accepted ones stand apart."""
    pending = standing_findings(view)
    first = tuple(_line(view, each) for each in pending[:SHOWN])
    return Findings(
        number=len(pending),
        first=first,
        families=tuple(_folded(group, frozenset(first)) for group in by_family(view, pending)),
        more=len(pending) > SHOWN,
        accepted=_accepted(view),
        accepted_number=len(view.judgement.findings) - len(pending),
    )


def _accepted(view: DealContext) -> tuple[AcceptedFindings, ...]:
    decisions: dict[tuple[str, str], list[Link]] = {}
    for each in view.judgement.findings:
        if each.accepted:
            line = _line(view, each)
            decisions.setdefault((line.accepted, line.code), []).append(Link(line.says, line.href))
    return tuple(AcceptedFindings(*decision, tuple(found)) for decision, found in decisions.items())
