"""Slots of pages: the entries of the navigation, and one shell for each of them and depth of address."""

from __future__ import annotations

from dataclasses import dataclass

from generator.show.urls import page_urls

NAVIGATION = {
    "Home": page_urls.PORTFOLIO,
    "Deals": page_urls.DEALS,
    "Accounts": page_urls.ACCOUNTS,
    "Forecast": page_urls.FORECAST,
    "Actions": page_urls.ACTIONS,
    "Findings": page_urls.FINDINGS,
    "Owners": page_urls.OWNERS,
    "People": page_urls.PEOPLE,
    "Charts": page_urls.CHARTS,
    "Closed": page_urls.CLOSED,
    "Partners": page_urls.PARTNERS,
    "Competitors": page_urls.COMPETITORS,
    "Method": page_urls.METHOD,
}
"""The entries of the navigation and their pages, in their order: a line here is all that a new one needs."""

DEEPEST = 3
"""Folders from the top of the site down to a tab of a deal."""


@dataclass(frozen=True, slots=True, order=True)
class PageSlot:
    """Slot on which a page's shell depends: the entry of the navigation that it belongs to, and its depth.

    `depth` is the number of folders from the top of the site down to the page.
    """

    entry: str
    depth: int


def place_of(address: str) -> PageSlot:
    """Return where the page at an address stands: each account among the accounts, each deal among the deals.

    So does the page that compares deals.
    """
    depth = address.count("/")
    top = address[: address.index("/") + 1] if depth else ""
    if top in NAVIGATION.values():
        return PageSlot(top, depth)
    return PageSlot(page_urls.ACCOUNTS if depth == 1 and top != page_urls.COMPARE else page_urls.DEALS, depth)


def places() -> tuple[PageSlot, ...]:
    """Return every place that a page can stand in."""
    tops = {PageSlot(entry, entry.count("/")) for entry in NAVIGATION.values()}
    below = {PageSlot(entry, 2) for entry in NAVIGATION.values() if entry}
    tabs = {PageSlot(page_urls.DEALS, depth) for depth in range(2, DEEPEST + 1)}
    return tuple(sorted(tops | below | tabs))
