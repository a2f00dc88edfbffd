"""Context of a deal's rules, gathered once: the deal, its surroundings and the results so far."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.assess.dated_ahead import DatedFact
from generator.assess.past import UNKNOWN, Past

if TYPE_CHECKING:
    from generator.assess.judgement import Assessed, NumberReading, OpenQuestion, Rival, Tally, Verdict
    from generator.assess.score.verdict_figures import Standings
    from generator.model.account import Account
    from generator.model.deal import Deal, Sighting
    from generator.model.method import Method
    from generator.model.text import Sign


@dataclass(frozen=True, slots=True)
class RuleContext:
    """A deal with everything that rules about it may ask for. `numbers` are criteria read from the numbers.

    The deal is as far as it has happened; `ahead` is what its file dates after today.
    """

    deal: Deal
    account: Account
    method: Method
    today: dt.date
    assessed: Mapping[str, Assessed]
    tallies: Mapping[str, Tally]
    standings: Standings
    verdict: Verdict
    primary: Rival | None
    thresholds: Mapping[str, NumberReading]
    numbers: Mapping[str, Sign | None]
    cited_by_partners: frozenset[str]
    worked_on: frozenset[str]
    past: Past = UNKNOWN
    ahead: tuple[DatedFact, ...] = ()
    has_page: Callable[[str], bool] = lambda _: True
    open_questions: tuple[OpenQuestion, ...] = ()

    def days_to(self, day: dt.date | None) -> int | None:
        """Return the days from today to a day, negative when it is past."""
        return None if day is None else (day - self.today).days

    def doubts(self, sighting: Sighting, criterion: str) -> bool:
        """Tell whether a symptom was seen after the day on which the criterion's rating was known.

        One of the same day does not: who rates a criterion afresh on the day of a symptom knows of it. A rating
        without a date, or with one to come, may be older than any sighting: any puts it in doubt.
        """
        rated = self.assessed[criterion]
        rated_on = None if rated.ahead else rated.date
        return any(rated_on is None or seen > rated_on for seen in sighting.seen)

    def doubted_by(self, symptom: str) -> tuple[str, ...]:
        """Return the criteria that a symptom puts in doubt, by the method."""
        cited = self.method.symptoms[symptom].doubts if symptom in self.method.symptoms else ()
        return tuple(name for name in map(self.method.criterion, cited) if name)
