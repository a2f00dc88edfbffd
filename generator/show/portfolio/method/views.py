"""The values that the method page prints, item by item. A `source` is the word for where an item comes from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from generator.model.method import Family
from generator.show.page import Link
from generator.show.portfolio.odds import OddsView


class ItemView(NamedTuple):
    """An item of which there is no more than its label; `about` is empty where nothing is to be added."""

    id: str
    label: str
    source: str
    about: str = ""


class CriterionView(NamedTuple):
    """A criterion with both of its ends; `about` says its weight, when it is due, when it is old, and its numbers."""

    id: str
    anchor: str
    number: int
    label: str
    gate: bool
    low: str
    high: str
    asks: tuple[str, ...]
    about: str
    source: str


class QuestionView(NamedTuple):
    """A question and its criteria; `about` is its label and what it counts for."""

    id: str
    letter: str
    ask: str
    about: str
    source: str
    criteria: tuple[CriterionView, ...]
    partner_examples: tuple[str, ...]


class GateView(NamedTuple):
    """A gate with the reason why it is one; empty where the method gives none."""

    link: Link
    why: str


class DutyView(NamedTuple):
    """A verdict, what it obliges a team to do, and the forecast categories that it speaks for; empty for none."""

    word: str
    duty: str
    source: str
    forecast: str


class VerdictRuleView(NamedTuple):
    """A rule that gives a verdict, with its conditions in words."""

    id: str
    word: str
    label: str
    conditions: str
    source: str


class StrategyRow(NamedTuple):
    """A competitive strategy with the conditions that support it in words."""

    id: str
    label: str
    means: str
    conditions: str
    source: str


class FindingRuleView(NamedTuple):
    """A rule that makes a finding; `says` is its sentence with its subject left open, `where` what it looks at."""

    id: str
    anchor: str
    label: str
    severity: str
    says: str
    where: str
    conditions: str
    instead_of: str
    example: str
    remedy: str
    source: str


class FamilyRules(NamedTuple):
    """The rules of one family of findings."""

    family: Family
    title: str
    rules: tuple[FindingRuleView, ...]


class ValueItemView(NamedTuple):
    """A benefit or a cost, with what is to be known about how it counts."""

    label: str
    notes: tuple[str, ...]


class ValueHeadView(NamedTuple):
    """A heading of the value worksheet and its items; `side` is benefit or cost."""

    label: str
    side: str
    source: str
    entries: tuple[ValueItemView, ...]


class PatternPart(NamedTuple):
    """A piece of a statement pattern: plain words, or a blank with its label, what to ask and the example."""

    text: str
    slot: str = ""
    ask: str = ""
    example: str = ""


class PatternView(NamedTuple):
    """The pattern of a value statement."""

    label: str
    source: str
    parts: tuple[PatternPart, ...]


class SymptomView(NamedTuple):
    """A symptom of lost control and the criteria on which it casts doubt."""

    label: str
    source: str
    doubts: tuple[Link, ...]


class SymptomsView(NamedTuple):
    """The symptoms of one head."""

    title: str
    symptoms: tuple[SymptomView, ...]


class LevelRow(NamedTuple):
    """A dimension of the selling level with its three levels."""

    label: str
    levels: tuple[str, ...]
    group: str
    source: str


class StageView(NamedTuple):
    """A stage; `like` is the stage of the shipped method for which it stands, if any."""

    id: str
    label: str
    closed: bool
    like: str
    source: str


class CategoryView(NamedTuple):
    """A forecast category: the verdicts that speak for it, and how CRMs write it, too."""

    label: str
    about: str
    source: str


class AudienceView(NamedTuple):
    """The readers of a shared link: what they may be shown, field by field in words."""

    label: str
    subjects: str
    source: str
    shows: tuple[str, ...]


class RatesView(NamedTuple):
    """The currency of all totals and the rates by which they are converted to it."""

    base: str
    rates: tuple[str, ...]


class VocabularyView(NamedTuple):
    """The names that conditions of one kind can use, with their meanings."""

    title: str
    names: tuple[tuple[str, str], ...]


class MethodView(NamedTuple):
    """The method page. `winnable`, `worth` and `functions` are lists in words, `set_aside` one with commas.

    `weighted` tells whether any criterion has another weight than 1, `news` by section what is in those that fold.
    """

    name: str
    about: str
    sources: tuple[tuple[str, str], ...]
    steps: tuple[ItemView, ...]
    questions: tuple[QuestionView, ...]
    set_aside: str
    weighted: bool
    winnable: str
    worth: str
    gates: tuple[GateView, ...]
    duties: tuple[DutyView, ...]
    currency: str
    verdicts: tuple[VerdictRuleView, ...]
    thresholds: tuple[ItemView, ...]
    odds: OddsView
    closing: str
    strategies: tuple[StrategyRow, ...]
    families: tuple[FamilyRules, ...]
    discount_rate: str
    heads: tuple[ValueHeadView, ...]
    patterns: tuple[PatternView, ...]
    functions: str
    partner_questions: tuple[ItemView, ...]
    milestones: tuple[ItemView, ...]
    symptoms: tuple[SymptomsView, ...]
    levels: tuple[LevelRow, ...]
    stages: tuple[StageView, ...]
    categories: tuple[CategoryView, ...]
    audiences: tuple[AudienceView, ...]
    currencies: RatesView | None
    vocabulary: tuple[VocabularyView, ...]
    news: Mapping[str, str]
