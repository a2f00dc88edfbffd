"""Help by partners in one deal: each entry with the criteria that it bears on and their ratings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.assess.judgement import Judgement
from generator.model.method import Method
from generator.model.text import Sign


@dataclass(frozen=True, slots=True)
class PartnerHelp:
    """One way in which a partner helps in a deal, with our rating of each criterion that it bears on."""

    partner: str
    what: str
    agreed: bool
    ratings: Mapping[str, Sign]


def helps_of(judgement: Judgement, method: Method) -> Iterator[PartnerHelp]:
    """Yield the help of every partner in a deal, in the file's order."""
    for slug, role in judgement.deal.partners.items():
        for each in role.helps.values():
            cited = [name for one in each.criteria if (name := method.criterion(one))]
            ratings = {name: judgement.assessed[name].rating for name in cited}
            yield PartnerHelp(slug, each.what, each.agreed, ratings)
