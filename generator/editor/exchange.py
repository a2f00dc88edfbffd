"""Requests to the editor and its answers, without a server: who may ask for what."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from generator.editor.edits import BadRequest
from generator.storage.compact_json import compact_json

PREFIX: Final = "_edit/"
"""Beginning of the editor's addresses below the site's path: no page and no account can begin with it."""
TOKEN_HEADER: Final = "X-Playbook-Edit"  # noqa: S105 - its name, not its value
LARGEST_BODY: Final = 1 << 20
"""Bytes of a request."""
JSON: Final = "application/json"


class EditRequest(NamedTuple):
    """A request to the editor: `path` is below `_edit/`; `origin` is that of the pages, like http://127.0.0.1:8000.

    The names of `headers` are in lower case.
    """

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes
    origin: str


class EditAnswer(NamedTuple):
    """An answer of the editor: status, type of the content, and the content."""

    status: int
    kind: str
    body: bytes


def answered(data: Mapping[str, Any], status: int = 200) -> EditAnswer:
    """Return data as an answer in JSON."""
    return EditAnswer(status, f"{JSON}; charset=utf-8", compact_json(data))


def refusal(fault: BadRequest) -> EditAnswer:
    """Return the answer for a request that is not taken."""
    return answered({"says": fault.says, "remedy": fault.remedy}, fault.status)


def check_write(request: EditRequest, token: str) -> None:
    """Check that a write comes from a page of ours: by its origin, and by the token that only such a page holds.

    Raises BadRequest where it does not, or is too big or not JSON: a form of another page can send no JSON unasked.
    """
    headers = request.headers
    if headers.get("origin") != request.origin or headers.get("sec-fetch-site", "same-origin") != "same-origin":
        raise BadRequest("another page may not write here", "edit on the page that `playbook serve` shows", 403)
    if not hmac.compare_digest(headers.get(TOKEN_HEADER.lower(), "").encode(), token.encode()):
        says = "the page is from another run of `playbook serve`"
        raise BadRequest(says, "reload the page; what was typed is kept as a draft", 403)
    if headers.get("content-type", "").partition(";")[0].strip().lower() != JSON:
        raise BadRequest("the request is not JSON", "reload the page", 415)
    if len(request.body) > LARGEST_BODY:
        raise BadRequest(f"the request is over {LARGEST_BODY >> 20} MiB", "save more often", 413)
