"""Putting one changed file on a branch of its own, with everything else left where it is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.git.command import GitFailed, ask, has_history

BRANCHES = "edit/"
"""What the names of such branches begin with."""


class NotReady(Exception):  # noqa: N818 - it says what the repository is like
    """The repository is in a state in which a commit would hold more than the change, or cannot be made."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A commit with one file, by its short id, and the branch that it is on."""

    branch: str
    commit: str


def check_ready(folder: Path, path: str) -> None:
    """Raise NotReady unless a change of this file, by its path below the folder, can become a commit of its own."""
    if not has_history(folder):
        raise NotReady("there is no git repository with a commit here; leave out --commit")
    if ask(folder, "status", "--porcelain", "--", f":(literal){path}"):
        raise NotReady(f"{path} has changes that are not committed; commit them first, or leave out --commit")
    if (folder / ask(folder, "rev-parse", "--git-path", "MERGE_HEAD").strip()).exists():
        raise NotReady("a merge is not finished; finish it first, or leave out --commit")


def propose(folder: Path, path: str, topic: str, message: str) -> Proposal:
    """Commit a changed file on the branch of its topic, and return where.

    The branch starts where HEAD is; if it is checked out already, the commit is added to it. What else is staged
    stays staged. Where git refuses the commit, the branch is left again and GitFailed raised; the file keeps its
    change.
    """
    before = ask(folder, "rev-parse", "--abbrev-ref", "HEAD").strip()
    branch = before if _is_of(before, topic) else _free(folder, topic)
    if branch != before:
        start = before if before != "HEAD" else ask(folder, "rev-parse", "HEAD").strip()
        ask(folder, "switch", "--quiet", "--create", branch)
    try:
        ask(folder, "commit", "--quiet", "--only", f"--message={message}", "--", f":(literal){path}")
    except GitFailed:
        if branch != before:
            ask(folder, "switch", "--quiet", *(["--detach"] if before == "HEAD" else []), start)
            ask(folder, "branch", "--quiet", "--delete", "--force", branch)
        raise
    return Proposal(branch, ask(folder, "rev-parse", "--short=10", "HEAD").strip())


def _is_of(branch: str, topic: str) -> bool:
    name, _, number = branch.removeprefix(f"{BRANCHES}{topic}").rpartition("-")
    return branch == f"{BRANCHES}{topic}" or (not name and number.isdigit() and branch.startswith(BRANCHES + topic))


def _free(folder: Path, topic: str) -> str:
    """Return the name of a branch that is not there yet."""
    taken = set(ask(folder, "for-each-ref", "--format=%(refname:short)", f"refs/heads/{BRANCHES}").splitlines())
    plain, number = f"{BRANCHES}{topic}", 1
    branch = plain
    while branch in taken:
        number += 1
        branch = f"{plain}-{number}"
    return branch
