"""One server that is a forge of every kind, each over a bare repository of its own, for pages of one site."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.forges.answers import KINDS, Answer, Asked, Store
from tests.forges.bare import Bare
from tests.forges.description import operation

PROJECT = {"github": "acme/deals", "gitlab": "acme/sales/deals", "forgejo": "acme/deals", "gitea": "acme/deals"}
SCHEMES = {"github": "Bearer", "gitlab": "Bearer", "forgejo": "token", "gitea": "token"}
TOKEN = "fake_token_0123456789abcdef"  # noqa: S105 - it opens nothing but this server
METHODS = "GET, POST, PUT, DELETE"


class Forges:
    """The forges of a server: their stores, the origin whose pages may ask, and what is wrong with them now.

    `heard` are the requests as `method path`, `faults` where one of them, or an answer, is not as described.
    `instead` answers in place of an operation; `allowed` is the one origin that browsers let read the answers.
    """

    def __init__(self, folder: Path, files: Mapping[str, bytes]) -> None:
        self.stores = {kind: Store(Bare(folder / kind, dict(files))) for kind in KINDS}
        self.allowed, self.address = "", ""
        self.heard: list[str] = []
        self.faults: list[str] = []
        self.leaks: list[str] = []
        self.instead: dict[str, Answer] = {}
        self.tokens: dict[str, Answer] = {}

    def target(self, kind: str) -> dict[str, str]:
        """Return a forge as mkdocs.yml would name it."""
        return {
            "kind": kind, "web": f"{self.address}/web/{kind}", "api": f"{self.address}/{kind}",
            "project": PROJECT[kind], "branch": "main", "folder": "deals/",
        }  # fmt: skip

    def answer(self, kind: str, method: str, path: str, authorization: str, body: Any) -> Answer:
        """Answer a request to a forge, and note what is not as its description says."""
        parts = urlsplit(path)
        self.heard.append(f"{method} {path}")
        scheme, _, token = authorization.partition(" ")
        if scheme != SCHEMES[kind] or token != TOKEN:
            return self.tokens.get(token, Answer(401, {"message": "Bad credentials"}))
        found = operation(kind, method, parts.path)
        if found is None:
            self.faults.append(f"{kind} has no {method} {parts.path}")
            return Answer(404, {"message": "Not Found"})
        of, names = found
        query = dict(parse_qsl(parts.query))
        self.faults += of.faults_of_request(query, body)
        given = self.instead.get(of.name) or KINDS[kind](self.stores[kind], Asked(of.name, names, query, body))
        if of.name not in self.instead:
            self.faults += of.faults_of_answer(given.status, given.data)
        return given


class Handler(BaseHTTPRequestHandler):
    """The HTTP around the forges: their CORS, and a watch on where the token stands."""

    protocol_version = "HTTP/1.1"

    def __init__(self, forges: Forges, *rest: Any) -> None:
        self.forges = forges
        super().__init__(*rest)

    def _answer(self) -> None:
        headers = dict(self.headers.items())
        raw = self.rfile.read(int(headers.get("Content-Length") or 0))
        shown = [
            self.path,
            raw.decode(),
            *(f"{name}: {each}" for name, each in headers.items() if name != "Authorization"),
        ]
        self.forges.leaks += [each for each in shown if TOKEN in each]
        if "Referer" in headers or "Cookie" in headers:
            self.forges.leaks.append("the page told where it stands, or who is there")
        kind = self.path.split("/")[1]
        body = json.loads(raw) if raw else None
        path = self.path.removeprefix(f"/{kind}")
        given = self.forges.answer(kind, self.command, path, headers.get("Authorization", ""), body)
        content = (
            b""
            if given.status == 204
            else given.data
            if isinstance(given.data, bytes)
            else json.dumps(given.data).encode()
        )
        self.send_response(given.status)
        self._cors()
        for name, each in given.headers.items():
            self.send_header(name, each)
        self.send_header("Content-Type", "application/json")
        if given.status != 204 and "Content-Length" not in given.headers:
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_PUT = do_DELETE = _answer  # noqa: N815 - the base class names them so

    def do_OPTIONS(self) -> None:
        """Answer what a browser asks before the request itself."""
        self.send_response(204)
        self._cors()
        self.end_headers()

    def _cors(self) -> None:
        self.send_header("Access-Control-Allow-Origin", self.forges.allowed)
        self.send_header("Access-Control-Allow-Methods", METHODS)
        self.send_header("Access-Control-Allow-Headers", "Authorization, Content-Type")
        self.send_header(
            "Access-Control-Expose-Headers", "Retry-After, X-RateLimit-Remaining, X-RateLimit-Reset, X-OAuth-Scopes"
        )

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Say nothing."""


@contextmanager
def forges(folder: Path, files: Mapping[str, bytes]) -> Iterator[Forges]:
    """Run the forges while the block runs; every one begins with these files."""
    made = Forges(folder, files)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, made))
    server.daemon_threads = True
    made.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
