"""Requests of the preview that go to the editor, and what is added to the pages for it: on this machine alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextvars import ContextVar
from http import HTTPStatus
from typing import Any, Final, NamedTuple
from urllib.parse import parse_qsl

from generator.editor.editor import Editor
from generator.editor.exchange import LARGEST_BODY, PREFIX, EditRequest
from generator.editor.page_additions import file_of, with_editor
from generator.plugin.http_requests import host_in, is_loopback

Start = Callable[[str, list[tuple[str, str]]], object]
FRAMED_BY_NOBODY: Final = (("X-Frame-Options", "SAMEORIGIN"), ("Content-Security-Policy", "frame-ancestors 'self'"))
"""Headers that keep a page of another site from laying ours under its own buttons."""
OWN: Final = (
    ("Cache-Control", "no-store"),
    ("X-Content-Type-Options", "nosniff"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
)
RELOAD: Final = b"location.reload();"
ASKED_FIRST: Final = b"if (dispatchEvent(new Event('playbook-newer', {cancelable: true}))) location.reload();"
"""MkDocs' script, with a page that is being edited asked before it is reloaded."""


class PageRequest(NamedTuple):
    """A request that is being answered: its path, and whether it comes from this machine by a name of its own."""

    path: str
    is_local: bool


ASKED: ContextVar[PageRequest | None] = ContextVar("ASKED", default=None)


class Editing:
    """The editor behind a server, whose site stands at `mount_path`."""

    def __init__(self, editor: Editor, mount_path: str) -> None:
        self.editor, self.mount_path = editor, mount_path

    def answer(self, environ: Mapping[str, Any], start: Start) -> Iterable[bytes] | None:
        """Answer a request to the editor; return None for every other."""
        path = str(environ["PATH_INFO"])
        is_local = _is_local(environ)
        ASKED.set(PageRequest(path, is_local))
        if not path.startswith(f"{self.mount_path}{PREFIX}"):
            return None
        if not is_local:
            return _sent(
                start, HTTPStatus.FORBIDDEN, "text/plain; charset=utf-8", b"Editing is for this machine alone"
            )
        body = _body(environ)
        if body is None:
            return _sent(start, HTTPStatus.LENGTH_REQUIRED, "text/plain; charset=utf-8", b"A length is to be named")
        answer = self.editor.answer(self._request(environ, path, body))
        sent = _sent(start, HTTPStatus(answer.status), answer.kind, answer.body)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else sent

    def _request(self, environ: Mapping[str, Any], path: str, body: bytes) -> EditRequest:
        headers = {
            key.removeprefix("HTTP_").replace("_", "-").lower(): str(value)
            for key, value in environ.items()
            if key.startswith("HTTP_") or key == "CONTENT_TYPE"
        }
        below = path.removeprefix(f"{self.mount_path}{PREFIX}")
        query = dict(parse_qsl(str(environ.get("QUERY_STRING", "")), max_num_fields=10))
        origin = f"http://{environ.get('HTTP_HOST', '')}"
        return EditRequest(str(environ["REQUEST_METHOD"]), below, query, headers, body, origin)

    def with_additions(self, page: bytes) -> bytes:
        """Return a page with the editor added, where it is answered to this machine; others see it as it was."""
        asked = ASKED.get()
        if asked is None or not asked.is_local or not asked.path.startswith(self.mount_path):
            return page
        address = asked.path.removeprefix(self.mount_path)
        file = file_of(address, self.editor.source)
        return with_editor(page.replace(RELOAD, ASKED_FIRST), self.mount_path, self.editor.token, file)


def guarded(start: Start) -> Start:
    """Return the start of an answer that no other site's page can frame."""

    def started(status: str, headers: list[tuple[str, str]]) -> object:
        return start(status, [*headers, *FRAMED_BY_NOBODY])

    return started


def _is_local(environ: Mapping[str, Any]) -> bool:
    """Tell whether a request comes from this machine, and by a name that is its own on every machine."""
    host = host_in(str(environ.get("HTTP_HOST", "")).strip())
    return bool(host and is_loopback(host) and is_loopback(str(environ.get("REMOTE_ADDR", ""))))


def _body(environ: Mapping[str, Any]) -> bytes | None:
    """Return the body of a request, one byte too much of one that is too big.

    None where no length is named, or the body never comes.
    """
    written = str(environ.get("CONTENT_LENGTH") or "")
    if environ["REQUEST_METHOD"] != "POST":
        return b""
    if not written.isdecimal() or not written.isascii() or environ.get("HTTP_TRANSFER_ENCODING"):
        return None
    length = int(written[:12])
    try:
        body: bytes = environ["wsgi.input"].read(min(length, LARGEST_BODY + 1))
    except OSError:  # whoever announced it sends it no more
        return None
    return body


def _sent(start: Start, status: HTTPStatus, kind: str, body: bytes) -> Iterable[bytes]:
    start(f"{status.value} {status.phrase}", [("Content-Type", kind), ("Content-Length", str(len(body))), *OWN])
    return [body]
