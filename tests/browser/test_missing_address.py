"""The page for a missing address, on a plain web server below an address that mkdocs.yml does not tell."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.serving import served
from tests.browser.visits import watched
from tests.plugin.trees import MKDOCS, planted

DEALS = {"a/index.md": "---\ntitle: A\n---\n", "a/b.md": "---\ntitle: Billing\nstage: prospect\n---\n"}
WITHOUT_ADDRESS = "\n".join(line for line in MKDOCS.splitlines() if not line.startswith("site_url"))


@pytest.fixture
def host(tmp_path: Path) -> Path:
    """Return the folder of a host whose site stands below `sales/playbook/`, and that has a build.json of its own."""
    tree = planted(tmp_path, DEALS, WITHOUT_ADDRESS)
    tree.build()
    folder = tmp_path / "host"
    site = folder / "sales/playbook"
    shutil.copytree(tree.site, site)
    shutil.copy(site / "404.html", folder)
    shutil.copy(site / "build.json", folder)
    return folder


def test_a_missing_address_below_an_unknown_one_has_styles_links_and_search(browser: Browser, host: Path) -> None:
    with served(host) as base:
        site = f"{base}sales/playbook/"
        page = browser.new_page()
        foreign, complaints = watched(page, base)
        page.goto(f"{site}no/such/deal/")
        page.locator("script[src^='/sales/playbook/assets/']").first.wait_for(state="attached")
        links = page.locator("a").evaluate_all(
            "all => all.map(each => each.href).filter(each => !each.includes('#'))"
        )
        inside = {link.removeprefix(site) for link in links if link.startswith(base)}
        assert all((host / "sales/playbook" / path / "index.html").is_file() for path in inside), inside
        assert {"", "actions/", "method/"} <= inside
        expect(page.locator("body")).to_have_css("margin", "0px")
        page.locator("input.md-search__input").click()
        page.keyboard.type("billing")
        assert page.locator(".md-search-result__link").first.evaluate("each => each.href").startswith(f"{site}a/b/")
        assert (foreign, complaints) == ([], [])
        page.goto(site)
        page.locator("label[for=__palette_1]").click()
        page.locator("label[for=__palette_2]").click()
        page.goto(f"{site}no/such/deal/")
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
        expect(page.locator("label[for=__palette_0]"), "the switch stands where the reader left it").to_be_visible()
        page.locator("label[for=__palette_0]").click()
        page.locator("label[for=__palette_1]").click()
        page.goto(site)
        page.locator("label[for=__palette_2]").wait_for()
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
        page.close()
