"""The method page: everything that the method file has, with where each item comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from generator.assess.score.thresholds import limit_in_words, one_is_enough
from generator.model import quantities
from generator.model.brief_fields import FIELDS
from generator.model.method import (
    VERDICTS,
    Audience,
    Criterion,
    Currencies,
    Family,
    FindingRule,
    ForecastCategory,
    Method,
    MethodItem,
    Pattern,
    Strategy,
    ValueHead,
    ValueItem,
    VerdictRule,
    VerdictWord,
)
from generator.model.rules import Conditions
from generator.show.page import Link, Page, SearchEntry
from generator.show.portfolio import method_views as views
from generator.show.portfolio.context import PortfolioContext, words
from generator.show.portfolio.odds import OddsView, odds_view
from generator.show.portfolio.page_draft import PageDraft, present
from generator.show.text import values
from generator.show.text.rules import NO_CONDITION, condition_words
from generator.show.urls import page_urls

SOURCES: Final[Mapping[str, str]] = {
    "deck": "the method's training material",
    "field": "common practice in the trade",
    "ours": "our own reading",
}
NO_CURRENCIES: Final = (
    "in the currency that most open deals are in, as long as the method gives no rates; the others are not compared"
)


def criterion_anchor(criterion: str) -> str:
    """Return the id at which the method page explains a criterion."""
    return f"criterion-{criterion}"


def finding_anchor(code: str) -> str:
    """Return the id at which the method page explains a finding."""
    return f"finding-{code}"


def method_page(context: PortfolioContext) -> Page:
    """Return the method as its file has it."""
    method = context.surroundings.method
    draft = PageDraft(
        context, "method", page_urls.METHOD, "Method", "method.html", _sections(method), source="method.yml"
    )
    return draft.finished(_view(method, odds_view(context.rows, method.odds)), _entries(method))


def _view(method: Method, odds: OddsView) -> views.MethodView:
    return views.MethodView(
        name=method.name,
        about=method.about,
        sources=tuple(SOURCES.items()),
        steps=tuple(views.ItemView(name, each.label, each.source, each.asks) for name, each in method.steps.items()),
        questions=tuple(_question(name, method) for name in method.questions),
        set_aside=", ".join(method.set_aside),
        weighted=_is_weighted(method),
        winnable=_letters(method, "winnable"),
        worth=_letters(method, "worth"),
        gates=tuple(views.GateView(_link(name, method), method.criteria[name].why_gate) for name in method.gates),
        duties=tuple(_duties(method)),
        currency=f"in {method.currencies.base}, at the dated rates" if method.currencies else NO_CURRENCIES,
        verdicts=tuple(_verdict_rule(name, rule, method) for name, rule in method.verdict.items()),
        thresholds=tuple(
            views.ItemView(name, each.label, each.source, limit_in_words(each))
            for name, each in method.thresholds.items()
        ),
        odds=odds,
        closing=values.counted(method.closing_days, "day"),
        strategies=tuple(_strategy(name, each, method) for name, each in method.strategies.items()),
        families=_families(method),
        discount_rate=values.percent(method.discount_rate, 1),
        heads=tuple(map(_head, method.value_heads.values())),
        patterns=tuple(views.PatternView(each.label, each.source, _parts(each)) for each in method.patterns.values()),
        functions=values.listing([each.label.lower() for each in method.functions.values()]),
        partner_questions=_items(method.partner_questions),
        milestones=_items(method.milestones),
        symptoms=_symptoms(method),
        levels=tuple(
            views.LevelRow(each.label, each.levels, each.group, each.source) for each in method.levels.values()
        ),
        stages=tuple(
            views.StageView(name, each.label, each.closed, each.like or "", each.source)
            for name, each in method.stages.items()
        ),
        categories=tuple(map(_category, method.forecast.values())),
        audiences=tuple(map(_audience, method.audiences.values())),
        currencies=_rates(method.currencies) if method.currencies else None,
        vocabulary=_vocabulary(),
    )


def _duties(method: Method) -> Iterator[views.DutyView]:
    for word in reversed(VERDICTS):
        if duty := method.duties.get(word):
            yield views.DutyView(word, duty.says, duty.source, _forecast_of(word, method))


def _is_weighted(method: Method) -> bool:
    return any(each.weight != 1 for each in method.criteria.values())


def _letters(method: Method, axis: str) -> str:
    return values.listing([each.letter for each in method.questions.values() if each.axis == axis])


def _forecast_of(word: VerdictWord, method: Method) -> str:
    return values.listing([each.label for each in method.forecast.values() if word in each.verdicts], "or")


def _link(criterion: str, method: Method) -> Link:
    label = f"{method.numbers[criterion]} {method.criteria[criterion].label}"
    return Link(label, f"#{criterion_anchor(criterion)}")


def _items(items: Mapping[str, MethodItem]) -> tuple[views.ItemView, ...]:
    return tuple(views.ItemView(name, each.label, each.source) for name, each in items.items())


def _sections(method: Method) -> Mapping[str, str]:
    return present(
        {
            "steps": ("Steps", method.steps),
            "criteria": ("Questions and criteria", method.criteria),
            "score": ("How a score comes about", True),
            "gates": ("Gates: proven and claimed", method.gates),
            "verdict": ("Verdict rules", method.verdict),
            "duties": ("What a verdict obliges the team to do", method.duties),
            "odds": ("Odds", True),
            "thresholds": ("Thresholds", method.thresholds),
            "strategies": ("Competitive strategies", method.strategies),
            "findings": ("Findings", method.findings),
            "value": ("Value worksheet", method.value_heads),
            "patterns": ("Value statements", method.patterns),
            "partners": ("Partners", method.functions or method.partner_questions),
            "milestones": ("Milestones", method.milestones),
            "control": ("Symptoms of lost control", method.symptoms),
            "levels": ("Selling level", method.levels),
            "stages": ("Stages", method.stages),
            "forecast": ("Forecast categories", method.forecast),
            "audiences": ("Audiences of shared links", method.audiences),
            "currencies": ("Currencies", method.currencies),
            "vocabulary": ("What rules can look at", True),
        }
    )


def _question(name: str, method: Method) -> views.QuestionView:
    question = method.questions[name]
    compared = ", compared with competitors" if question.compared else ""
    return views.QuestionView(
        name,
        question.letter,
        question.ask,
        f"{question.label}, counts for {question.axis}{compared}",
        question.source,
        tuple(_criterion(each, criterion, method) for each, criterion in method.of_question(name)),
        question.partner_examples,
    )


def _criterion(name: str, criterion: Criterion, method: Method) -> views.CriterionView:
    return views.CriterionView(
        name,
        criterion_anchor(name),
        method.numbers[name],
        criterion.label,
        criterion.gate,
        criterion.low,
        criterion.high,
        criterion.ask,
        " ".join(_about(criterion, method)),
        criterion.source,
    )


def _about(criterion: Criterion, method: Method) -> Iterator[str]:
    """Yield what is to be known about a criterion's rating, sentence by sentence."""
    if _is_weighted(method):
        yield f"Weight {values.plain(criterion.weight, 2)}."
    stage = method.stages.get(criterion.due)
    due = stage.label if stage else values.unfolded(criterion.due)
    yield "Due always." if criterion.gate else f"Due from {due}."
    yield f"Old after {values.counted(criterion.stale, 'day')}."
    if labels := [method.thresholds[number].label for number in criterion.numbers if number in method.thresholds]:
        enough = ", of which one is enough" if one_is_enough(criterion, method) else ""
        yield f"Numbers that speak to it: {values.listing(labels)}{enough}."


def _verdict_rule(name: str, rule: VerdictRule, method: Method) -> views.VerdictRuleView:
    conditions = _conditions(rule.when, method, NO_CONDITION)
    return views.VerdictRuleView(name, rule.verdict, rule.label, conditions, rule.source)


def _strategy(name: str, strategy: Strategy, method: Method) -> views.StrategyRow:
    conditions = _conditions(strategy.when, method, "whenever no other fits")
    return views.StrategyRow(name, strategy.label, strategy.means, conditions, strategy.source)


def _conditions(when: Conditions, method: Method, otherwise: str) -> str:
    return values.listing(condition_words(when, method) or (otherwise,))


def _families(method: Method) -> tuple[views.FamilyRules, ...]:
    families: dict[Family, list[views.FindingRuleView]] = {}
    for code, rule in method.findings.items():
        families.setdefault(rule.family, []).append(_finding_rule(code, rule, method))
    return tuple(views.FamilyRules(family, family.capitalize(), tuple(rules)) for family, rules in families.items())


def _finding_rule(code: str, rule: FindingRule, method: Method) -> views.FindingRuleView:
    return views.FindingRuleView(
        code,
        finding_anchor(code),
        rule.label,
        rule.severity,
        says=_left_open(rule.says, f"[{rule.each}]"),
        where="the deal" if rule.each == "deal" else f"each {rule.each}",
        conditions=_conditions(rule.when, method, "always"),
        instead_of=_instead_of(rule, method),
        example=rule.example,
        remedy=_left_open(rule.remedy, f"[{rule.each}]"),
        source=rule.source,
    )


def _left_open(text: str, subject: str) -> str:
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


def _head(head: ValueHead) -> views.ValueHeadView:
    entries = (views.ValueItemView(each.label, tuple(_counting(each))) for each in head.items.values())
    return views.ValueHeadView(head.label, head.side, head.source, tuple(entries))


def _counting(item: ValueItem) -> Iterator[str]:
    if not item.cash:
        yield "shown, not cash"
    if item.margin:
        yield "counts at its margin"


def _parts(pattern: Pattern) -> tuple[views.PatternPart, ...]:
    parts: list[views.PatternPart] = []
    for piece in pattern.says.replace("]", "[").split("["):
        slot = pattern.slots.get(piece)
        if slot:
            parts.append(views.PatternPart(piece, slot.label, slot.ask, pattern.example.get(piece, "")))
        elif piece:
            parts.append(views.PatternPart(piece))
    return tuple(parts)


def _symptoms(method: Method) -> tuple[views.SymptomsView, ...]:
    heads: dict[str, list[views.SymptomView]] = {}
    for symptom in method.symptoms.values():
        doubts = tuple(_link(name, method) for cited in symptom.doubts if (name := method.criterion(cited)))
        heads.setdefault(symptom.head, []).append(views.SymptomView(symptom.label, symptom.source, doubts))
    return tuple(views.SymptomsView(head.capitalize(), tuple(symptoms)) for head, symptoms in heads.items())


def _category(category: ForecastCategory) -> views.CategoryView:
    verdicts = values.listing([values.verdict_word(word) for word in category.verdicts])
    written = f"written {values.listing(category.written, 'or')}, too" if category.written else ""
    speaks = "speak" if len(category.verdicts) > 1 else "speaks"
    spoken = f"{verdicts} {speaks} for it" if verdicts else "no verdict speaks for it"
    return views.CategoryView(category.label, "; ".join(filter(None, (spoken, written))), category.source)


def _audience(audience: Audience) -> views.AudienceView:
    shows = []
    for field in audience.shows:
        marks = [mark for above, marks in audience.only.items() if field.startswith(f"{above}.") for mark in marks]
        needs = f" (only where {values.listing([values.unfolded(mark).lower() for mark in marks])})" if marks else ""
        shows.append(f"{FIELDS.get(field, field)}{needs}")
    return views.AudienceView(audience.label, values.listing(audience.subjects, "or"), audience.source, tuple(shows))


def _rates(currencies: Currencies) -> views.RatesView:
    base = currencies.base
    return views.RatesView(
        base,
        tuple(
            f"1 {code} = {values.plain(each.rate, 4)} {base} ({values.day(each.date)})"
            for code, each in currencies.rates.items()
        ),
    )


def _vocabulary() -> tuple[views.VocabularyView, ...]:
    items = {f"One {scope}": names for scope, names in quantities.OF_ITEMS.items() if names}
    heads = {
        "Verdict rules, strategies and findings": quantities.STANDING,
        "Strategies and findings": quantities.DEAL,
        **items,
    }
    return tuple(
        views.VocabularyView(f"{head} ({len(names)})", tuple(names.items())) for head, names in heads.items()
    )


def _entries(method: Method) -> Iterator[SearchEntry]:
    yield SearchEntry("", "Method", f"{method.name}. {method.about}")
    for name, each in method.criteria.items():
        text = f"{each.low} to {each.high}. " + " ".join(each.ask)
        yield SearchEntry(criterion_anchor(name), f"Criterion {method.numbers[name]}: {each.label}", text)
    for code, rule in method.findings.items():
        yield SearchEntry(
            finding_anchor(code),
            f"Finding: {rule.label}",
            words(code, _left_open(rule.says, ""), _left_open(rule.remedy, "")),
        )
    for name, verdict in method.verdict.items():
        yield SearchEntry(f"rule-{name}", f"Verdict rule: {verdict.label}", values.verdict_word(verdict.verdict))
