"""Serving a folder on this machine as a web host does."""

from __future__ import annotations

import functools
import http.server
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A file server that answers as web hosts do, with 404.html for what is not there; it keeps no log."""

    def handle(self) -> None:
        """Answer; a browser that hangs up before the end of an answer is no fault."""
        with suppress(ConnectionError):
            super().handle()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with the site's own page for what is not there."""
        if code != http.HTTPStatus.NOT_FOUND:
            super().send_error(code, message, explain)
            return
        content = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Say nothing."""


class Server(http.server.ThreadingHTTPServer):
    """A server that says nothing of a browser that went on to another page before it had all of one."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Report what went wrong, unless the other side left."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def served(folder: Path, answering: type[Quiet] = Quiet) -> Iterator[str]:
    """Serve a folder while the block runs; yield its address, with a slash at the end."""
    server = Server(("127.0.0.1", 0), functools.partial(answering, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
