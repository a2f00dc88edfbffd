"""Consistency of a method: the items that it names exist, and its rules can be tried in order."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final, get_args

from generator.model.brief_fields import FIELDS, SEVERAL
from generator.model.method import VERDICTS, Audience, Family, FindingRule, Method, Pattern, Scope, Threshold, folded
from generator.model.quantities import rule_names
from generator.model.rules import Conditions
from generator.model.share import SUBJECTS
from generator.problems import Meant
from generator.read.fault import Fault, unknown
from generator.read.yaml.place import At

NO_CATEGORY = "none"
MOST_DAYS_BEFORE: Final = 3650


def method_faults(method: Method) -> Iterator[Fault]:
    """Yield the faults of a method whose items are sound by themselves."""
    yield from _questions(method)
    yield from _criteria(method)
    yield from _stages(method)
    yield from _forecast(method)
    yield from _odds(method)
    for name, threshold in method.thresholds.items():
        yield from _threshold(("thresholds", name), threshold)
    yield from _verdict(method)
    for name in method.duties:
        yield from unknown(("duties", name), "verdict", name, VERDICTS, of_key=True)
    yield from _rules(method)
    for name, pattern in method.patterns.items():
        yield from _pattern(("patterns", name), pattern)
    for name, symptom in method.symptoms.items():
        for place, cited in enumerate(symptom.doubts):
            if not method.criterion(cited):
                yield from unknown(("symptoms", name, "doubts", place), "criterion", cited, method.criteria)
    for name, audience in method.audiences.items():
        yield from _audience(("audiences", name), audience, method)


def _questions(method: Method) -> Iterator[Fault]:
    if not method.questions_on("winnable"):
        says = "no question is winnable"
        yield Fault(("questions",), "no-winnable-question", says, "give one of them axis: winnable", True)
    for name in method.questions:
        if not any(method.of_question(name)):
            says = f"the question {name!r} has no criteria"
            yield Fault(("questions", name), "question-without-criteria", says, "give it one, or delete it", True)


def _criteria(method: Method) -> Iterator[Fault]:
    for name, criterion in method.criteria.items():
        at: At = ("criteria", name)
        yield from unknown((*at, "question"), "question", criterion.question, method.questions)
        for place, number in enumerate(criterion.numbers):
            yield from unknown((*at, "numbers", place), "threshold", number, method.thresholds)
        if (due := criterion.due) and method.stage_place(due) is None:
            remedy = Meant(due, method.stages, f"give the stage that stands for it like: {due}", listed=False)
            says = f"no stage is {due!r}, or like it"
            yield Fault((*at, "due"), "unknown-stage", says, remedy, True, ("stages",))
        if criterion.weight <= 0:
            says = f"the weight is {criterion.weight}, but a weight is more than 0"
            yield Fault((*at, "weight"), "weight-not-positive", says, "write a number over 0, 1 being the usual one")
    for place, name in enumerate(method.set_aside):
        if name in method.criteria:
            says = f"{name!r} is set aside, but it is a criterion"
            yield Fault(("set_aside", place), "criterion-set-aside", says, "delete one of the two")


def _stages(method: Method) -> Iterator[Fault]:
    closed = [name for name, stage in method.stages.items() if stage.closed]
    if not closed or len(closed) == len(method.stages):
        says = "no stage is closed" if not closed else "no stage is open"
        yield Fault(("stages",), "stages-lack-a-kind", says, "give the last one, and only it, closed: yes", True)


def _forecast(method: Method) -> Iterator[Fault]:
    """Yield a fault for what two forecast categories claim: a verdict, or the way in which it is written."""
    read: dict[str, str] = {}
    for name, each in method.forecast.items():
        if name == NO_CATEGORY:
            says = f"a category cannot be called {name!r}: that is what deals without one are called"
            yield Fault(("forecast", name), "reserved-name", says, "choose another key", True)
        for spelling in (name, each.label, *each.written):
            if (other := read.setdefault(folded(spelling), name)) != name:
                says = f"{spelling!r} is read as the category {other!r}, too"
                yield Fault(("forecast", name), "category-read-twice", says, "delete it in one of the two", True)
        for place, word in enumerate(each.verdicts):
            if (other := str(method.category_of(word))) != name:
                says = f"{word!r} speaks for the category {other!r}, too"
                at: At = ("forecast", name, "verdicts", place)
                yield Fault(at, "verdict-in-two-categories", says, "delete it in one of the two", True)


def _odds(method: Method) -> Iterator[Fault]:
    """Yield a fault for edges out of order or outside the score's range, and for a floor of nothing."""
    edges = method.odds.edges
    for place, edge in enumerate(edges):
        if not -100 < edge < 100:
            says = f"the edge {edge} is not inside the score's range"
            yield Fault(("odds", "edges", place), "edge-outside", says, "write a number between -100 and 100")
        if place and edge <= edges[place - 1]:
            says = f"the edge {edge} does not follow {edges[place - 1]}"
            yield Fault(
                ("odds", "edges", place), "edges-out-of-order", says, "write them from the least up, each once"
            )
    for name, least in (("won", method.odds.won), ("lost", method.odds.lost)):
        if least < 1:
            says = f"odds need at least one deal that was {name}"
            yield Fault(("odds", name), "no-floor", says, "write 20, or the number that your team trusts")
    if not 1 <= method.odds.days_before <= MOST_DAYS_BEFORE:
        says = f"{method.odds.days_before} days before the end tell nothing of what was known on the way"
        yield Fault(("odds", "days_before"), "days-before", says, f"write a number from 1 to {MOST_DAYS_BEFORE}")


def _threshold(at: At, threshold: Threshold) -> Iterator[Fault]:
    limits = ("at_least", "at_most_days", "at_least_share")
    given = [limit for limit in limits if getattr(threshold, limit) is not None]
    if len(given) != 1:
        says = f"a threshold has one limit, this one has {len(given)}"
        yield Fault(at, "not-one-limit", says, f"write one of {', '.join(limits)}", True)


def _verdict(method: Method) -> Iterator[Fault]:
    if not method.verdict:
        yield Fault(("verdict",), "no-verdict-rule", "there is no verdict rule", "write one without conditions", True)
        return
    *before, last = method.verdict
    for name in before:
        if _is_empty(method.verdict[name].when):
            says = f"the rule {name!r} has no condition, so those after it are never tried"
            yield Fault(("verdict", name), "rule-without-condition", says, "give it one, or put it last", True)
    if not _is_empty(method.verdict[last].when):
        says = f"the last rule {last!r} has a condition, so there may be no verdict"
        yield Fault(
            ("verdict", last, "when"), "last-rule-with-condition", says, "add a last one without `when`", True
        )


def _is_empty(conditions: Conditions) -> bool:
    return not conditions.tests and not conditions.any


def _rules(method: Method) -> Iterator[Fault]:
    known = {scope: rule_names(method, scope) for scope in ("verdict", *get_args(Scope))}
    for name, rule in method.verdict.items():
        yield from _quantities(("verdict", name, "when"), rule.when, method, known["verdict"])
    for name, strategy in method.strategies.items():
        yield from _quantities(("strategies", name, "when"), strategy.when, method, known["deal"])
    for name, finding in method.findings.items():
        yield from _quantities(("findings", name, "when"), finding.when, method, known[finding.each])
        yield from _said_instead(("findings", name), finding, method)


def _said_instead(at: At, rule: FindingRule, method: Method) -> Iterator[Fault]:
    """Yield the faults of what a finding is said instead of, and beside: findings, and families in the former."""
    codes = (*method.findings, *method.set_aside)
    for place, each in enumerate(rule.instead_of):
        yield from unknown((*at, "instead_of", place), "finding or family", each, (*get_args(Family), *codes))
    for place, code in enumerate(rule.beside):
        yield from unknown((*at, "beside", place), "finding", code, codes)


def _quantities(at: At, conditions: Conditions, method: Method, known: Collection[str]) -> Iterator[Fault]:
    for below, quantity in conditions.quantities():
        if quantity in known:
            continue
        remedy: str | Meant = Meant(quantity, known)
        says = f"the rule names something unknown: {quantity!r}"
        if quantity.startswith("worth.") and not method.has_worth:
            says, remedy = f"the rule names {quantity!r}, but no question has axis: worth", "delete the test"
        yield Fault((*at, *below), "unknown-quantity", says, remedy, True)


def _pattern(at: At, pattern: Pattern) -> Iterator[Fault]:
    named = dict.fromkeys(part.partition("]")[0] for part in pattern.says.split("[")[1:])
    for name in named:
        yield from unknown((*at, "says"), "slot", name, pattern.slots)
    for name in pattern.slots:
        if name not in named:
            says = f"the slot {name!r} is not in the sentence"
            yield Fault((*at, "slots", name), "slot-not-used", says, f"write [{name}] in says, or delete it", True)
        if name not in pattern.example:
            says = f"the example does not fill the slot {name!r}"
            yield Fault((*at, "example"), "slot-not-filled", says, f"add {name}: ... to the example", True)
    for name in pattern.example:
        yield from unknown((*at, "example", name), "slot", name, pattern.slots, of_key=True)


def _audience(at: At, audience: Audience, method: Method) -> Iterator[Fault]:
    """Yield the faults of an allow-list: it may name what a brief can hold, and nothing else."""
    for place, subject in enumerate(audience.subjects):
        yield from unknown((*at, "subjects", place), "subject", subject, SUBJECTS)
    for place, field in enumerate(audience.shows):
        yield from unknown((*at, "shows", place), "field of a brief", field, FIELDS)
    for field, marks in audience.only.items():
        yield from unknown((*at, "only", field), "field with several items", field, SEVERAL, of_key=True)
        for place, mark in enumerate(marks if field in SEVERAL else ()):
            yield from unknown((*at, "only", field, place), "mark", mark, SEVERAL[field])
    for place, code in enumerate(audience.findings):
        yield from unknown((*at, "findings", place), "finding", code, (*method.findings, *method.set_aside))
