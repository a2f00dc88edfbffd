from __future__ import annotations

import posixpath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.show.urls import page_urls

PARTS = st.lists(st.sampled_from(["a", "b", "plan"]), max_size=4)


def folder(parts: list[str]) -> str:
    return "".join(f"{part}/" for part in parts)


@given(PARTS.map(folder), PARTS.map(folder))
def test_a_link_leads_from_any_page_to_any_page(here: str, there: str) -> None:
    landed = posixpath.normpath(posixpath.join("/", here, page_urls.href(here, there)))
    assert landed == posixpath.normpath(f"/{there}")
    assert page_urls.href(here, there).endswith("/")


@pytest.mark.parametrize(
    ("here", "there", "anchor", "with_folders", "link"),
    [
        ("", "acme/core/", "", True, "acme/core/"),
        ("acme/core/", "acme/core/plan/", "player-x", True, "plan/#player-x"),
        ("acme/core/plan/", "acme/core/", "", True, "../"),
        ("acme/core/", "acme/core/", "scorecard", True, "#scorecard"),
        ("acme/core/", "", "", True, "../../"),
        ("acme/core/", "export/portfolio.csv", "", True, "../../export/portfolio.csv"),
        ("acme/core/", "acme/", "", False, "../index.html"),
        ("", "", "", False, "./index.html"),
    ],
)
def test_links_with_and_without_directory_addresses(
    here: str, there: str, anchor: str, with_folders: bool, link: str
) -> None:
    assert page_urls.href(here, there, anchor, directory_addresses=with_folders) == link
