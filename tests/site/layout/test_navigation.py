"""Every address has a place, and every place a shell."""

from __future__ import annotations

import pytest

from generator.show.urls import page_urls
from generator.site.layout.navigation import Place, place_of, places


@pytest.mark.parametrize(
    ("address", "place"),
    [
        (page_urls.PORTFOLIO, Place("", 0)),
        (page_urls.account("aldermoor"), Place("", 1)),
        (page_urls.deal("aldermoor/core"), Place("", 2)),
        (page_urls.deal("aldermoor/core", "plan"), Place("", 3)),
        (page_urls.ACTIONS, Place("actions/", 1)),
        (page_urls.METHOD, Place("method/", 1)),
        (page_urls.partner("pellucid"), Place("partners/", 2)),
        (page_urls.competitor("zeldrin"), Place("competitors/", 2)),
    ],
)
def test_a_page_belongs_to_an_entry_of_the_navigation(address: str, place: Place) -> None:
    assert place_of(address) == place
    assert place in places()


def test_an_account_named_almost_like_an_entry_belongs_to_the_portfolio() -> None:
    assert place_of("actions-ltd/") == Place("", 1)
