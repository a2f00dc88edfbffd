"""Additions to pages that a server answers, so that they can be edited; files of the site stay as they are."""

from __future__ import annotations

import re
from functools import cache
from html import escape
from typing import Final, NamedTuple
from urllib.parse import unquote

from generator.editor.exchange import PREFIX
from generator.read.file_names import TEAM
from generator.read.files import WorkTree
from generator.show.templating.environment import theme_folder
from generator.show.urls.page_urls import COMPETITORS, PARTNERS, RESERVED

ASSETS: Final = theme_folder() / "editor"
"""Folder of the client's scripts and its stylesheet."""
STYLE: Final = '<link rel="stylesheet" href="{}assets/editor.css">'
PUBLISHED: Final = re.compile(r"(?:forges|splice|vendor)/|(?:published|proposals|choosing|checks|scheme)\.js")
"""Modules that only the page of a published site loads."""
SCRIPT: Final = '<script type="module" src="{}assets/edit.js"></script>'
MODULE: Final = '<link rel="modulepreload" href="{}assets/{}">'
"""Names a script that the entry needs, so that all of them are fetched at once and not one after the other."""
TABS: Final = frozenset({"plan", "value", "partners", "review"})
"""Pages of a deal below its first one."""


class EditedFile(NamedTuple):
    """The file behind a page, by its path below the deals folder, and its kind."""

    path: str
    kind: str


def file_of(address: str, deals: WorkTree) -> EditedFile | None:
    """Return the file behind a page that has a form, by the page's address below the site; None where it has none."""
    parts = unquote(address).removesuffix("index.html").rstrip("/").split("/")
    folder = parts[0]
    listing = deals.listing_near(folder)
    if parts == [""]:
        return EditedFile(TEAM, "team") if listing.has_team else None
    if f"{folder}/" in (PARTNERS, COMPETITORS):
        files, kind = (
            (listing.partners, "partner") if f"{folder}/" == PARTNERS else (listing.competitors, "competitor")
        )
        return EditedFile(files[parts[1]], kind) if len(parts) == 2 and parts[1] in files else None
    if folder in RESERVED or len(parts) > 3 or (len(parts) == 3 and parts[2] not in TABS):
        return None
    if len(parts) == 1:
        return EditedFile(listing.accounts[folder], "account") if folder in listing.accounts else None
    identity = f"{folder}/{parts[1]}"
    return EditedFile(listing.deals[identity], "deal") if identity in listing.deals else None


def with_editor(page: bytes, mount_path: str, token: str, file: EditedFile | None) -> bytes:
    """Return a page with the editor's script and style, the run's token, and the file that it is of."""
    base = f"{mount_path}{PREFIX}"
    about = f' data-file="{escape(file.path)}" data-kind="{file.kind}"' if file else ""
    added = f'<meta name="playbook-edit" content="{escape(token)}" data-base="{escape(base)}"{about}>'
    added += _client(escape(base))
    end = page.find(b"</head>")
    return page if end < 0 else page[:end] + added.encode() + page[end:]


@cache
def _client(base: str) -> str:
    """Return the elements that load the client."""
    modules = sorted(
        each
        for each in (path.relative_to(ASSETS).as_posix() for path in ASSETS.rglob("*.js"))
        if not PUBLISHED.match(each)
    )
    return "".join((STYLE.format(base), *(MODULE.format(base, each) for each in modules), SCRIPT.format(base)))
