"""The pages of a share: one file each, with its style and its script inside and nothing of any other host."""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache

from markupsafe import Markup

from generator.show.share.encryption import Sealed
from generator.show.templating.environment import render, theme_folder


def sealed_page(sealed: Sealed) -> bytes:
    """Return the page that opens a sealed brief in the reader's browser."""
    return _page(sealed.written())


def withdrawn_page() -> bytes:
    """Return the page that stands where a brief was withdrawn."""
    return _page(json.dumps({"state": "withdrawn"}))


def expired_page(expires: str) -> bytes:
    """Return the page that stands where a link has expired; `expires` was its last day."""
    return _page(json.dumps({"state": "expired", "expires": expires}))


def lost_page() -> bytes:
    """Return the page for addresses where nothing is; it mends links that a mail gateway has rewritten."""
    return _rendered("lost.html", ("keys.js", "repair_link.js"))


def paper(title: str, article: Markup) -> bytes:
    """Return a finished brief as a page to print: open, so it is for a file on a disk and not for a host."""
    style = _own("page.css")
    html = render("paper.html", policy=policy(style, ""), style=style, title=title, article=article)
    return f"{html}\n".encode()


def _page(sealed: str) -> bytes:
    if "<" in sealed:
        raise ValueError("what is sealed is written without a <, which would end its element")
    return _rendered("page.html", ("keys.js", "page.js"), sealed=Markup(sealed))  # noqa: S704 - checked above


def _rendered(template: str, scripts: tuple[str, ...], **view: Markup) -> bytes:
    style, code = _own("page.css"), Markup().join(_own(script) for script in scripts)
    html = render(template, policy=policy(style, code), style=style, script=code, **view)
    return f"{html}\n".encode()


def policy(style: str, script: str) -> str:
    """Return the Content-Security-Policy of a page: its own style and script by their hashes, and nothing else."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src '{_hash(script)}'",
            f"style-src '{_hash(style)}'",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


@cache
def _own(name: str) -> Markup:
    """Return a style or a script of the theme, which is ours and no author's."""
    return Markup((theme_folder() / "share" / name).read_text("utf-8"))  # noqa: S704 - ours


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
