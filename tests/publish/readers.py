"""People who read the site all the while, and remember every page that was not whole."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import ThreadingHTTPServer
from itertools import cycle

from tests.publish.server import HERE, Pages, Server, serving

ALWAYS_THERE = (
    "/", "/aldermoor/", "/aldermoor/core-banking/", "/aldermoor/side-deal/plan/", "/partners/pellucid/", "/actions/",
    "/404.html", "/build.json", "/search/search_index.json", "/export/portfolio.csv", "/assets/playbook.css",
)  # fmt: skip

MANY = 3_000
PACE = 0.003
"""Seconds between two pages of a reader, so that readers leave the processors to those who publish."""


class Readers:
    """How many pages were read, by all of them together, and what was wrong with any."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.pages = 0
        self.wrong: list[str] = []
        self.leaving = threading.Event()
        self.enough = threading.Event()
        self._counting = threading.Lock()

    def read(self) -> None:
        """Read one page after the other until it is time to leave."""
        connection = http.client.HTTPConnection(HERE, self.port)
        for address in cycle(ALWAYS_THERE):
            if self.leaving.wait(PACE):
                break
            try:
                connection.request("GET", address)
                answer = connection.getresponse()
                if fault := _fault(address, answer.status, answer.read()):
                    self.wrong.append(fault)
            except (OSError, http.client.HTTPException) as error:
                self.wrong.append(f"{address}: {error!r}")
                connection.close()
            with self._counting:
                self.pages += 1
                if self.pages >= MANY:
                    self.enough.set()
        connection.close()


def _fault(address: str, status: int, content: bytes) -> str:
    """Return what is wrong with a page, or nothing where it is whole."""
    if status != 200:
        return f"{address}: {status}"
    if address.endswith(".json"):
        try:
            json.loads(content)
        except ValueError:
            return f"{address}: cut off"
    elif address.endswith(("/", ".html")) and not content.endswith(b"</html>\n"):
        return f"{address}: cut off after {len(content)} bytes"
    return ""


@contextmanager
def reading(server: Server, readers: int = 2) -> Iterator[Readers]:
    """Let people read the site until the block ends."""
    with serving(ThreadingHTTPServer((HERE, 0), partial(Pages, directory=str(server.current)))) as port:
        people = Readers(port)
        threads: Sequence[threading.Thread] = [threading.Thread(target=people.read) for _ in range(readers)]
        for thread in threads:
            thread.start()
        try:
            yield people
        finally:
            people.leaving.set()
            for thread in threads:
                thread.join()
