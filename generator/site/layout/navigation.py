"""Slots of pages: the entries of the navigation, and one shell for each of them and depth of address."""

from __future__ import annotations

from dataclasses import dataclass

from generator.show.urls import page_urls

NAVIGATION = {
    "Portfolio": page_urls.PORTFOLIO,
    "Forecast": page_urls.FORECAST,
    "Actions": page_urls.ACTIONS,
    "Findings": page_urls.FINDINGS,
    "Partners": page_urls.PARTNERS,
    "Competitors": page_urls.COMPETITORS,
    "Method": page_urls.METHOD,
}
"""The entries of the navigation and their pages. Accounts and deals are reached from the portfolio."""

DEEPEST = 3


@dataclass(frozen=True, slots=True, order=True)
class PageSlot:
    """Slot on which a page's shell depends: the entry of the navigation that it belongs to, and its depth.

    `depth` is the number of folders from the top of the site down to the page.
    """

    entry: str
    depth: int


def place_of(address: str) -> PageSlot:
    """Return where the page at an address stands; accounts and deals belong to the portfolio."""
    depth = address.count("/")
    top = address[: address.index("/") + 1] if depth else ""
    return PageSlot(top if top in NAVIGATION.values() else page_urls.PORTFOLIO, depth)


def places() -> tuple[PageSlot, ...]:
    """Return every place that a page can stand in."""
    portfolio = {PageSlot(page_urls.PORTFOLIO, depth) for depth in range(DEEPEST + 1)}
    others = {PageSlot(entry, depth) for entry in NAVIGATION.values() if entry for depth in (1, 2)}
    return tuple(sorted(portfolio | others))
