"""Position against each competitor: per criterion, per question and over what decides the deal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.assess.judgement import Gap, Rival
from generator.assess.score.score import tally_questions, winnable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.assess.judgement import Assessed, Place, Range, Tally
    from generator.model.deal import Deal
    from generator.model.method import Method
    from generator.model.text import Sign


def rivals_of(
    deal: Deal, method: Method, assessed: Mapping[str, Assessed], ours: Mapping[str, Tally]
) -> tuple[Rival, ...]:
    """Return every competitor that the deal names, in its order."""
    total = winnable(method, ours)
    return tuple(rival_of(slug, deal, method, assessed, ours, total) for slug in deal.competitors)


def rival_of(
    slug: str,
    deal: Deal,
    method: Method,
    assessed: Mapping[str, Assessed],
    ours: Mapping[str, Tally],
    our_total: Tally,
) -> Rival:
    """Return one competitor against us. Criteria of worth are compared, but never in the total."""
    ratings: dict[str, Sign] = {name: each.rivals.get(slug, "?") for name, each in assessed.items()}
    tallies = tally_questions(method, ratings, {})
    total = winnable(method, tallies)
    places = {name: place(each.rating, ratings[name]) for name, each in assessed.items()}
    counted = [place for name, place in places.items() if method.questions[method.criteria[name].question].compared]
    return Rival(
        slug=slug,
        primary=deal.primary_competitor == slug,
        tallies=tallies,
        winnable=total,
        places=places,
        gaps={question: gap(ours[question].range, each.range) for question, each in tallies.items()},
        winnable_gap=gap(our_total.range, total.range),
        leads=counted.count("lead"),
        trails=counted.count("trail"),
    )


def place(ours: Sign, theirs: Sign) -> Place:
    """Return our position on one criterion; nobody leads where either rating is unknown."""
    if "?" in (ours, theirs):
        return "not known"
    if ours == theirs:
        return "level"
    return "lead" if ours == "+" else "trail"


def gap(ours: Range, theirs: Range) -> Gap:
    """Return every difference that the unknowns allow: our worst less their best, to our best less their worst."""
    return Gap(ours.low - theirs.high, ours.high - theirs.low)
