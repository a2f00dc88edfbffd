"""Help of partners over all deals: by criterion, and where the rating is against us all the same."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from generator.assess.portfolio.help import PartnerHelp
from generator.assess.portfolio.row import DealGlance
from generator.model.text import Sign
from generator.show.page import Link
from generator.show.portfolio.context import PortfolioContext, left_words
from generator.show.text import values
from generator.show.urls import anchors, page_urls

MOST_CRITERIA: Final = 8
"""Criteria that are shown at once; the others are folded."""
MOST_HELPS: Final = 12
MOST_AGAINST: Final = 10
RATED: Final[Mapping[Sign, str]] = {"+": "for us", "-": "against us", "?": "unknown"}


class HelpLine(NamedTuple):
    """One way in which the partner helps in a deal; the link leads to the criterion there, else to the worksheet."""

    deal: Link
    account: str
    owner: str
    word: str
    what: str
    agreed: bool


class HelpedCriterion(NamedTuple):
    """A criterion with which the partner helps: in how many deals, in how many agreed, and how it is rated there.

    `id` is the place of the entries, to which their number leads. `left` counts in words the entries beyond `first`
    and `others`, empty for none.
    """

    id: str
    criterion: Link
    often: Link
    agreed: str
    rated: str
    first: HelpLine
    others: tuple[HelpLine, ...]
    left: str


class AgainstLine(NamedTuple):
    """A criterion that is rated against us in a deal although the partner is to help with it."""

    criterion: str
    help: HelpLine


class PartnerHelps(NamedTuple):
    """Help of one partner; `rest` are the criteria beyond those shown, which `more` counts in words.

    `against_left` counts lines beyond those shown.
    """

    criteria: tuple[HelpedCriterion, ...]
    rest: tuple[HelpedCriterion, ...]
    more: str
    against: tuple[AgainstLine, ...]
    against_left: str


class DealHelp(NamedTuple):
    """A deal and one way in which a partner helps there."""

    row: DealGlance
    help: PartnerHelp


@dataclass(frozen=True)
class Helps:
    """Help in all deals, by partner: of open deals first, and of those what is agreed first."""

    context: PortfolioContext

    @cached_property
    def _by_partner(self) -> Mapping[str, Sequence[DealHelp]]:
        by_partner: dict[str, list[DealHelp]] = defaultdict(list)
        for row, helps in zip(self.context.summaries.glances, self.context.summaries.helps, strict=True):
            for each in helps:
                by_partner[each.partner].append(DealHelp(row, each))
        for theirs in by_partner.values():
            theirs.sort(key=lambda each: (each.row.closed, not each.help.agreed))
        return by_partner

    def of(self, slug: str, here: str) -> PartnerHelps:
        """Return the help of a partner, for the page at `here`."""
        by_criterion: dict[str, list[DealHelp]] = defaultdict(list)
        for each in self._by_partner.get(slug, ()):
            for name in each.help.ratings:
                by_criterion[name].append(each)
        criteria = self.context.surroundings.method.criteria
        names = sorted((name for name in criteria if name in by_criterion), key=lambda name: -len(by_criterion[name]))
        against = [(name, each) for name in names for each in by_criterion[name] if each.help.ratings[name] == "-"]
        lines = tuple(self._criterion(name, by_criterion[name], here) for name in names)
        return PartnerHelps(
            lines[:MOST_CRITERIA],
            lines[MOST_CRITERIA:],
            left_words(len(lines) - MOST_CRITERIA, "more criterion", "more criteria"),
            tuple(
                AgainstLine(criteria[name].label, self._line(each, name, here))
                for name, each in against[:MOST_AGAINST]
            ),
            left_words(len(against) - MOST_AGAINST, "more entry", "more entries"),
        )

    def _criterion(self, name: str, helps: Sequence[DealHelp], here: str) -> HelpedCriterion:
        deals = {each.row.identity: each.help.ratings[name] for each in helps}
        agreed = {each.row.identity for each in helps if each.help.agreed}
        counts = Counter(deals.values())
        first, *others = (self._line(each, name, here) for each in helps[:MOST_HELPS])
        return HelpedCriterion(
            anchors.anchor("helps", name),
            Link(
                self.context.surroundings.method.criteria[name].label,
                self.context.href(here, page_urls.METHOD, anchors.anchor("criterion", name)),
            ),
            Link(values.plain(len(deals)), f"#{anchors.anchor('helps', name)}"),
            f"{values.plain(len(agreed))} agreed",
            ", ".join(f"{values.plain(counts[sign])} {word}" for sign, word in RATED.items() if counts[sign]),
            first,
            tuple(others),
            left_words(len(helps) - MOST_HELPS, "more entry", "more entries"),
        )

    def _line(self, each: DealHelp, name: str, here: str) -> HelpLine:
        return HelpLine(
            Link(
                each.row.title,
                self.context.deal_href(here, each.row.identity, "", anchors.anchor("criterion", name)),
            ),
            self.context.account_name(each.row.account),
            self.context.owner(each.row),
            each.row.word,
            each.help.what,
            each.help.agreed,
        )
