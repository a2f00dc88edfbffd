"""Commands of git: one question at a time, and the contents of many files from one process."""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Self

from generator.git.environment import environment

SHORT = 10
"""Digits of a commit's id that are shown."""
GIT = ("git", "-c", "core.fsmonitor=false", "-c", "log.showSignature=false", "-c", "log.follow=false")

PROMISED = "promisor remote"
PARTIAL = "run `git fetch --refetch --no-filter` where the remote can be reached, or clone without --filter"
"""Remedy where a clone that was made with `--filter` lacks a file's content."""
NOT_OURS = re.compile(r"detected dubious ownership in repository at '(.*)'")


class GitFailed(Exception):  # noqa: N818 - what failed is git, not we
    """Git could not answer; the message is git's own."""


def has_history(folder: Path, revision: str = "HEAD") -> bool:
    """Tell whether a folder is under version control with a commit at all.

    Raises GitFailed where there is a history that git cannot or will not read.
    """
    asked = _run(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if asked is None or "not a git repository" in asked.stderr:
        return False
    if asked.returncode and asked.stderr:
        raise GitFailed(_in_words(asked.stderr))
    return asked.returncode == 0


def ask(folder: Path, *words: str, given: str = "", own: Mapping[str, str] | None = None) -> str:
    """Return git's answer in a folder, with `given` on its standard input and variables of its own environment.

    Raises GitFailed with its own words where it cannot answer, or is not installed.
    """
    asked = _run(folder, *words, given=given, own=own)
    if asked is None or asked.returncode:
        raise GitFailed(_reason(words[0], asked) if asked else "git is not installed")
    return asked.stdout


def git_path(folder: Path, name: str) -> Path:
    """Return the path at which git keeps a file of the repository around a folder. Raises GitFailed as `ask` does."""
    return folder / ask(folder, "rev-parse", "--git-path", name).removesuffix("\n")


def _reason(command: str, ended: subprocess.CompletedProcess[str]) -> str:
    """Return why a command of git's did not do what it was asked for; a hook may refuse without a word."""
    silent = f"`git {command}` ended with {ended.returncode} and said nothing (a hook of the repository may do that)"
    return _in_words(ended.stderr) or silent


def _in_words(complaint: str) -> str:
    """Return git's complaint in one line, with the remedy where that is known better than to git."""
    if not_ours := NOT_OURS.search(complaint):
        where = not_ours[1]
        return (
            f"the repository in {where} belongs to another user (dubious ownership), so git does not read it "
            f"(if you trust it, run `git config --global --add safe.directory {shlex.quote(where)}`)"
        )
    if "not a git repository" in complaint:
        return "this folder is in no repository (start one with `git init`, and commit your files)"
    remedy = f" ({PARTIAL})" if PROMISED in complaint else ""
    return f"{' '.join(complaint.split())}{remedy}"


def cut_off(folder: Path) -> frozenset[str]:
    """Return the commits beyond which a shallow clone knows nothing: every file seems to begin with them.

    Raises GitFailed as `ask` does.
    """
    listed = git_path(folder, "shallow")
    return frozenset(listed.read_text("ascii").split()) if listed.is_file() else frozenset()


def _run(
    folder: Path, *words: str, given: str = "", own: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str] | None:
    try:
        return subprocess.run(  # noqa: S603 - every word is ours, or stands after --end-of-options
            [*GIT, *words],
            cwd=folder,
            env={**environment(), **(own or {})},
            input=given,
            capture_output=True,
            encoding="utf-8",
            errors="surrogateescape",
            check=False,
        )
    except FileNotFoundError:
        return None


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
        """Return a file's content, cut after `most` bytes, or None where this repository does not hold it.

        Raises GitFailed where git gives up.
        """
        asked, answers = self._pipes()
        asked.write(f"{blob}\n".encode("ascii"))
        asked.flush()
        answer = answers.readline().split()
        if len(answer) != 3:
            if not answer:
                raise GitFailed("git cat-file ended")
            return None
        size = int(answer[2])
        content = _exactly(answers, min(size, most))
        left = size - len(content) + 1
        while left:
            left -= len(_exactly(answers, min(left, 1 << 16)))
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
        assert self.process.stdout  # noqa: S101 - likewise
        return self.process.stdin, self.process.stdout


def _exactly(answers: IO[bytes], size: int) -> bytes:
    content = answers.read(size)
    if len(content) < size:
        raise GitFailed("git cat-file ended in the middle of a file")
    return content
