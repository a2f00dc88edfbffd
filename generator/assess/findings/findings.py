"""Findings: contradictions and gaps that the method's rules see in a deal, those that bear most first."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from generator.assess.findings.items import RuleItem, items_of
from generator.assess.judgement import Finding
from generator.assess.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.assess.findings.facts import Facts
    from generator.assess.findings.rule_context import RuleContext
    from generator.model.deal import Acceptance
    from generator.model.method import Family, FindingRule, Scope, Severity
    from generator.model.rules import Quantity

SEVERE: Mapping[Severity, int] = {"high": 300, "medium": 200, "low": 100}
"""The weights of severities, further apart than everything that is added to them."""
AT_A_GATE = 50
IN_THE_WEAKEST_QUESTION = 30
ASKED = 3
"""Questions that a finding names."""
OF_WHAT_STANDS_THERE = 5
"""Addition where a statement of the file is in doubt, so that of two alike it comes before one that is missing."""
MISSING: frozenset[Family] = frozenset({"uncovered", "incomplete"})
"""Families of findings about what a file does not hold."""
PASSED: Mapping[str, tuple[int, int]] = {
    "criterion.days_stale": (-1, 1),
    "action.days_late": (-1, 0),
    "milestone.days_late": (-1, 0),
    "player.contact_in_days": (1, 0),
    "days_to_close": (1, 0),
    "deadline_in_days": (1, 0),
    "decision.review_in_days": (1, 0),
    "next_review_in_days": (1, 0),
}
"""Quantities that tell a day: the sign with which they count from today, and days from it to the first of a rule."""


class Findings(NamedTuple):
    """The findings of a deal, and those that hold, too, and that one of them is said instead of."""

    said: tuple[Finding, ...]
    unsaid: tuple[Finding, ...]


def findings_of(ground: RuleContext, facts: Facts, keys: Mapping[str, str]) -> Findings:
    """Return every finding, in the order of weight and then of the method's rules.

    A finding weighs by its severity; within one, more where a gate is concerned, where a criterion of the weakest
    winnable question is, and where it is about a statement and not about a missing one.
    """
    bearing = Bearing(ground)
    items: dict[Scope, list[RuleItem]] = {}
    findings: list[Finding] = []
    for code, rule in ground.method.findings.items():
        if rule.each not in items:
            items[rule.each] = items_of(rule.each, ground, keys)
        findings += [
            finding(code, rule, item, bearing, keys, first_day(rule, item, facts, ground.today))
            for item in seen(rule, items[rule.each], facts)
        ]
    findings.sort(key=lambda each: -each.weight)
    return parted(findings, ground.method.said_instead)


def parted(findings: list[Finding], said_instead: Mapping[str, frozenset[str]]) -> Findings:
    """Return findings without those that another one is said instead of; one that the team accepted stays."""
    unsaid = frozenset[str]().union(*(said_instead[each.code] for each in findings if each.code in said_instead))
    if not unsaid:
        return Findings(tuple(findings), ())
    held_back = [each for each in findings if each.code in unsaid and each.accepted is None]
    said = [each for each in findings if each.code not in unsaid or each.accepted is not None]
    return Findings(tuple(said), tuple(held_back))


def seen(rule: FindingRule, items: list[RuleItem], facts: Facts) -> Iterator[RuleItem]:
    """Yield the items for which a rule holds. Its tests of the deal run once, not once per item."""
    of_deal, of_item = rule.tests
    for name, test in of_deal:
        if not test.holds(facts[name]):
            return
    for item in items:
        own = item.facts
        for name, test in of_item:
            if not test.holds(own[name] if name in own else facts[name]):
                break
        else:
            if one_group_holds(rule, item, facts):
                yield item


def one_group_holds(rule: FindingRule, item: RuleItem, facts: Facts) -> bool:
    """Tell whether one of the rule's groups of tests holds for an item; a rule without groups asks for none."""
    if not rule.when.any:
        return True

    def quantity(name: str) -> Quantity:
        return facts[name] if name in facts else item.facts[name]

    return any(group.hold(quantity) for group in rule.when.any)


def first_day(rule: FindingRule, item: RuleItem, facts: Facts, today: dt.date) -> dt.date | None:
    """Return the day that a rule says has passed, else that from which on its item stands so; None without any."""
    for name in PASSED.keys() & rule.when.tests.keys():
        days = item.facts[name] if name in item.facts else facts[name]
        if isinstance(days, Fraction):
            sign, shift = PASSED[name]
            return today + dt.timedelta(days=sign * int(days) + shift)
    return item.since


def finding(
    code: str,
    rule: FindingRule,
    item: RuleItem,
    bearing: Bearing,
    keys: Mapping[str, str],
    since: dt.date | None = None,
) -> Finding:
    """Return the finding of a rule in an item, which holds since a day."""
    return Finding(
        code=code,
        family=rule.family,
        severity=rule.severity,
        subject=item.key,
        says=filled_in(rule.says, item, bearing.ground),
        remedy=filled_in(rule.remedy, item, bearing.ground),
        at=place(rule, item, bearing.ground, keys),
        weight=weight_of(rule) + bearing.of(item.criteria or cited(rule, bearing.ground)),
        accepted=acceptance(code, item.key, bearing.ground),
        since=since,
    )


def filled_in(text: str, item: RuleItem, ground: RuleContext) -> str:
    """Return a rule's text with the names that it leaves open: of the item, the deal, and what to ask first."""
    if "{" not in text:
        return text
    if "{questions}" in text:
        text = text.replace("{questions}", first_questions(ground))
    if "{criterion}" in text:
        text = text.replace("{criterion}", next((each.criterion for each in ground.open_questions), "criterion"))
    return text.replace("{deal}", ground.deal.identity).replace("{subject}", item.name)


def first_questions(ground: RuleContext) -> str:
    """Return what to ask about first: up to three criteria."""
    asked = [ground.method.criteria[each.criterion] for each in ground.open_questions[:ASKED]]
    return listed([each.label for each in asked]) or "none is open"


def weight_of(rule: FindingRule) -> int:
    """Return the weight of a rule's findings without what their criteria add."""
    return SEVERE[rule.severity] + OF_WHAT_STANDS_THERE * (rule.family not in MISSING)


def place(rule: FindingRule, item: RuleItem, ground: RuleContext, keys: Mapping[str, str]) -> tuple[str, ...]:
    """Return the path to look at: the rule's key, or the item's own where the rule names the block around it.

    A rule about the deal that names the assessment means the criterion that it looks at first.
    """
    named = tuple(rule.at.replace("{item}", item.key).split(".")) if rule.at else ()
    looked_at = cited(rule, ground) if not item.at and named == ("assessment",) else ()
    if looked_at:
        return ("assessment", keys.get(looked_at[0], looked_at[0]))
    return item.at if named == item.at[: len(named)] else named


def cited(rule: FindingRule, ground: RuleContext) -> tuple[str, ...]:
    """Return the criteria that a rule about the whole deal looks at."""
    return tuple(name for name in rule.named if name in ground.method.criteria)


def acceptance(code: str, subject: str, ground: RuleContext) -> Acceptance | None:
    """Return the team's acceptance of a finding, None where there is none or its end has passed."""
    accepted = ground.deal.accepted
    accepted_as = accepted.get(f"{code}:{subject}") or accepted.get(code)
    return accepted_as if accepted_as and accepted_as.until >= ground.today else None


class Bearing:
    """Influence on the verdict of the criteria that a finding concerns."""

    def __init__(self, ground: RuleContext) -> None:
        self.ground = ground
        scores = {name: ground.tallies[name].range.score for name in ground.method.questions_on("winnable")}
        self.weakest = min(scores, key=scores.__getitem__)

    def of(self, criteria: tuple[str, ...]) -> int:
        """Return the addition to a finding's weight."""
        rated = [self.ground.method.criteria[name] for name in criteria]
        gate = any(each.gate for each in rated)
        weak = any(each.question == self.weakest for each in rated)
        return AT_A_GATE * gate + IN_THE_WEAKEST_QUESTION * weak
