"""The method page: everything that the method file has, with where each item comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from generator.model.method import Method, MethodItem
from generator.show.page import Page, SearchEntry
from generator.show.portfolio.context import PortfolioContext, words
from generator.show.portfolio.method import items, rules, views
from generator.show.portfolio.method.criteria import gates, is_weighted, question
from generator.show.portfolio.method.links import criterion_anchor, finding_anchor
from generator.show.portfolio.method.news import method_news
from generator.show.portfolio.method.rules import left_open
from generator.show.portfolio.odds import OddsView, odds_view
from generator.show.portfolio.page_draft import PageDraft, present
from generator.show.text import values
from generator.show.urls import page_urls

SOURCES: Final[Mapping[str, str]] = {
    "deck": "the method's training material",
    "field": "common practice in the trade",
    "ours": "our own reading",
}
NO_CURRENCIES: Final = (
    "in the currency that most open deals are in, as long as the method gives no rates; the others are not compared"
)


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
        questions=tuple(question(name, method) for name in method.questions),
        set_aside=", ".join(method.set_aside),
        weighted=is_weighted(method),
        winnable=_letters(method, "winnable"),
        worth=_letters(method, "worth"),
        gates=gates(method),
        duties=tuple(rules.duties(method)),
        currency=f"in {method.currencies.base}, at the dated rates" if method.currencies else NO_CURRENCIES,
        verdicts=rules.verdicts(method),
        thresholds=rules.thresholds(method),
        odds=odds,
        closing=values.counted(method.closing_days, "day"),
        strategies=rules.strategies(method),
        families=rules.families(method),
        discount_rate=values.percent(method.discount_rate, 1),
        heads=items.value_heads(method),
        patterns=items.patterns(method),
        functions=values.listing([each.label.lower() for each in method.functions.values()]),
        partner_questions=_items(method.partner_questions),
        milestones=_items(method.milestones),
        symptoms=items.symptoms(method),
        levels=items.levels(method),
        stages=items.stages(method),
        categories=items.categories(method),
        audiences=items.audiences(method),
        currencies=items.rates(method.currencies) if method.currencies else None,
        vocabulary=items.vocabulary(),
        news=method_news(method),
    )


def _letters(method: Method, axis: str) -> str:
    return values.listing([each.letter for each in method.questions.values() if each.axis == axis])


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


def _entries(method: Method) -> Iterator[SearchEntry]:
    yield SearchEntry("", "Method", f"{method.name}. {method.about}")
    for name, each in method.criteria.items():
        text = f"{each.low} to {each.high}. " + " ".join(each.ask)
        yield SearchEntry(criterion_anchor(name), f"Criterion {method.numbers[name]}: {each.label}", text)
    for code, rule in method.findings.items():
        yield SearchEntry(
            finding_anchor(code),
            f"Finding: {rule.label}",
            words(code, left_open(rule.says, ""), left_open(rule.remedy, "")),
        )
    for name, verdict in method.verdict.items():
        yield SearchEntry(f"rule-{name}", f"Verdict rule: {verdict.label}", values.verdict_word(verdict.verdict))
