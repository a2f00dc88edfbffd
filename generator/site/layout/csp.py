"""Content-Security-Policy of a page: its own host alone, and only those inline scripts that the theme has."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Collection, Iterable
from html import escape

SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script\s*>", re.DOTALL | re.IGNORECASE)
NOT_RUN = re.compile(r"""\btype\s*=\s*["']?application/(?:ld\+)?json\b""", re.IGNORECASE)
HAS_SOURCE = re.compile(r"""(?:^|\s)src\s*=""", re.IGNORECASE)


class UnknownScript(Exception):  # noqa: N818 - it names what was found
    """A page of the theme holds an inline script that nobody vouches for."""

    def __init__(self, script: str) -> None:
        start = " ".join(script.split())[:80]
        super().__init__(f"the theme holds an inline script of its own, move it into a file: {start}")


def inline_scripts(html: str) -> tuple[str, ...]:
    """Return the text of every script that a browser would run from the page itself, in order."""
    return tuple(
        text
        for attributes, text in SCRIPT.findall(html)
        if not HAS_SOURCE.search(attributes) and not NOT_RUN.search(attributes)
    )


def policy(shell: str, allowed_scripts: Collection[str], *, previewing: bool = False, connecting: str = "") -> str:
    """Return the Content-Security-Policy of a page, ready for an attribute in double quotes.

    `allowed_scripts` are the inline scripts that may run; a preview lets any inline script run, since its server
    adds one that reloads the page. `connecting` is the origin of another host that its scripts may ask. Raises
    UnknownScript for another script in `shell`.
    """
    scripts = inline_scripts(shell)
    for script in scripts:
        if script not in allowed_scripts:
            raise UnknownScript(script)
    allowed = ["'unsafe-inline'"] if previewing else [_hash(script) for script in sorted(set(scripts))]
    return escape("; ".join(_directives(allowed, connecting)), quote=False)


def _directives(scripts: Iterable[str], connecting: str) -> Iterable[str]:
    yield "default-src 'none'"
    yield " ".join(["script-src 'self'", *scripts])
    yield "style-src 'self'"
    yield "img-src 'self' data:"
    yield "font-src 'self'"
    yield f"connect-src 'self' {connecting}".rstrip()
    yield "worker-src 'self'"
    yield "base-uri 'none'"
    yield "form-action 'self'"


def _hash(script: str) -> str:
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest())
    return f"'sha256-{digest.decode()}'"
