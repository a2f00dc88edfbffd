"""What changed since a revision in a folder's files: which of them, and on which lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from generator.git.command import GitFailed, ask
from generator.git.tree import tip
from generator.read.files import printable

HUNK = re.compile(r"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
FILE = "+++ b/"
DIFF = (
    "diff", "--no-color", "--no-ext-diff", "--no-textconv", "--no-renames", "--submodule=short", "--relative",
    "--text", "--unified=0", "--inter-hunk-context=0", "--src-prefix=a/", "--dst-prefix=b/",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Since:
    """The files that changed since a commit, in the work tree too, and their changed lines.

    Paths are relative to the folder that was asked about. A file that git does not know yet is new in every line.
    """

    commit: str
    files: frozenset[str]
    lines: Mapping[str, Sequence[range]]
    new: frozenset[str]

    def touches(self, path: str, line: int) -> bool:
        """Tell whether a line of a file is new or changed."""
        return path in self.new or any(line in each for each in self.lines.get(path, ()))


def since(folder: Path, revision: str, below: str) -> Since:
    """Return what changed in `folder/below` since HEAD left a revision; raise GitFailed where that is no commit."""
    commit = tip(folder, revision).id
    with suppress(GitFailed):  # a shallow clone does not reach that far, and an unrelated history has no such commit
        commit = ask(folder, "merge-base", commit, "HEAD").strip()
    names = ask(folder, *DIFF, "-z", "--name-only", commit, "--", f":(literal){below}")
    unknown = ask(folder, "ls-files", "-z", "--others", "--exclude-standard", "--", f":(literal){below}")
    new = frozenset(map(printable, filter(None, unknown.split("\0"))))
    files = frozenset(map(printable, filter(None, names.split("\0"))))
    lines: dict[str, list[range]] = {}
    for path, changed in _hunks(ask(folder, *DIFF, commit, "--", f":(literal){below}")):
        lines.setdefault(path, []).append(changed)
    return Since(commit, files | new, lines, new)


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
    """Return a file of the folder as it was in a commit, None where it was not there."""
    try:
        return ask(folder, "show", "--no-textconv", "--end-of-options", f"{revision}:./{path}").encode(
            "utf-8", "surrogateescape"
        )
    except GitFailed:
        return None


def prefix(folder: Path) -> str:
    """Return where a folder is in its repository, with a slash at the end; empty at the top, and outside of any."""
    try:
        return ask(folder, "rev-parse", "--show-prefix").removesuffix("\n")
    except GitFailed:
        return ""
