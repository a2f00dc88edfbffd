"""The method page: everything that the method file has, with where each item comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from generator.assess.score.thresholds import limit_in_words
from generator.model import quantities
from generator.model.brief_fields import FIELDS
from generator.model.method import Audience, Criterion, FindingRule, Method, Question, Strategy, VerdictRule
from generator.show.page import Page, SearchEntry
from generator.show.portfolio.context import PageDraft, PortfolioContext, present, words
from generator.show.text import values
from generator.show.text.rules import NO_CONDITION, condition_words
from generator.show.urls import page_urls

SOURCES: Final[Mapping[str, str]] = {
    "deck": "the method's training material",
    "field": "common practice in the trade",
    "ours": "our own reading",
}


@dataclass(frozen=True, slots=True)
class CriterionView:
    """A criterion with its number, its stage's name and the labels of its thresholds."""

    id: str
    number: int
    item: Criterion
    due: str
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question and its criteria."""

    id: str
    item: Question
    criteria: tuple[CriterionView, ...]


@dataclass(frozen=True, slots=True)
class RuleView:
    """A rule with its conditions in words; `says` is a finding's sentence with its subject left open."""

    id: str
    item: VerdictRule | Strategy | FindingRule
    conditions: tuple[str, ...]
    says: str = ""


@dataclass(frozen=True, slots=True)
class PatternPart:
    """A piece of a statement pattern: plain words, or a blank with its label, what to ask and the example."""

    text: str
    slot: str = ""
    ask: str = ""
    example: str = ""


@dataclass(frozen=True, slots=True)
class AudienceView:
    """Who reads shared links, with what leaves for such a reader in words."""

    audience: Audience
    shows: tuple[str, ...]


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
    return draft.finished(
        entries=_entries(method),
        method=method,
        sources=SOURCES,
        questions=[_question(name, method) for name in method.questions],
        verdicts=[_rule(name, rule, method, NO_CONDITION) for name, rule in method.verdict.items()],
        strategies=[_rule(name, each, method, "whenever no other fits") for name, each in method.strategies.items()],
        families=_families(method),
        thresholds=[(each, limit_in_words(each)) for each in method.thresholds.values()],
        patterns=[(each, _pattern(each.says, name, method)) for name, each in method.patterns.items()],
        symptoms=_symptoms(method),
        audiences=[_audience(each) for each in method.audiences.values()],
        vocabulary=_vocabulary(),
        winnable=[each.letter for each in method.questions.values() if each.axis == "winnable"],
        worth=[each.letter for each in method.questions.values() if each.axis == "worth"],
        functions=[each.label.lower() for each in method.functions.values()],
        criterion_anchor=criterion_anchor,
        finding_anchor=finding_anchor,
        weighted=any(each.weight != 1 for each in method.criteria.values()),
        labels={name: f"{method.numbers[name]} {each.label}" for name, each in method.criteria.items()},
    )


def _sections(method: Method) -> Mapping[str, str]:
    return present(
        {
            "steps": ("Steps", method.steps),
            "criteria": ("Questions and criteria", method.criteria),
            "score": ("How a score comes about", True),
            "gates": ("Gates: proven and claimed", method.gates),
            "verdict": ("Verdict rules", method.verdict),
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
            "audiences": ("Audiences of shared links", method.audiences),
            "currencies": ("Currencies", method.currencies),
            "vocabulary": ("What rules can look at", True),
        }
    )


def _question(question: str, method: Method) -> QuestionView:
    criteria = tuple(
        CriterionView(
            name,
            method.numbers[name],
            each,
            method.stages[each.due].label if each.due in method.stages else values.unfolded(each.due),
            tuple(method.thresholds[number].label for number in each.numbers if number in method.thresholds),
        )
        for name, each in method.of_question(question)
    )
    return QuestionView(question, method.questions[question], criteria)


def _audience(audience: Audience) -> AudienceView:
    shows = []
    for field in audience.shows:
        marks = [mark for above, marks in audience.only.items() if field.startswith(f"{above}.") for mark in marks]
        needs = f" (only where {values.listing([values.unfolded(mark).lower() for mark in marks])})" if marks else ""
        shows.append(f"{FIELDS.get(field, field)}{needs}")
    return AudienceView(audience, tuple(shows))


def _rule(name: str, item: VerdictRule | Strategy | FindingRule, method: Method, otherwise: str) -> RuleView:
    return RuleView(name, item, condition_words(item.when, method) or (otherwise,))


def _families(method: Method) -> Mapping[str, list[RuleView]]:
    families: dict[str, list[RuleView]] = {}
    for code, rule in method.findings.items():
        conditions = condition_words(rule.when, method) or ("always",)
        says = rule.says.replace("{subject}", f"[{rule.each}]")
        families.setdefault(rule.family, []).append(RuleView(code, rule, conditions, says))
    return families


def _pattern(says: str, name: str, method: Method) -> tuple[PatternPart, ...]:
    pattern = method.patterns[name]
    parts: list[PatternPart] = []
    for piece in says.replace("]", "[").split("["):
        slot = pattern.slots.get(piece)
        if slot:
            parts.append(PatternPart(piece, slot.label, slot.ask, pattern.example.get(piece, "")))
        elif piece:
            parts.append(PatternPart(piece))
    return tuple(parts)


def _symptoms(method: Method) -> Mapping[str, list[tuple[str, str, tuple[str, ...]]]]:
    heads: dict[str, list[tuple[str, str, tuple[str, ...]]]] = {}
    for symptom in method.symptoms.values():
        doubts = tuple(name for cited in symptom.doubts if (name := method.criterion(cited)))
        heads.setdefault(symptom.head, []).append((symptom.label, symptom.source, doubts))
    return heads


def _vocabulary() -> Mapping[str, Mapping[str, str]]:
    items = {f"One {scope}": names for scope, names in quantities.OF_ITEMS.items() if names}
    return {"Verdict rules, strategies and findings": quantities.STANDING} | {
        "Strategies and findings": quantities.DEAL,
        **items,
    }


def _entries(method: Method) -> Iterator[SearchEntry]:
    yield SearchEntry("", "Method", f"{method.name}. {method.about}")
    for name, each in method.criteria.items():
        text = f"{each.low} to {each.high}. " + " ".join(each.ask)
        yield SearchEntry(criterion_anchor(name), f"Criterion {method.numbers[name]}: {each.label}", text)
    for code, rule in method.findings.items():
        yield SearchEntry(
            finding_anchor(code),
            f"Finding: {rule.label}",
            words(code, rule.says.replace("{subject}", ""), rule.remedy),
        )
    for name, verdict in method.verdict.items():
        yield SearchEntry(f"rule-{name}", f"Verdict rule: {verdict.label}", values.verdict_word(verdict.verdict))
