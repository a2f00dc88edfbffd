"""Coverage by partners in a deal: an upper bound, if all of it comes true."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.assess.judgement import PartnerCover
from generator.assess.score.score import tally_questions, winnable, worth

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.assess.judgement import Assessed
    from generator.model.deal import Deal, PartnerRole
    from generator.model.method import Method
    from generator.model.text import Sign


def cited_by(role: PartnerRole, method: Method) -> frozenset[str]:
    """Return the criteria that a partner's entries cite, those of them that this method has."""
    cited = (method.criterion(each) for help_here in role.helps.values() for each in help_here.criteria)
    return frozenset(name for name in cited if name)


def cited_by_partners(deal: Deal, method: Method) -> frozenset[str]:
    """Return the criteria that any partner in the deal cites."""
    return frozenset[str]().union(*(cited_by(role, method) for role in deal.partners.values()))


def covers_of(deal: Deal, method: Method, assessed: Mapping[str, Assessed]) -> tuple[PartnerCover, ...]:
    """Return the coverage by each partner, in the deal's order."""
    return tuple(cover_of(slug, cited_by(role, method), method, assessed) for slug, role in deal.partners.items())


def cover_of(slug: str, cited: frozenset[str], method: Method, assessed: Mapping[str, Assessed]) -> PartnerCover:
    """Return one partner's coverage. Criteria that it would turn to `+` stay unproven, so it opens no gate."""
    with_it: dict[str, Sign] = {name: "+" if name in cited else each.rating for name, each in assessed.items()}
    tallies = tally_questions(method, with_it, {name: each.standing for name, each in assessed.items()})
    return PartnerCover(
        partner=slug,
        weak=tuple(name for name, each in assessed.items() if name in cited and each.rating == "-"),
        unknown=tuple(name for name, each in assessed.items() if name in cited and each.rating == "?"),
        winnable=winnable(method, tallies),
        worth=worth(method, tallies),
    )


def uncovered(assessed: Mapping[str, Assessed], cited: frozenset[str]) -> tuple[str, ...]:
    """Return the weak and unknown criteria that no partner's entry cites."""
    return tuple(name for name, each in assessed.items() if each.rating != "+" and name not in cited)
