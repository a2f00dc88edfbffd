"""Context of a deal's page: the judgement, its surroundings, and the page's own place among the tabs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property

from generator.assess.judgement import Judgement
from generator.history.history import History, whole_history
from generator.model.account import Account, Person
from generator.model.deal import Deal
from generator.model.method import Method
from generator.model.playbook import Surroundings
from generator.show.page import Commit, Link, Setting
from generator.show.text import names, values
from generator.show.urls import anchors, page_urls

TABS = {"": "Deal", "plan": "Plan", "value": "Value", "partners": "Partners", "review": "Review"}


@cache
def _among_tabs(here: str, *, directory_addresses: bool) -> Mapping[str, str]:
    """Return the links from one of a deal's tabs to each of them, which are the same in every deal."""
    places = {tab: page_urls.deal("account/deal", tab) for tab in TABS}
    return {
        tab: page_urls.href(places[here], there, directory_addresses=directory_addresses)
        for tab, there in places.items()
    }


@dataclass(frozen=True)
class DealContext:
    """The deal as seen from one of its tabs; `changed` is the commit that last changed its file.

    The `history` is None outside version control. `lines` are those of the keys at the top of the file, from 1,
    as far as they are known.
    """

    judgement: Judgement
    surroundings: Surroundings
    setting: Setting
    changed: Commit | None
    tab: str
    history: History | None = None
    lines: Mapping[str, int] = field(default_factory=dict)

    @property
    def deal(self) -> Deal:
        """The deal itself."""
        return self.judgement.deal

    @cached_property
    def whole_history(self) -> History | None:
        """The history with the days that the deal's `past` tells."""
        return whole_history(self.history, self.deal, self.judgement.today)

    @property
    def method(self) -> Method:
        """The method that the team works by."""
        return self.surroundings.method

    @cached_property
    def account(self) -> Account:
        """The customer."""
        return self.surroundings.account(self.deal.account)

    @cached_property
    def account_name(self) -> str:
        """Name of the customer; an account without a file is called by its folder, as words."""
        return names.account_name(self.surroundings, self.deal.account)

    @cached_property
    def address(self) -> str:
        """Address of this page."""
        return page_urls.deal(self.deal.identity, self.tab)

    def href(self, there: str, anchor: str = "") -> str:
        """Return the link from here to any page of the site."""
        return page_urls.href(self.address, there, anchor, directory_addresses=self.setting.directory_addresses)

    @property
    def tab_hrefs(self) -> Mapping[str, str]:
        """The link from here to each of the deal's tabs."""
        return _among_tabs(self.tab, directory_addresses=self.setting.directory_addresses)

    def to(self, tab: str, anchor: str = "") -> str:
        """Return the link from here to one of the deal's tabs."""
        if not anchor:
            return self.tab_hrefs[tab]
        return f"#{anchor}" if tab == self.tab else f"{self.tab_hrefs[tab]}#{anchor}"

    def to_item(self, *at: str) -> str:
        """Return the link from here to where a key of the deal's file is shown."""
        return self.to(*anchors.place_of(at, self.method))

    def criterion(self, name: str) -> Link:
        """Return the link to a criterion, by its number and name."""
        label = f"{self.method.numbers[name]} {self.method.criteria[name].label}"
        return Link(label, self.to("", anchors.anchor("criterion", name)))

    def criteria(self, cited: tuple[str, ...]) -> tuple[Link, ...]:
        """Return the links to cited criteria, in the order of citation."""
        return tuple(self.criterion(name) for each in cited if (name := self.method.criterion(each)))

    def person(self, slug: str) -> Person:
        """Return somebody of the account; a key that nobody explains is shown as words."""
        return self.account.people.get(slug) or Person(name=values.unfolded(slug))

    def player(self, slug: str) -> Link:
        """Return the link to a player of this deal."""
        return Link(self.person(slug).name, self.to_item("players", slug))

    def competitor(self, slug: str) -> Link:
        """Return the link to a competitor's page."""
        return Link(self.competitor_name(slug), self.href(page_urls.competitor(slug)))

    def competitor_name(self, slug: str) -> str:
        """Return what a competitor is called; one without a file is called by its key, as words."""
        return names.competitor_name(self.surroundings, slug)

    @property
    def crumbs(self) -> tuple[Link, ...]:
        """The way from the portfolio to this deal."""
        trail = (
            Link("Home", self.href(page_urls.PORTFOLIO)),
            Link(self.account_name, self.href(page_urls.account(self.deal.account))),
        )
        return (*trail, Link(self.deal.title, self.to(""))) if self.tab else trail

    @property
    def tabs(self) -> tuple[Link, ...]:
        """The deal's pages."""
        return tuple(Link(text, self.to(tab), tab == self.tab) for tab, text in TABS.items())

    @property
    def footer(self) -> str:
        """Change of the deal that the page shows, and the day on which it was judged."""
        judged = f"As of {values.day(self.judgement.today)}."
        if self.changed is None:
            return judged
        return f"{judged} Last changed on {values.day(self.changed.date)} by commit {self.changed.id[:10]}."
