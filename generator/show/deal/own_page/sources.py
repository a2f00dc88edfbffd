"""Places where the sections of a deal's page are written: file and line, and the way to edit them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple
from urllib.parse import quote

from generator.show.deal.context import DealContext
from generator.show.urls import anchors

OF_THE_ACCOUNT = ("profile", "drivers", "initiatives")
"""Links of the chain that the account's file tells where the deal's does not."""
BESIDES: Mapping[str, tuple[str, ...]] = {"next-actions": ("plan", "ask")}
"""Keys behind sections that are shown on another tab in full."""


class WrittenPlace(NamedTuple):
    """A place in a file of the deals folder; `key` is what a form opens at, empty for a file that has another form.

    `href` leads to the forge's editor, empty where that is not known.
    """

    place: str
    key: str
    href: str


def sources(view: DealContext) -> Mapping[str, tuple[WrittenPlace, ...]]:
    """Return where each section of the deal's own page is written, by its id; findings and history are not."""
    keys: dict[str, list[str]] = {section: [*of] for section, of in BESIDES.items()}
    for key, (tab, section) in anchors.SECTIONS.items():
        if not tab and section != "findings":
            keys.setdefault(section, []).append(key)
    return {section: (_in_the_deal(view, of), *_in_the_account(view, section)) for section, of in keys.items()}


def _in_the_deal(view: DealContext, keys: list[str]) -> WrittenPlace:
    key = next((each for each in keys if each in view.lines), keys[0])
    return _place(view, view.deal.path, view.lines.get(key), key)


def _in_the_account(view: DealContext, section: str) -> Iterator[WrittenPlace]:
    account, own = view.account, view.deal.chain
    told = any(getattr(account, link) and not getattr(own, link) for link in OF_THE_ACCOUNT)
    if section == "compelling-event" and told:
        yield _place(view, account.path, None, "")


def _place(view: DealContext, path: str, line: int | None, key: str) -> WrittenPlace:
    base = view.setting.edit_base
    at = f"#L{line}" if line else ""
    href = f"{base}{quote(path)}{at}" if base else ""
    return WrittenPlace(f"{path}:{line}" if line else path, key, href)
