"""Every address has a place, and every place a shell."""

from __future__ import annotations

import pytest

from generator.show import addresses
from generator.site.places import Place, place_of, places


@pytest.mark.parametrize(
    ("address", "place"),
    [
        (addresses.PORTFOLIO, Place("", 0)),
        (addresses.account("aldermoor"), Place("", 1)),
        (addresses.deal("aldermoor/core"), Place("", 2)),
        (addresses.deal("aldermoor/core", "plan"), Place("", 3)),
        (addresses.ACTIONS, Place("actions/", 1)),
        (addresses.METHOD, Place("method/", 1)),
        (addresses.partner("pellucid"), Place("partners/", 2)),
        (addresses.competitor("zeldrin"), Place("competitors/", 2)),
    ],
)
def test_a_page_belongs_to_an_entry_of_the_navigation(address: str, place: Place) -> None:
    assert place_of(address) == place
    assert place in places()


def test_an_account_named_almost_like_an_entry_belongs_to_the_portfolio() -> None:
    assert place_of("actions-ltd/") == Place("", 1)
