"""The rules of the method: for verdicts, strategies and findings, each with its conditions in words."""

from __future__ import annotations

from collections.abc import Iterator

from generator.assess.score.thresholds import limit_in_words
from generator.model.method import VERDICTS, Family, FindingRule, Method, Strategy, VerdictRule, VerdictWord
from generator.model.rules import Conditions
from generator.show.portfolio.method import views
from generator.show.portfolio.method.links import finding_anchor
from generator.show.text import values
from generator.show.text.rules import NO_CONDITION, condition_words


def verdicts(method: Method) -> tuple[views.VerdictRuleView, ...]:
    """Return the verdict rules, the first that fits being the one that counts."""
    return tuple(_verdict_rule(name, rule, method) for name, rule in method.verdict.items())


def _verdict_rule(name: str, rule: VerdictRule, method: Method) -> views.VerdictRuleView:
    conditions = _conditions(rule.when, method, NO_CONDITION)
    return views.VerdictRuleView(name, rule.verdict, rule.label, conditions, rule.source)


def strategies(method: Method) -> tuple[views.StrategyRow, ...]:
    """Return the competitive strategies with what speaks for each."""
    return tuple(_strategy(name, each, method) for name, each in method.strategies.items())


def _strategy(name: str, strategy: Strategy, method: Method) -> views.StrategyRow:
    conditions = _conditions(strategy.when, method, "whenever no other fits")
    return views.StrategyRow(name, strategy.label, strategy.means, conditions, strategy.source)


def _conditions(when: Conditions, method: Method, otherwise: str) -> str:
    return values.listing(condition_words(when, method) or (otherwise,))


def families(method: Method) -> tuple[views.FamilyRules, ...]:
    """Return the findings by family."""
    by_family: dict[Family, list[views.FindingRuleView]] = {}
    for code, rule in method.findings.items():
        by_family.setdefault(rule.family, []).append(_finding_rule(code, rule, method))
    return tuple(views.FamilyRules(family, family.capitalize(), tuple(rules)) for family, rules in by_family.items())


def _finding_rule(code: str, rule: FindingRule, method: Method) -> views.FindingRuleView:
    return views.FindingRuleView(
        code,
        finding_anchor(code),
        rule.label,
        rule.severity,
        says=left_open(rule.says, f"[{rule.each}]"),
        where="the deal" if rule.each == "deal" else f"each {rule.each}",
        conditions=_conditions(rule.when, method, "always"),
        instead_of=_instead_of(rule, method),
        example=rule.example,
        remedy=left_open(rule.remedy, f"[{rule.each}]"),
        source=rule.source,
    )


def left_open(text: str, subject: str) -> str:
    """Return a rule's text with words in brackets for what each deal fills in."""
    names = {
        "subject": subject,
        "questions": "[the first three questions]",
        "deal": "[deal]",
        "criterion": "[criterion]",
    }
    for name, word in names.items():
        text = text.replace(f"{{{name}}}", word)
    return text


def _instead_of(rule: FindingRule, method: Method) -> str:
    """Return the findings and families that are not said beside a rule's own; empty where there are none."""

    def labels(names: tuple[str, ...]) -> list[str]:
        known = ((name, method.findings.get(name)) for name in names)
        return [f"“{each.label}”" if each else f"what is {name}" for name, each in known]

    beside = f", but for {values.listing(labels(rule.beside))}" if rule.beside else ""
    return f"{values.listing(labels(rule.instead_of))}{beside}" if rule.instead_of else ""


def thresholds(method: Method) -> tuple[views.ItemView, ...]:
    """Return the thresholds with their limits in words."""
    return tuple(
        views.ItemView(name, each.label, each.source, limit_in_words(each))
        for name, each in method.thresholds.items()
    )


def duties(method: Method) -> Iterator[views.DutyView]:
    """Yield what each verdict obliges a team to do, the best verdict first."""
    for word in reversed(VERDICTS):
        if duty := method.duties.get(word):
            yield views.DutyView(word, duty.says, duty.source, _forecast_of(word, method))


def _forecast_of(word: VerdictWord, method: Method) -> str:
    return values.listing([each.label for each in method.forecast.values() if word in each.verdicts], "or")
