"""Requests that the preview answers: for a page of this machine, by a name that nobody else can give it.

A web site may let its own name stand for this machine's address, and would then read the deals by way of a browser
here. Such a request names that site as its host. Its port tells nothing: a container or a tunnel may give it another.
"""

from __future__ import annotations

import ipaddress
import logging
import re
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote_to_bytes, urlsplit
from wsgiref.simple_server import WSGIRequestHandler

log = logging.getLogger("mkdocs.plugins.playbook")

HOST = re.compile(r"(?:\[(?P<six>[0-9A-Fa-f:.]+)\]|(?P<name>[A-Za-z0-9._-]+))(?::[0-9]{0,5})?")
LONGEST = 2000
"""Characters of a path: no page of ours comes near."""
NO_PATH = re.compile(r"[\x00-\x1f\x7f-\x9f\\]|//")
"""Characters that no path of a page holds: control characters, and what browsers take for a host's start."""
ANSWERED = frozenset({"GET", "HEAD"})
PATIENCE = 60
"""Seconds after which a browser that says nothing is not listened to any more."""


def is_loopback(name: str) -> bool:
    """Tell whether a name is the machine itself on every machine: no name server has a say in it."""
    address = address_of(name)
    return address.is_loopback if address else name == "localhost" or name.endswith(".localhost")


def host_in(written: str) -> str | None:
    """Return the name or address of the host that a request names, None where the text is none."""
    match = HOST.fullmatch(written)
    if match is None or (match["six"] and not isinstance(address_of(match["six"]), ipaddress.IPv6Address)):
        return None
    return same_name(match["six"] or match["name"])


def same_name(name: str) -> str:
    """Return a name or an address in the one way in which it is compared."""
    name = name.lower().removesuffix(".")
    return str(address_of(name) or name)


def address_of(name: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """Return the address that a host's name is, None where it is no address."""
    try:
        return ipaddress.ip_address(name)
    except ValueError:
        return None


def is_path(target: str) -> bool:
    """Tell whether a page can have the path that a request asks for."""
    try:
        path = unquote_to_bytes(target.partition("?")[0].encode("latin-1")).decode("utf-8")
    except UnicodeError:
        return False
    return path.startswith("/") and len(path) <= LONGEST and not NO_PATH.search(path)


class Handler(WSGIRequestHandler):
    """Handler of one request, which refuses foreign requests before anything is looked up.

    Its messages go to the terminal without the characters that a terminal obeys. `own` is the name or address of this
    machine by which it is called, besides those that are every machine's own; `written_to` begins the paths to which
    something may be sent.
    """

    timeout = PATIENCE

    def __init__(self, own: str, written_to: str, *connected: Any) -> None:
        self.own, self.written_to = same_name(own), written_to
        super().__init__(*connected)

    def parse_request(self) -> bool:
        """Read the head of a request; tell whether it is to be answered, after a refusal where it is not."""
        if not super().parse_request():
            return False
        if refusal := self._refusal():
            self.send_error(*refusal)
        del self.headers["Referer"]  # which MkDocs would say as it was sent
        return not refusal

    def _refusal(self) -> tuple[HTTPStatus, str] | None:
        """Return why the request is not answered, None where it is."""
        is_write = self.command == "POST" and self.path.startswith(self.written_to)
        if self.command not in ANSWERED and not is_write:
            return HTTPStatus.METHOD_NOT_ALLOWED, "Only pages are given"
        hosts = self.headers.get_all("Host", [])
        if not self.path.startswith("/"):
            try:
                whole = urlsplit(self.path)
            except ValueError:
                return HTTPStatus.BAD_REQUEST, "No address"
            if whole.scheme != "http":
                return HTTPStatus.BAD_REQUEST, "No address of a page"
            self.path = (whole.path or "/") + (f"?{whole.query}" if whole.query else "")
            hosts = [*hosts, whole.netloc]
        elif len(hosts) != 1:
            return HTTPStatus.BAD_REQUEST, "One host is to be named"
        if not all(self._is_ours(host_in(host.strip(" \t"))) for host in hosts):
            return HTTPStatus.FORBIDDEN, "Answered by loopback names alone, and by what --host names"
        return None if is_path(self.path) else (HTTPStatus.BAD_REQUEST, "No path of a page")

    def _is_ours(self, name: str | None) -> bool:
        """Tell whether the host is a name of ours. On all interfaces, the address that was reached is one, too."""
        if name is None:
            return False
        reached = same_name(self.connection.getsockname()[0])
        listening = address_of(self.own)
        everywhere = listening is not None and listening.is_unspecified
        return is_loopback(name) or name == self.own or (everywhere and name == reached)

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Log a request that was not answered with its page."""
        number = code.value if isinstance(code, HTTPStatus) else code
        log.log(
            logging.DEBUG if str(number) == "200" else logging.WARNING,
            '"%s" code %s',
            plain(self.requestline),
            number,
        )

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's name
        """Log nothing: `log_request` has logged the request with its code."""


def plain(text: str) -> str:
    """Return a text with every character spelled out that is not plain on every terminal."""
    return text.encode("unicode_escape").decode("ascii")
