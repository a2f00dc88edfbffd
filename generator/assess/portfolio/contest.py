"""Position of a deal against its competitors in a form so small that the pages over all deals can count it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from generator.assess.judgement import Judgement, Place
from generator.model.method import Method

Mark = Literal["+", "=", "-", "?"]
MARKS: Final[Mapping[Place, Mark]] = {"lead": "+", "level": "=", "trail": "-", "not known": "?"}


@dataclass(frozen=True, slots=True)
class Contest:
    """Position of a deal against each competitor, and the way in which we compete.

    `places` holds a mark for each of the compared criteria, in the method's order, by competitor: `+` we lead, `=`
    level, `-` we trail, `?` not known. `days` are those of our ratings, None where undated or where we neither lead
    nor trail. `approach` is the key of the team's strategy, `statement` their words for it; both may be empty.
    """

    places: Mapping[str, str]
    days: tuple[dt.date | None, ...]
    approach: str
    statement: str


class ContestWithEvidence(NamedTuple):
    """A contest, and our evidence for each compared criterion, empty where we neither lead nor trail."""

    contest: Contest
    evidence: tuple[str, ...]


def compared_criteria(method: Method) -> tuple[str, ...]:
    """Return the criteria on which we are compared with competitors, in the method's order."""
    return tuple(name for name, each in method.criteria.items() if method.questions[each.question].compared)


def contest_of(judgement: Judgement, method: Method) -> ContestWithEvidence:
    """Return the contest of a deal with its evidence."""
    names = compared_criteria(method)
    rivals = judgement.rivals
    places = {each.slug: "".join(MARKS[each.places[name]] for name in names) for each in rivals}
    unlike = [any(each.places[name] in ("lead", "trail") for each in rivals) for name in names]
    told = [(judgement.assessed[name], is_told) for name, is_told in zip(names, unlike, strict=True)]
    days = tuple(each.date if is_told else None for each, is_told in told)
    strategy = judgement.deal.strategy
    contest = Contest(places, days if any(days) else (), strategy.approach or "", strategy.statement)
    evidence = tuple(each.evidence if is_told else "" for each, is_told in told) if any(unlike) else ()
    return ContestWithEvidence(contest, evidence)
