"""Proposals: changed files committed on a branch of their own, with everything else left as it is."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from generator.git.command import GitFailed, ask, has_history

BRANCHES = "edit/"
"""Prefix of the names of such branches."""
HEADS = "refs/heads/"


class NotReady(Exception):  # noqa: N818 - it says what the repository is like
    """The repository is in a state in which a commit would hold more than the change, or cannot be made."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A commit with these files, by its short id, and the branch that it is on.

    `warning` is what git had to complain about although it made the commit.
    """

    branch: str
    commit: str
    warning: str = ""


def commits_folder(folder: Path) -> Path:
    """Return git's folder that all work trees of a repository share. Raises NotReady where there is none."""
    if not has_history(folder):
        raise NotReady("there is no git repository with a commit here; leave out --commit")
    return folder / ask(folder, "rev-parse", "--git-common-dir").strip()


def check_ready(folder: Path, path: str) -> None:
    """Check that a change of this file, by its path below the folder, can become a commit of its own.

    The folder is in a repository with a commit, see `commits_folder`. Raises NotReady where the file has changes that
    are not committed, or a merge is not finished; GitFailed where git gives up.
    """
    if ask(folder, "status", "--porcelain", "--", f":(literal){path}"):
        raise NotReady(f"{path} has changes that are not committed; commit them first, or leave out --commit")
    if (folder / ask(folder, "rev-parse", "--git-path", "MERGE_HEAD").strip()).exists():
        raise NotReady("a merge is not finished; finish it first, or leave out --commit")


def propose(folder: Path, paths: Iterable[str], topic: str, message: str) -> Proposal:
    """Commit changed files, by their paths below the folder, on the branch of a topic; return commit and branch.

    The branch starts where HEAD is; if it is checked out already, the commit is added to it. Other staged changes
    stay staged. Raises GitFailed where git refuses the commit; HEAD, the branches and the index are then as they
    were, after an interrupt, too; the files are the caller's.
    """
    before = ask(folder, "rev-parse", "--symbolic-full-name", "HEAD").strip().removeprefix(HEADS)
    start = ask(folder, "rev-parse", "HEAD").strip()
    branch = before if _is_of(before, topic) else _free(folder, topic)
    warning = ""
    try:
        if branch != before:
            ask(folder, "switch", "--quiet", "--create", branch)
        literal = [f":(literal){path}" for path in paths]
        ask(folder, "commit", "--quiet", "--only", f"--message={message}", "--", *literal)
    except BaseException as fault:
        if ask(folder, "rev-parse", "HEAD").strip() == start:
            if branch != before:
                _leave(folder, branch, before, start)
            raise
        warning = str(fault) or "interrupted"
    return Proposal(branch, ask(folder, "rev-parse", "--short=10", "HEAD").strip(), warning)


def _leave(folder: Path, branch: str, before: str, start: str) -> None:
    """Go back from a new branch without a commit, and delete it; neither the index nor a file is touched."""
    if before == "HEAD":
        ask(folder, "update-ref", "--no-deref", "HEAD", start)
    else:
        ask(folder, "symbolic-ref", "HEAD", f"{HEADS}{before}")
    with suppress(GitFailed):  # it was never made
        ask(folder, "branch", "--quiet", "--delete", "--force", branch)


def _is_of(branch: str, topic: str) -> bool:
    name, _, number = branch.removeprefix(f"{BRANCHES}{topic}").rpartition("-")
    return branch == f"{BRANCHES}{topic}" or (not name and number.isdigit() and branch.startswith(BRANCHES + topic))


def _free(folder: Path, topic: str) -> str:
    """Return the name of a branch that is not there yet."""
    taken = set(ask(folder, "for-each-ref", "--format=%(refname:short)", f"{HEADS}{BRANCHES}").splitlines())
    plain, number = f"{BRANCHES}{topic}", 1
    branch = plain
    while branch in taken:
        number += 1
        branch = f"{plain}-{number}"
    return branch
