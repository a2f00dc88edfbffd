"""A server of one's own: a bare repository, its site, and the ways to reach both."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import BaseRequestHandler, TCPServer, ThreadingTCPServer
from typing import Any

from click.testing import Result

from tests.cli.running import playbook
from tests.plugin.trees import Tree, planted

HERE = "127.0.0.1"
PLAYBOOK = [sys.executable, "-P", "-m", "generator"]
Done = subprocess.CompletedProcess[str]


def surroundings() -> dict[str, str]:
    """Return an environment with a made-up author and none of this machine's git settings."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    who = {f"GIT_{role}_{part}": "x@y.example" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
    return own | who | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}


def git(folder: Path, *words: str, check: bool = True) -> Done:
    """Run git in a folder."""
    return subprocess.run(
        ["git", *words], cwd=folder, env=surroundings(), check=check, capture_output=True, text=True
    )


class Clone(Tree):
    """Somebody's clone of the repository."""

    def commit(self, path: str = "", text: str = "") -> str:
        """Write a file, commit everything and return the commit's id."""
        if path:
            self.write(path, text)
        git(self.root, "add", "--all")
        git(self.root, "commit", "--quiet", "--allow-empty", "--message=change")
        return git(self.root, "rev-parse", "HEAD").stdout.strip()

    def push(self, *words: str) -> Done:
        """Push main, or what is named."""
        return git(self.root, "push", "origin", *(words or ("main",)), check=False)


class Server:
    """A bare repository with a small playbook, and the folder of its releases; `like` a fresh one, it is a copy."""

    def __init__(self, root: Path, like: Server | None = None) -> None:
        self.root, self.bare, self.to = root, root / "deals.git", root / "www"
        if like:
            shutil.copytree(like.root, root, symlinks=True)
            git(root / "first", "remote", "set-url", "origin", self.bare.as_uri())
            return
        root.mkdir(parents=True)
        git(root, "init", "--quiet", "--bare", "--initial-branch=main", str(self.bare))
        first = self.clone("first")
        planted(first.root)
        first.commit()
        assert first.push().returncode == 0

    def clone(self, name: str, address: str = "") -> Clone:
        """Return a new clone, from an address or from the disk."""
        git(self.root, "clone", "--quiet", address or self.bare.as_uri(), name)
        clone = Clone(self.root / name)
        git(clone.root, "symbolic-ref", "HEAD", "refs/heads/main")
        return clone

    def install(self, *words: str) -> Result:
        """Install the hooks."""
        return playbook(self.root, "hook", "install", str(self.bare), "--to", str(self.to), *words)

    def publish(self, *words: str) -> Result:
        """Publish by hand."""
        return playbook(self.root, "publish", "--repo", str(self.bare), "--to", str(self.to), *words)

    def publishing(self, *words: str, **options: Any) -> subprocess.Popen[str]:
        """Start to publish in a process of its own."""
        command = [*PLAYBOOK, "publish", "--repo", str(self.bare), "--to", str(self.to), *words]
        pipe = subprocess.PIPE
        return subprocess.Popen(command, env=surroundings(), stdout=pipe, stderr=pipe, text=True, **options)

    def head(self) -> str:
        """Return the newest commit of main."""
        return git(self.bare, "rev-parse", "refs/heads/main").stdout.strip()

    def shown(self) -> str:
        """Return the commit that readers see."""
        told: dict[str, Any] = json.loads((self.current / "build.json").read_bytes())
        return str(told["commit"]["id"])

    @property
    def current(self) -> Path:
        """What the web server shows."""
        return self.to / "current"

    def page(self, address: str) -> str:
        """Return a page as it is shown."""
        return (self.current / address / "index.html").read_text("utf-8")

    def left_over(self) -> list[str]:
        """Return what should not be there once everybody is done."""
        beside = {path.name for path in self.to.iterdir()} - {".lock", "current", "releases"}
        unfinished = [str(path) for path in (self.bare / "objects").glob("tmp_objdir*")]
        too_many = sorted(path.name for path in (self.to / "releases").iterdir())[:-3]
        return [*beside, *unfinished, *too_many, *self._running()]

    def _running(self) -> list[str]:
        """Return the processes that name this server's folder, where the system shows processes as files."""
        told = str(self.to).encode()
        running = []
        for process in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                if told in process.read_bytes():
                    running.append(str(process))
            except OSError:
                continue
        return running


@contextmanager
def serving(server: TCPServer) -> Iterator[int]:
    """Serve in the background and return the port."""
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield int(server.socket.getsockname()[1])
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class SmartHttp(BaseHTTPRequestHandler):
    """Git's own CGI program, for whoever asks: everybody is Dana, who may push."""

    def __init__(self, root: Path, *of_http_server: Any) -> None:
        self.root = root
        super().__init__(*of_http_server)

    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        length = self.headers.get("Content-Length") or "0"
        told = {
            "GIT_PROJECT_ROOT": str(self.root),
            "GIT_HTTP_EXPORT_ALL": "1",
            "REQUEST_METHOD": self.command,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "CONTENT_TYPE": self.headers.get("Content-Type") or "",
            "CONTENT_LENGTH": length,
            "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding") or "",
            "GIT_PROTOCOL": self.headers.get("Git-Protocol") or "",
            "REMOTE_USER": "dana",
            "REMOTE_ADDR": HERE,
        }
        done = subprocess.run(
            ["git", "http-backend"],
            input=self.rfile.read(int(length)),
            env=surroundings() | told,
            capture_output=True,
            check=False,
        )
        head, _, body = done.stdout.partition(b"\r\n\r\n")
        fields = dict(line.split(": ", 1) for line in head.decode().split("\r\n"))
        self.send_response(int(fields.pop("Status", "200").split()[0]))
        for name, value in (fields | {"Content-Length": str(len(body))}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET  # noqa: N815 - the name that http.server looks for

    def log_message(self, *told: Any) -> None:
        pass


class GitDaemon(BaseRequestHandler):
    """Git's own daemon, started for each connection as inetd does it, so that a free port is certain."""

    root: Path

    def handle(self) -> None:
        words = ["--inetd", "--export-all", "--enable=receive-pack", f"--base-path={self.root}"]
        subprocess.run(
            ["git", "daemon", *words],
            stdin=self.request,
            stdout=self.request,
            stderr=subprocess.DEVNULL,
            env=surroundings(),
            check=False,
        )


class Pages(SimpleHTTPRequestHandler):
    """A plain web server."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *told: Any) -> None:
        pass


@contextmanager
def reached(server: Server, way: str) -> Iterator[str]:
    """Return the repository's address over file, http or git."""
    if way == "file":
        yield server.bare.as_uri()
    elif way == "http":
        with serving(ThreadingHTTPServer((HERE, 0), partial(SmartHttp, server.root))) as port:
            yield f"http://{HERE}:{port}/deals.git"
    else:
        daemon = type("Daemon", (GitDaemon,), {"root": server.root})
        with serving(ThreadingTCPServer((HERE, 0), daemon)) as port:
            yield f"git://{HERE}:{port}/deals.git"
