"""Which requests the preview answers, sent as no browser would send them, and what it says of the others."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.plugin.http_requests import host_in, plain
from tests.cli.running import playbook
from tests.plugin.previewing import Served, serving
from tests.plugin.trees import planted

PAGE = "/team/aldermoor/side-deal/"
OURS = (
    "127.0.0.1",
    "localhost",
    "LocalHost",
    "localhost.",
    "127.0.0.1.",
    "127.8.9.1",
    "[::1]",
    "[0:0::1]",
    "me.localhost",
)
FOREIGN = (
    "evil.example",
    "localhost.evil.example",
    "evillocalhost",
    "127.0.0.1.evil.example",
    "192.168.0.7",
    "[fe80::1]",
    "[::ffff:192.168.0.7]",
    "localhost@evil.example",
    "localhost..",
    "127.1",
    "2130706433",
    "::1",
    "[::1",
    "[127.0.0.1]",
    "local\xadhost",
    "localhost evil.example",
    "localhost,evil.example",
    "",
    ".",
)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(planted(tmp_path_factory.mktemp("served") / "playbook")) as each:
        each.next_build()
        yield each


@pytest.fixture(scope="module")
def everywhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve to every machine that reaches this one."""
    with serving(planted(tmp_path_factory.mktemp("served") / "playbook"), "--host", "0.0.0.0") as each:  # noqa: S104 - the claim is about it
        each.next_build()
        yield each


@pytest.fixture
def told(tmp_path: Path) -> Iterator[Served]:
    """Serve for one test alone, which reads to its end what is said."""
    with serving(planted(tmp_path / "playbook")) as each:
        each.next_build()
        yield each


def answer(served: Served, request: bytes) -> bytes:
    """Send bytes, and return all that comes back."""
    with socket.create_connection(("127.0.0.1", served.port), timeout=60) as sent:
        sent.sendall(request)
        sent.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: sent.recv(1 << 16), b""))


def code(served: Served, request: bytes) -> int:
    """Send bytes, and return the code of the answer; 0 where there is none, as with the first HTTP."""
    given = answer(served, request)
    return int(given.split(b" ", 2)[1]) if given.startswith(b"HTTP/") else 0


def get(served: Served, host: str, path: str = PAGE) -> int:
    return code(served, f"GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode("latin-1"))


@pytest.mark.parametrize("name", OURS)
def test_a_page_is_given_by_the_names_of_the_machine_itself(served: Served, name: str) -> None:
    assert get(served, f"{name}:{served.port}") == 200


@pytest.mark.parametrize("name", FOREIGN)
@pytest.mark.parametrize("path", [PAGE, "/livereload/0/1", "/build.json", "/nowhere"])
def test_nothing_is_given_by_any_other_name(served: Served, name: str, path: str) -> None:
    given = answer(served, f"GET {path} HTTP/1.1\r\nHost: {name}:{served.port}\r\n\r\n".encode("latin-1"))
    assert given.startswith((b"HTTP/1.0 403 ", b"HTTP/1.0 400 "))
    assert b"Side deal" not in given


def test_a_name_of_ours_is_answered_at_whatever_port_a_container_gives_it(served: Served) -> None:
    assert {get(served, f"localhost{port}") for port in ("", ":", ":80", ":9000")} == {200}
    assert {get(served, f"localhost{port}") for port in (":999999", ":x", ":+1", ":80:80")} == {403}
    assert {get(served, f"evil.example{port}") for port in ("", ":80", ":9000")} == {403}


def test_a_request_names_one_host(served: Served) -> None:
    ours = f"Host: 127.0.0.1:{served.port}\r\n"
    line = f"GET {PAGE} HTTP/1.1\r\n"
    assert code(served, f"{line}\r\n".encode()) == 400
    assert code(served, f"{line}{ours}{ours}\r\n".encode()) == 400
    assert code(served, f"{line}{ours}Host: evil.example\r\n\r\n".encode()) == 400
    assert code(served, f"GET {PAGE} HTTP/1.0\r\n\r\n".encode()) == 400
    assert b"Side deal" not in answer(served, f"GET {PAGE}\r\n".encode())


def test_an_address_in_the_place_of_a_path_names_a_host_too(served: Served) -> None:
    ours = f"127.0.0.1:{served.port}"
    for target, host, wanted in (
        (f"http://{ours}{PAGE}", ours, 200),
        (f"HTTP://localhost:{served.port}{PAGE}", ours, 200),
        (f"http://evil.example:{served.port}{PAGE}", ours, 403),
        (f"http://{ours}{PAGE}", "evil.example", 403),
        (f"http://evil.example@{ours}{PAGE}", ours, 403),
        (f"https://{ours}{PAGE}", ours, 400),
        (f"http://[::1{PAGE}", ours, 400),
        ("file:///etc/passwd", ours, 400),
        ("*", ours, 400),
        ("team/", ours, 400),
    ):
        assert get(served, host, target) == wanted, target


@pytest.mark.parametrize("method", ["POST", "PUT", "OPTIONS", "CONNECT", "TRACE", "\x1b[2J"])
def test_nothing_but_reading_is_answered(served: Served, method: str) -> None:
    request = f"{method} {PAGE} HTTP/1.1\r\nHost: 127.0.0.1:{served.port}\r\n\r\n"
    assert code(served, request.encode()) == 405


MALFORMED = (
    "/%00",
    "/team/%00.html",
    "/team/aldermoor%00/",
    "/team/%0d%0aSet-Cookie:%20a=b/",
    "/team/%1b%5b2J",
    "/team/%7f",
    "/team/%c2%9b2J",
    "/team/%ff",
    "/team/%c0%ae%c0%ae/",
    "/team/\xff\xfe",
    "/team/\x1b[2J",
    "/team/\x9b2J",
    "/%2faldermoor",
    "/team/%2f%2fevil.example",
    "/team/%5cevil.example",
    "/livereload/" + "9" * 5000 + "/1",
    "/team/" + "a" * 5000,
)
MISSING = (
    "/team/" + "a" * 900,
    "/team/%",
    "/team/%zz",
    "/team/..%2f..%2f..%2fetc/passwd",
    "/../../../etc/passwd",
    "/livereload/-1/1",
    "/livereload/x/y",
    "/team/%F0%9F%98%80",
)
BROKEN = (
    b"\r\n",
    b"GET\r\n\r\n",
    b"GET / HTTP/x\r\n\r\n",
    b"GET / HTTP/9.9\r\n\r\n",
    b"\x1b[2J \x1b[2J \x1b[2J\r\n\r\n",
    b"GET / HTTP/1.1\r\n" + b"a: b\r\n" * 200 + b"\r\n",
    b"GET / HTTP/1.1\r\na: " + b"b" * 70_000 + b"\r\n\r\n",
    b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\n\r\n",
    b"",
)


def test_no_malformed_request_is_answered_with_a_page_or_said_with_what_a_terminal_obeys(told: Served) -> None:
    ours = f"127.0.0.1:{told.port}"
    assert {path: get(told, ours, path) for path in MALFORMED} == dict.fromkeys(MALFORMED, 400)
    assert {path: get(told, ours, path) for path in MISSING} == dict.fromkeys(MISSING, 404)
    assert all(code(told, request) in (0, 400, 414, 431, 505) for request in BROKEN)
    odd = "Referer: \x1b[2J\r\nContent-Type: \x1b[2J\r\nContent-Length: x\r\n"
    assert code(told, f"GET /nowhere HTTP/1.1\r\nHost: {ours}\r\n{odd}\r\n".encode()) == 404
    told.tree.write("deals/aldermoor/side-deal.md", "---\ntitle: The last\nstage: prospect\n---\n")
    said = told.next_build()
    assert "Traceback" not in said
    assert "\\x1b[2J" in said
    assert not set(said) & {*map(chr, [*range(10), *range(11, 32), *range(127, 160)])}


def test_a_server_for_other_machines_answers_by_the_address_that_was_reached_and_by_no_name(
    everywhere: Served,
) -> None:
    assert get(everywhere, f"127.0.0.1:{everywhere.port}") == 200
    assert get(everywhere, f"0.0.0.0:{everywhere.port}") == 200
    assert get(everywhere, f"evil.example:{everywhere.port}") == 403
    assert get(everywhere, f"192.0.2.7:{everywhere.port}") == 403


def test_a_host_is_compared_in_one_spelling() -> None:
    assert host_in("Deals.Example.:8000") == "deals.example" == host_in("deals.example")
    assert host_in("[0:0:0:0:0:0:0:1]:8000") == "::1"


def test_what_is_no_plain_character_is_spelled_out() -> None:
    assert plain("GET /é\x1b[2J\x9b\n\u202e") == "GET /\\xe9\\x1b[2J\\x9b\\n\\u202e"


def test_a_port_that_is_taken_is_named_with_the_remedy(served: Served) -> None:
    port = served.port
    done = playbook(served.tree.root, "serve", "--port", str(port))
    assert done.exit_code == 3
    assert f"port {port}: Address already in use (choose another one with --port)" in done.stderr
    assert "Ctrl-C" not in done.stderr, "nothing is served there"
