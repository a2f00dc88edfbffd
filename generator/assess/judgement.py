"""The judgement of one deal as data; the modules beside this one work its parts out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple

from generator.assess.state import DealState
from generator.model.deal import Acceptance, Deal, ValueLine
from generator.model.method import Family, Severity, VerdictWord
from generator.model.money import Money
from generator.model.text import Sign

Standing = Literal["proven", "claimed", "against", "unknown"]
GateState = Literal["proven", "against", "unknown"]
Place = Literal["lead", "level", "trail", "not known"]
CaseName = Literal["low", "expected", "high"]
LineEffect = Literal[
    "counts in full", "begins in month 1", "ends before it begins", "after the horizon", "cut at the horizon"
]
"""Effect of a value line that its text does not show: it counts without a margin, in part, or not at all."""


@dataclass(frozen=True, slots=True)
class Range:
    """A score from -100 to +100 with the bounds over its unknowns, and the known share from 0 to 1; all exact."""

    low: Fraction
    score: Fraction
    high: Fraction
    known: Fraction

    def __hash__(self) -> int:
        """Return a hash of the parts that tell ranges apart: hashing a fraction takes longer than printing it."""
        return hash((self.low.numerator, self.high.numerator, self.high.denominator))


@dataclass(frozen=True, slots=True)
class Tally:
    """Number of criteria in each state, and the range that follows; `proven` of the `plus` are proven."""

    plus: int
    minus: int
    unknown: int
    proven: int
    range: Range

    @property
    def total(self) -> int:
        """The number of criteria."""
        return self.plus + self.minus + self.unknown

    @property
    def known(self) -> int:
        """The number of criteria rated `+` or `-`."""
        return self.plus + self.minus


class Assessed(NamedTuple):
    """State of one criterion for us on a day.

    `age` is in days since the rating was known, None where undated, less than 0 where that is to come; `stale_after`
    in days, None where nothing goes stale (closed deals). `from_numbers` tells that nobody rated it and the deal's
    numbers did.
    """

    criterion: str
    rating: Sign
    standing: Standing
    from_numbers: bool
    date: dt.date | None
    by: str | None
    evidence: str
    age: int | None
    stale_after: int | None
    due: bool
    rivals: Mapping[str, Sign]

    @property
    def ahead(self) -> bool:
        """Whether the rating is dated after the day of the assessment, so that it proves nothing until then."""
        return self.age is not None and self.age < 0

    @property
    def known_since(self) -> dt.date | None:
        """The day of the rating; None where it is not known, undated, or its day is still to come."""
        return None if self.rating == "?" or self.ahead else self.date

    @property
    def stale_since(self) -> dt.date | None:
        """The first day on which it is older than the method lets it be; None where it is not stale."""
        if not self.stale or self.date is None or self.stale_after is None:
            return None
        return self.date + dt.timedelta(days=self.stale_after + 1)

    @property
    def stale(self) -> bool:
        """Whether a known rating is older than the method lets it be."""
        if self.rating == "?" or self.age is None or self.stale_after is None:
            return False
        return self.age > self.stale_after


@dataclass(frozen=True, slots=True)
class Gate:
    """A criterion without which the deal cannot be pursued, and a sentence on its state.

    `since` is the day of its rating, None where it is not known.
    """

    criterion: str
    state: GateState
    says: str
    since: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The word, the id of the rule that fired, and a sentence for people that says why."""

    word: VerdictWord
    rule: str
    says: str


@dataclass(frozen=True, slots=True)
class Gap:
    """Our range minus theirs: from our low less their high, to our high less their low (-200 to +200)."""

    low: Fraction
    high: Fraction


@dataclass(frozen=True, slots=True)
class Rival:
    """One competitor in this deal. `leads` and `trails` count criteria of the compared questions."""

    slug: str
    primary: bool
    tallies: Mapping[str, Tally]
    winnable: Tally
    places: Mapping[str, Place]
    gaps: Mapping[str, Gap]
    winnable_gap: Gap
    leads: int
    trails: int


def primary_of(rivals: tuple[Rival, ...]) -> Rival | None:
    """Return the competitor marked primary, or the only one there is."""
    marked = [rival for rival in rivals if rival.primary]
    return marked[0] if marked else rivals[0] if len(rivals) == 1 else None


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """An unknown worth asking about next, with the reasons why it comes so early."""

    criterion: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NumberReading:
    """A number of the deal beside the method's threshold; `rating` is None where the number is missing.

    `given` and `limit` are printed values, for example `EUR 1,200,000` and `at least EUR 250,000`.
    """

    threshold: str
    label: str
    given: str | None
    limit: str
    rating: Sign | None


@dataclass(frozen=True, slots=True)
class Finding:
    """A contradiction in a deal, or something unproven, stale, missing or overdue.

    `subject` is the key of the item that it is about (a criterion's id, a player's key and so on; empty for the deal
    as a whole): a file accepts it as `code` or as `code:subject`. `at` is the front-matter path to look at, outermost
    key first, with items of lists by their number from 0 in digits; `weight` orders findings by how much they bear on
    the verdict (higher first). An accepted finding is still shown, apart from the others. `since` is the first day on
    which it held, as far as the file says: the day that has passed, or that of the rating; None where it says none.
    """

    code: str
    family: Family
    severity: Severity
    subject: str
    says: str
    remedy: str
    at: tuple[str, ...]
    weight: int
    accepted: Acceptance | None = None
    since: dt.date | None = None


@dataclass(frozen=True, slots=True)
class PlacedFinding:
    """A finding with its place: the file's path, line and column from 1."""

    path: str
    line: int
    column: int
    finding: Finding


@dataclass(frozen=True, slots=True)
class StrategyView:
    """Whether the scores support one strategy by our heuristic, with the reasons and the lacks."""

    strategy: str
    supported: bool
    reasons: tuple[str, ...]
    lacks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CashLine:
    """A line of the value worksheet over the horizon, in the expected case: total and per year (index 0 = year 1).

    `at_start` is what falls on the day of go-live. Sums are after the margin; a line that is not cash is shown
    but counts in no figure. `effects` are what a reader would not guess of how it counts.
    """

    key: str
    line: ValueLine
    side: Literal["benefit", "cost"]
    cash: bool
    effects: tuple[LineEffect, ...]
    confirmed: bool
    at_start: Money
    years: tuple[Money, ...]
    total: Money


@dataclass(frozen=True, slots=True)
class ValueCase:
    """One case of the worksheet. Roi is net/cost (None without cost); payback the month from which the
    cumulated net stays at or above 0 to the end of the horizon, None if there is none.

    `at_start` is the net on the day of go-live, `yearly_net` the net of each year after it (index 0 = year 1).
    """

    name: CaseName
    benefit: Money
    cost: Money
    net: Money
    at_start: Money
    yearly_net: tuple[Money, ...]
    roi: Fraction | None
    payback_month: int | None
    npv: Money


@dataclass(frozen=True, slots=True)
class Worksheet:
    """The value worksheet worked out.

    `unconfirmed` tells that a counted amount has not been confirmed, `in_full` that revenue counts without a margin.
    """

    lines: tuple[CashLine, ...]
    cases: Mapping[CaseName, ValueCase]
    years: int
    discount_rate: Decimal
    confirmed_benefit: Money
    unconfirmed: bool
    in_full: bool


@dataclass(frozen=True, slots=True)
class PartnerCover:
    """Coverage by a partner: weak and unknown criteria that its entries cite, and the upper bound."""

    partner: str
    weak: tuple[str, ...]
    unknown: tuple[str, ...]
    winnable: Tally
    worth: Tally | None


@dataclass(frozen=True, slots=True)
class LevelView:
    """Mean selling level from 1 to 3 over the rows that are filled in, per group and in all."""

    filled: int
    groups: Mapping[str, Fraction]
    mean: Fraction | None


@dataclass(frozen=True, slots=True)
class BeforeEnd:
    """Standing of a deal that has ended on `day`, a fixed time before its end, under today's method.

    `assessed` holds what was known then; evidence and dates may be younger. With `from_history` the file of that day
    was judged, without it today's file, in which a rating dated later reads `?`. `state` are the fields of that day.
    """

    day: dt.date
    assessed: Mapping[str, Assessed]
    tallies: Mapping[str, Tally]
    winnable: Tally
    worth: Tally | None
    gates: tuple[Gate, ...]
    verdict: Verdict
    from_history: bool
    state: DealState | None


@dataclass(frozen=True)
class Judgement:
    """Judgement of a deal on one day under one method. Mappings keep the method's order.

    `unsaid` are findings that hold, too, and that one of `findings` is said instead of: no page shows or counts them.
    """

    deal: Deal
    today: dt.date
    assessed: Mapping[str, Assessed]
    set_aside: tuple[str, ...]
    tallies: Mapping[str, Tally]
    winnable: Tally
    worth: Tally | None
    gates: tuple[Gate, ...]
    verdict: Verdict
    rivals: tuple[Rival, ...]
    open_questions: tuple[OpenQuestion, ...]
    numbers: Mapping[str, tuple[NumberReading, ...]]
    findings: tuple[Finding, ...]
    unsaid: tuple[Finding, ...]
    strategies: tuple[StrategyView, ...]
    worksheet: Worksheet | None
    covers: tuple[PartnerCover, ...]
    uncovered_by_partners: tuple[str, ...]
    unaddressed: tuple[str, ...]
    level: LevelView
    before: BeforeEnd | None

    @property
    def closed(self) -> bool:
        """Whether the deal has ended; its outcome then takes the place of the verdict."""
        return self.deal.outcome is not None

    @property
    def unrated(self) -> bool:
        """Whether nobody has rated a criterion for us; the deal's numbers alone rate nothing."""
        return all(each.rating == "?" or each.from_numbers for each in self.assessed.values())

    @property
    def primary_rival(self) -> Rival | None:
        """The competitor marked primary, or the only one there is."""
        return primary_of(self.rivals)
