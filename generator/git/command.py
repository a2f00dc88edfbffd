"""Asking git: one question at a time, and the contents of many files from one process."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import IO, Self

SHORT = 10
"""Digits of a commit's id that are shown."""
GIT = ("git", "-c", "core.fsmonitor=false", "-c", "log.showSignature=false", "-c", "log.follow=false")

QUARANTINE = "GIT_QUARANTINE_PATH"
WAITING = frozenset({"GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES"})
"""Where git says that the objects of a push are, until the push is accepted."""


class GitFailed(Exception):  # noqa: N818 - what failed is git, not we
    """Git could not answer; the message is git's own."""


def has_history(folder: Path, revision: str = "HEAD") -> bool:
    """Tell whether a folder is under version control with a commit at all.

    Raise GitFailed where there is a history that git cannot or will not read.
    """
    asked = _run(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if asked is None or "not a git repository" in asked.stderr:
        return False
    if asked.returncode and asked.stderr:
        raise GitFailed(asked.stderr.strip())
    return asked.returncode == 0


def ask(folder: Path, *words: str) -> str:
    """Return what git answers in a folder; raise GitFailed with its own words where it cannot."""
    asked = _run(folder, *words)
    if asked is None or asked.returncode:
        raise GitFailed(asked.stderr.strip() if asked else "git is not installed")
    return asked.stdout


def cut_off(folder: Path) -> frozenset[str]:
    """Return the commits beyond which a shallow clone knows nothing: every file seems to begin with them."""
    listed = folder / ask(folder, "rev-parse", "--git-path", "shallow").strip()
    return frozenset(listed.read_text("ascii").split()) if listed.is_file() else frozenset()


def _run(folder: Path, *words: str) -> subprocess.CompletedProcess[str] | None:
    try:
        return subprocess.run(  # noqa: S603 - every word is ours, or stands after --end-of-options
            [*GIT, *words],
            cwd=folder,
            env=environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="surrogateescape",
            check=False,
        )
    except FileNotFoundError:
        return None


def environment() -> dict[str, str]:
    """Return the environment without git's own variables, which would send us to another repository.

    While git has a push looked at before it is accepted, the pushed objects are found where it keeps them meanwhile.
    Replaced objects are seen as they are: a pushed `refs/replace/` would show other files than those of a commit.
    """
    kept = WAITING if QUARANTINE in os.environ else frozenset()
    own = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or name in kept}
    ours = {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_NO_REPLACE_OBJECTS": "1"}
    return own | ours


class Contents:
    """The contents of files by their blob ids, from one `git cat-file --batch` that is started when first asked.

    A context: the process ends with the block.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        if self.process:
            self.process.communicate()

    def read(self, blob: str, most: int) -> bytes | None:
        """Return a file's content, cut after `most` bytes, or None where this repository does not hold it."""
        asked, told = self._pipes()
        asked.write(f"{blob}\n".encode("ascii"))
        asked.flush()
        answer = told.readline().split()
        if len(answer) != 3:
            if not answer:
                raise GitFailed("git cat-file ended")
            return None
        size = int(answer[2])
        content = _exactly(told, min(size, most))
        left = size - len(content) + 1
        while left:
            left -= len(_exactly(told, min(left, 1 << 16)))
        return content if answer[1] == b"blob" else None

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        if self.process is None:
            self.process = subprocess.Popen(  # noqa: S603 - every word is ours
                [*GIT, "cat-file", "--batch"],
                cwd=self.folder,
                env=environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        assert self.process.stdin  # noqa: S101 - both were asked for
        assert self.process.stdout  # noqa: S101
        return self.process.stdin, self.process.stdout


def _exactly(told: IO[bytes], size: int) -> bytes:
    content = told.read(size)
    if len(content) < size:
        raise GitFailed("git cat-file ended in the middle of a file")
    return content
