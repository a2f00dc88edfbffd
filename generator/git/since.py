"""Changes of a folder's files since a revision: the files, and their changed lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from generator.git.command import GitFailed, ask, cut_off
from generator.git.tree import tip
from generator.read.file_names import printable

HUNK = re.compile(r"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
FILE = "+++ b/"
DIFF = (
    "diff", "--no-color", "--no-ext-diff", "--no-textconv", "--no-renames", "--submodule=short", "--relative",
    "--text", "--unified=0", "--inter-hunk-context=0", "--src-prefix=a/", "--dst-prefix=b/",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Since:
    """The files that changed since a commit, in the work tree too, and their changed lines.

    Paths begin with the name of the folder that was asked about. A file that git does not know yet is new in every
    line. `guessed` says why it is not the commit at which HEAD left the revision; it is empty where it is.
    """

    commit: str
    files: frozenset[str]
    lines: Mapping[str, Sequence[range]]
    new: frozenset[str]
    guessed: str = ""

    def below_top(self, name: str) -> Since:
        """Return the same without the folder's name before every path."""
        begin = f"{name}/"
        files, new = (frozenset(each.removeprefix(begin) for each in paths) for paths in (self.files, self.new))
        lines = {path.removeprefix(begin): each for path, each in self.lines.items()}
        return replace(self, files=files, lines=lines, new=new)

    def touches(self, path: str, line: int) -> bool:
        """Tell whether a line of a file is new or changed."""
        return path in self.new or any(line in each for each in self.lines.get(path, ()))


class Parting(NamedTuple):
    """The commit at which one revision left another, and in words why it had to be guessed, if it had."""

    commit: str
    guessed: str


def parting(folder: Path, base: str, head: str) -> Parting:
    """Return where `head` left `base`: `base` itself where no commit of both is known.

    Raises GitFailed where one of them is no commit.
    """
    begin, end = tip(folder, base).id, tip(folder, head).id
    with suppress(GitFailed):
        return Parting(ask(folder, "merge-base", begin, end).strip(), "")
    compared = f"so what is on {base} alone counts as changed"
    if cut_off(folder):
        says = f"this clone is shallow and does not hold the commit at which {head} left {base}, {compared}"
        return Parting(begin, f"{says} (git fetch --unshallow)")
    return Parting(begin, f"{head} and {base} have no commit in common, {compared}")


def since(folder: Path, revision: str, name: str) -> Since:
    """Return the changes in a folder since HEAD left a revision; its paths begin with `name`, that of the folder.

    The folder may be the top of its repository. Raises GitFailed where the revision is no commit.
    """
    commit, guessed = parting(folder, revision, "HEAD")
    new = _paths(name, ask(folder, "ls-files", "-z", "--others", "--exclude-standard", "--", "."))
    files = _paths(name, ask(folder, *DIFF, "-z", "--name-only", commit, "--", "."))
    lines: dict[str, list[range]] = {}
    for path, changed in _hunks(ask(folder, *DIFF, commit, "--", ".")):
        lines.setdefault(f"{name}/{path}", []).append(changed)
    return Since(commit, files | new, lines, new, guessed)


def _paths(name: str, listed: str) -> frozenset[str]:
    return frozenset(f"{name}/{printable(path)}" for path in listed.split("\0") if path)


def _hunks(patch: str) -> Iterator[tuple[str, range]]:
    """Yield the changed lines of each file; what the changed lines say is stepped over, whatever it looks like."""
    path, inside = "", 0
    for line in patch.split("\n"):
        if inside:
            inside -= line[:1] in ("+", "-")
        elif line.startswith(FILE):
            path = line.removeprefix(FILE)
        elif hunk := HUNK.match(line):
            old, start, new = (1 if each is None else int(each) for each in hunk.groups())
            inside = old + new
            yield path, range(start, start + new)


def at_revision(folder: Path, revision: str, path: str) -> bytes | None:
    """Return a file of the folder as it was in a commit, None where there is no such commit or file."""
    try:
        return ask(folder, "show", "--no-textconv", "--end-of-options", f"{revision}:./{path}").encode(
            "utf-8", "surrogateescape"
        )
    except GitFailed:
        return None


def is_top(folder: Path) -> bool:
    """Tell whether a folder is the top of a repository."""
    try:
        return ask(folder, "rev-parse", "--show-prefix") == "\n"
    except GitFailed:
        return False


def prefix(folder: Path) -> str:
    """Return the path of a folder in its repository, with a slash at the end; empty at the top or outside any."""
    try:
        return ask(folder, "rev-parse", "--show-prefix").removesuffix("\n")
    except GitFailed:
        return ""
