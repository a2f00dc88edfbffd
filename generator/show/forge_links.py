"""The links at the end of a page that lead to the forge: change its file, propose a deal, report a mistake."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from generator.show.page import Kind, Page, Setting
from generator.show.templating.environment import render

DEALS: frozenset[Kind] = frozenset({"deal", "plan", "value", "partner worksheet", "review"})
FILES: Mapping[Kind, str] = dict.fromkeys(DEALS, "deal") | {
    "account": "account",
    "partner": "partner",
    "competitor": "competitor",
    "method": "method",
    "broken": "file",
}
"""Content of the file behind a page, by kind; the file of any other page holds words of the team."""
PROPOSING: frozenset[Kind] = frozenset({"portfolio", "account"})
"""Pages that list deals, where one that is missing is missed."""


def forge_links(page: Page, site_url: str | None, setting: Setting) -> str:
    """Return the links as HTML; none where the forge is not known."""
    if setting.forge is None:
        return ""
    account = page.address.rstrip("/") if page.kind == "account" else "account-name"
    edit = setting.edit_base + quote(page.source) if setting.edit_base and page.source else ""
    return str(
        render(
            "forge.html",
            edit=edit,
            what=FILES.get(page.kind, "page"),
            propose=setting.forge.propose(account) if page.kind in PROPOSING else "",
            report=setting.forge.report(page.title, f"{site_url or '/'}{page.address}", page.source),
        )
    )
