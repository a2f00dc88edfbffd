"""Every address has a place, and every place a shell."""

from __future__ import annotations

import pytest

from generator.show.urls import page_urls
from generator.site.layout.navigation import PageSlot, place_of, places


@pytest.mark.parametrize(
    ("address", "place"),
    [
        (page_urls.PORTFOLIO, PageSlot("", 0)),
        (page_urls.ACCOUNTS, PageSlot("accounts/", 1)),
        (page_urls.account("aldermoor"), PageSlot("accounts/", 1)),
        (page_urls.DEALS, PageSlot("deals/", 1)),
        (page_urls.deal("aldermoor/core"), PageSlot("deals/", 2)),
        (page_urls.deal("aldermoor/core", "plan"), PageSlot("deals/", 3)),
        (page_urls.ACTIONS, PageSlot("actions/", 1)),
        (page_urls.METHOD, PageSlot("method/", 1)),
        (page_urls.partner("pellucid"), PageSlot("partners/", 2)),
        (page_urls.competitor("zeldrin"), PageSlot("competitors/", 2)),
    ],
)
def test_a_page_belongs_to_an_entry_of_the_navigation(address: str, place: PageSlot) -> None:
    assert place_of(address) == place
    assert place in places()


def test_an_account_named_almost_like_an_entry_is_one_of_the_accounts() -> None:
    assert place_of("actions-ltd/") == PageSlot("accounts/", 1)
