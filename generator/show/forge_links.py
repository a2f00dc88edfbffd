"""The links at the end of a page that lead to the forge: change its file, propose a deal, report a mistake."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from generator.show.page import Kind, Page, Setting
from generator.show.templating.environment import render
from generator.show.urls.proposals import edit_link

DEALS: frozenset[Kind] = frozenset({"deal", "plan", "value", "partner worksheet", "review"})
FILES: Mapping[Kind, str] = dict.fromkeys(DEALS, "deal") | {
    "account": "account",
    "partner": "partner",
    "competitor": "competitor",
    "method": "method",
    "broken": "file",
}
"""Content of the file behind a page, by kind; the file of any other page holds words of the team."""
FORMS: frozenset[Kind] = DEALS | {"account", "partner", "competitor"}
"""Pages whose file has a form; that of the team is not changed on the site."""
PROPOSING: frozenset[Kind] = frozenset({"portfolio", "account"})
"""Pages that list deals, where one that is missing is missed."""


def forge_links(page: Page, site_url: str | None, setting: Setting) -> str:
    """Return the links as HTML; none where the forge is not known and the site proposes no changes."""
    forge, change = setting.forge, _change(page, setting)
    if forge is None and not change:
        return ""
    account = page.address.rstrip("/") if page.kind == "account" else "account-name"
    edit = setting.edit_base + quote(page.source) if forge and setting.edit_base and page.source else ""
    return str(
        render(
            "forge.html",
            change=change,
            edit=edit,
            what=FILES.get(page.kind, "page"),
            propose=forge.propose(account) if forge and page.kind in PROPOSING else "",
            report=forge.report(page.title, f"{site_url or '/'}{page.address}", page.source) if forge else "",
        )
    )


def _change(page: Page, setting: Setting) -> str:
    """Return the link to the form of the page's file, empty where there is none."""
    if setting.proposes_to is None or not page.source or page.kind not in FORMS:
        return ""
    return edit_link(page.address, page.source, directory_addresses=setting.directory_addresses)
