"""The method: criteria, weights and rules, all of them from a method file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Literal, get_args

from pydantic import BeforeValidator, Field

from generator.model.money import Currency, SignedAmount
from generator.model.rules import Conditions, Test
from generator.model.text import (
    Date,
    Days,
    Factor,
    Line,
    Lines,
    Name,
    Names,
    Noun,
    Share,
    SignedWhole,
    Whole,
    YearlyRate,
    YesNo,
    listed,
    spelled_out,
    words_of,
)

VerdictWord = Literal["walk-away", "qualify", "strengthen", "pursue"]
VERDICTS: tuple[VerdictWord, ...] = ("walk-away", "qualify", "strengthen", "pursue")
"""Verdicts from worst to best; green is the last."""

Source = Literal["deck", "field", "ours"]
Axis = Literal["winnable", "worth"]
Family = Literal["unproven", "stale", "contradiction", "uncovered", "overdue", "incomplete", "unbalanced"]
Severity = Literal["high", "medium", "low"]
Tests = tuple[tuple[str, Test], ...]
Scope = Literal["deal", "criterion", "player", "action", "milestone", "symptom", "value", "text", "ahead", "link"]


class MethodItem(Noun):
    """Entry of a method file: its printed name and its source."""

    label: Line
    source: Annotated[Source, words_of(Source)] = "ours"


class Step(MethodItem):
    """One of the method's steps, in the order that a deal's pages follow."""

    asks: Line = ""


class Question(MethodItem):
    """A group of criteria. Winnable questions say whether we get the deal, worth ones whether we want it.

    `compared` questions are those on which leads and trails against a competitor are counted for the strategy.
    """

    ask: Line
    letter: Line
    axis: Annotated[Axis, words_of(Axis)]
    compared: YesNo = False
    partner_examples: Lines = ()


class Criterion(MethodItem):
    """A criterion to be rated, with both poles, since some run the other way (a `+` on risk is a low risk).

    `why_gate` says why no deal is pursued without it.
    """

    question: Name
    low: Line
    high: Line
    ask: Lines = Field(min_length=1)
    weight: Factor = Decimal(1)
    gate: YesNo = False
    why_gate: Line = ""
    due: Name
    stale: Whole
    numbers: Names = ()
    reads: Names = ()


class ForecastCategory(MethodItem):
    """A category of the forecast, the surest first: how CRMs write it, and the verdicts that speak for it.

    The key, the label and each of `written` are read, letter case, blanks and signs aside.
    """

    written: Lines = ()
    verdicts: Annotated[tuple[Annotated[VerdictWord, words_of(VerdictWord)], ...], BeforeValidator(listed)] = ()


def folded(category: str) -> str:
    """Return a forecast category as it is compared: letters and digits alone, in lower case."""
    return "".join(filter(str.isalnum, category.casefold()))


class Stage(MethodItem):
    """A step of the team's own sales process. `like` names the method's stage that it stands for."""

    closed: YesNo = False
    like: Name | None = None


class Threshold(MethodItem):
    """Limit at which a number of the deal turns from unfavourable to favourable: one of three kinds is given."""

    at_least: SignedAmount | None = None
    at_most_days: Days | None = None
    at_least_share: Share | None = None
    optional: YesNo = False


class VerdictRule(MethodItem):
    """A verdict and the conditions under which it is given; rules are tried in order, the first one fires."""

    verdict: Annotated[VerdictWord, words_of(VerdictWord)]
    when: Conditions = Conditions()


class Duty(Noun):
    """Duties of a team under a verdict, in a sentence or two."""

    says: Line
    source: Annotated[Source, words_of(Source)] = "ours"


class Strategy(MethodItem):
    """A way to compete; `when` says which scores support it."""

    means: Line
    when: Conditions = Conditions()


class FindingRule(MethodItem):
    """A contradiction, or something unproven, stale, missing or overdue, looked for in the deal or in each item.

    Where a rule holds that is said `instead_of` findings and families, these are not said, but for those `beside` it.
    """

    family: Annotated[Family, words_of(Family)]
    severity: Annotated[Severity, words_of(Severity)] = "medium"
    each: Annotated[Scope, words_of(Scope)] = "deal"
    when: Conditions
    says: Line
    remedy: Line
    example: Line
    at: Line = ""
    instead_of: Names = ()
    beside: Names = ()

    @cached_property
    def tests(self) -> tuple[Tests, Tests]:
        """The tests of the deal as a whole, and those whose names begin like the kind of item that is looked at."""
        split: tuple[list[tuple[str, Test]], list[tuple[str, Test]]] = ([], [])
        for name, test in self.when.tests.items():
            split[name.startswith(f"{self.each}.")].append((name, test))
        return tuple(split[0]), tuple(split[1])

    @cached_property
    def named(self) -> tuple[str, ...]:
        """Criterion that the rule's quantities are about, as far as they name it: `rating.<criterion>`."""
        return tuple(quantity.partition(".")[2] for _, quantity in self.when.quantities())


class ValueItem(MethodItem):
    """One kind of benefit or cost. `cash: no` is shown but left out of cash figures; `margin: yes` counts at one."""

    cash: YesNo = True
    margin: YesNo = False


class ValueHead(MethodItem):
    """A head of the value worksheet, a benefit or a cost, with its kinds."""

    side: Annotated[Literal["benefit", "cost"], words_of(Literal["benefit", "cost"])]
    items: dict[Name, ValueItem]


class Slot(MethodItem):
    """A blank in a statement, with what to ask to fill it."""

    ask: Line


class Pattern(MethodItem):
    """A value statement with named blanks, written `[slot]` in `says`, and an example of every slot filled."""

    says: Line
    slots: dict[Name, Slot]
    example: dict[Name, Line]


class Symptom(MethodItem):
    """A sign that the team is losing control, and the criteria that it puts in doubt."""

    head: Annotated[Literal["sales", "personal"], words_of(Literal["sales", "personal"])]
    doubts: Names = ()


class Level(MethodItem):
    """One dimension of the selling level with what entry, tactical and strategic selling look like."""

    group: Annotated[Literal["versatility", "development"], words_of(Literal["versatility", "development"])]
    levels: Lines = Field(min_length=3, max_length=3)


class Audience(MethodItem):
    """Readers of a share, and the fields that it `shows` them: a field that is not listed stays with the team."""

    subjects: Names
    shows: Lines = Field(min_length=1)
    only: dict[Line, Names] = {}
    findings: Names = ()

    @property
    def of_partner(self) -> bool:
        """Whether the reader is a partner, who sees of the partners its own entries alone."""
        return any(field.startswith("deal.partners.") for field in self.shows)


class Rate(Noun):
    """Worth of one unit of a currency in the base currency, with the day of that rate."""

    rate: Factor = Field(gt=0)
    date: Date


class Currencies(Noun):
    """Base currency for totals, and the dated rates into it; without it totals stay apart."""

    base: Currency
    rates: dict[Currency, Rate] = {}


class OddsRules(Noun):
    """Conditions under which odds are shown: least numbers of deals won and lost, and edges of the score's bands.

    A closed deal is looked at as it stood `days_before` its end: on its page, under the verdicts and in the odds.
    """

    days_before: Whole
    won: Whole
    lost: Whole
    edges: Annotated[tuple[SignedWhole, ...], BeforeValidator(listed)]
    source: Annotated[Source, words_of(Source)] = "ours"

    @property
    def looking_back(self) -> dt.timedelta:
        """Time before its end at which a closed deal is looked at."""
        return dt.timedelta(days=self.days_before)


class Method(Noun):
    """The whole method. Mappings keep the order of the file; numbers of criteria count from 1 in that order.

    `set_aside` names criteria and findings of other methods: a file may rate or accept them, they are passed over.
    """

    name: Line
    about: Line = ""
    extends: Name | None = None
    steps: dict[Name, Step]
    questions: dict[Name, Question]
    criteria: dict[Name, Criterion]
    set_aside: Names = ()
    stages: dict[Name, Stage]
    forecast: dict[Name, ForecastCategory] = {}
    thresholds: dict[Name, Threshold] = {}
    closing_days: Whole = 30
    odds: OddsRules
    verdict: dict[Name, VerdictRule]
    duties: dict[Name, Annotated[Duty, BeforeValidator(spelled_out("says"))]] = {}
    strategies: dict[Name, Strategy] = {}
    findings: dict[Name, FindingRule] = {}
    value_heads: dict[Name, ValueHead] = {}
    discount_rate: YearlyRate = Decimal("0.08")
    patterns: dict[Name, Pattern] = {}
    functions: dict[Name, MethodItem] = {}
    partner_questions: dict[Name, MethodItem] = {}
    milestones: dict[Name, MethodItem] = {}
    symptoms: dict[Name, Symptom] = {}
    levels: dict[Name, Level] = {}
    audiences: dict[Name, Audience] = {}
    currencies: Currencies | None = None

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The number of each criterion, from 1."""
        return {name: place for place, name in enumerate(self.criteria, 1)}

    @cached_property
    def _known_as(self) -> Mapping[str, str]:
        own = {name: name for name in self.criteria}
        numbered = {str(number): name for name, number in self.numbers.items()}
        read = {other: name for name, criterion in self.criteria.items() for other in criterion.reads}
        return read | numbered | own

    def criterion(self, cited: str) -> str | None:
        """Return the id of a criterion cited by id, by number or by another method's id; None if there is none."""
        return self._known_as.get(cited)

    def of_question(self, question: str) -> tuple[tuple[str, Criterion], ...]:
        """Return the criteria of a question in order."""
        return self._of_questions.get(question, ())

    @cached_property
    def _of_questions(self) -> Mapping[str, tuple[tuple[str, Criterion], ...]]:
        return {
            question: tuple((name, each) for name, each in self.criteria.items() if each.question == question)
            for question in self.questions
        }

    def questions_on(self, axis: Axis) -> tuple[str, ...]:
        """Return the ids of the questions on an axis, in order."""
        return self._on_axes[axis]

    @cached_property
    def _on_axes(self) -> Mapping[Axis, tuple[str, ...]]:
        axes: tuple[Axis, ...] = get_args(Axis)
        return {axis: tuple(name for name, each in self.questions.items() if each.axis == axis) for axis in axes}

    @cached_property
    def gates(self) -> tuple[str, ...]:
        """The ids of the criteria that have to be proven before a deal can be pursued."""
        return tuple(name for name, each in self.criteria.items() if each.gate)

    @cached_property
    def has_worth(self) -> bool:
        """Whether the method asks what a deal is worth to us at all."""
        return bool(self.questions_on("worth"))

    @cached_property
    def said_instead(self) -> Mapping[str, frozenset[str]]:
        """The codes of the findings that are not said where a finding is, by its code."""
        return {
            code: frozenset(
                other
                for other, each in self.findings.items()
                if {other, each.family} & {*rule.instead_of} and other not in (code, *rule.beside)
            )
            for code, rule in self.findings.items()
            if rule.instead_of
        }

    def category(self, written: str) -> str | None:
        """Return the key of the forecast category that a CRM writes like this, None where it is none of them."""
        spelling = folded(written)
        return self._categories.get(spelling) if spelling else None

    @cached_property
    def _categories(self) -> Mapping[str, str]:
        return {
            folded(spelling): name
            for name, each in self.forecast.items()
            for spelling in (name, each.label, *each.written)
        }

    def category_of(self, verdict: str) -> str | None:
        """Return the key of the forecast category that a verdict speaks for, None where it speaks for none."""
        return self._spoken_for.get(verdict)

    @cached_property
    def _spoken_for(self) -> Mapping[str, str]:
        pairs = [(word, name) for name, each in self.forecast.items() for word in each.verdicts]
        return dict(reversed(pairs))

    def stage_place(self, stage: str) -> int | None:
        """Return the place of a stage in the process from 0, found by its name or by what it stands for."""
        return self._stage_places.get(stage)

    @cached_property
    def _stage_places(self) -> Mapping[str, int]:
        places: dict[str, int] = {}
        for place, (name, each) in enumerate(self.stages.items()):
            for known_as in (name, each.like):
                if known_as:
                    places.setdefault(known_as, place)
        return places
