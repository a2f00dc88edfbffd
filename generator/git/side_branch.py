"""Commits on branches that nobody has checked out: HEAD, the index and the work tree stay as they are."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from generator.git.command import Contents, GitFailed, ask
from generator.git.proposals import BRANCHES, HEADS

REGULAR: Final = ("100644", "100755")
"""Modes of files; a link and a repository of its own have others."""


class CommittedFile(NamedTuple):
    """A file in a commit: its mode, and its content as git holds it."""

    mode: str
    content: bytes


def committed_files(top: Path, commit: str, paths: list[str], largest: int) -> dict[str, CommittedFile]:
    """Return those of some paths from the top that are files of a commit, each cut right after `largest` bytes.

    Raises GitFailed where git gives up.
    """
    listed = ask(top, "ls-tree", "-z", "--full-tree", commit, "--", *paths) if paths else ""
    found: dict[str, CommittedFile] = {}
    with Contents(top) as contents:
        for line in filter(None, listed.split("\0")):
            entry, _, path = line.partition("\t")
            mode, _, blob = entry.split(" ")
            content = contents.read(blob, largest) if mode in REGULAR else None
            if content is not None and path in paths:
                found[path] = CommittedFile(mode, content)
    return found


def tree_with(top: Path, commit: str, files: Mapping[str, CommittedFile]) -> str:
    """Return the id of a commit's tree with other files in it, put together in an index that is gone afterwards.

    Contents go in as they are, past filters. Raises GitFailed where git refuses.
    """
    with tempfile.TemporaryDirectory(prefix="playbook-") as folder:
        own = {"GIT_INDEX_FILE": str(Path(folder, "index"))}
        ask(top, "read-tree", commit, own=own)
        lines = ""
        for path, file in files.items():
            text = file.content.decode("utf-8", "surrogateescape")
            blob = ask(top, "hash-object", "-w", "--no-filters", "--stdin", given=text).strip()
            lines += f"{file.mode} {blob}\t{path}\0"
        ask(top, "update-index", "-z", "--add", "--index-info", given=lines, own=own)
        return ask(top, "write-tree", own=own).strip()


def knows_author(folder: Path) -> bool:
    """Tell whether git knows by settings or environment who commits; a name made up from the machine is none."""
    try:
        for who in ("GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"):
            ask(folder, "-c", "user.useConfigOnly=true", "var", who)
    except GitFailed:
        return False
    return True


def commit_on_branch(folder: Path, parent: str, tree: str, topic: str, message: str) -> tuple[str, str]:
    """Commit a tree on a new branch of a topic, and return the branch and the commit's id.

    It is signed where git's settings sign commits; hooks of `git commit` are not run. Raises GitFailed where git
    refuses; no branch is made then.
    """
    branch, [commit] = commits_on_branch(folder, parent, [(tree, message)], topic)
    return branch, commit


def commits_on_branch(
    folder: Path, parent: str, changes: Sequence[tuple[str, str]], topic: str
) -> tuple[str, list[str]]:
    """Commit trees with their messages, one on the other, on a new branch, and return it and the commits' ids.

    Raises GitFailed as `commit_on_branch` does.
    """
    signed = ask(folder, "config", "--type=bool", "--default=false", "commit.gpgSign").strip() == "true"
    commits = [parent]
    for tree, message in changes:
        words = ["-c", "i18n.commitEncoding=UTF-8", "commit-tree", tree, "-p", commits[-1]]
        commits.append(ask(folder, *words, *(["-S"] if signed else []), given=message).strip())
    branch = free_branch(folder, topic)
    ask(folder, "update-ref", "-m", "playbook: propose", f"{HEADS}{branch}", commits[-1], "0" * len(commits[-1]))
    return branch, commits[1:]


def free_branch(folder: Path, topic: str) -> str:
    """Return the name of a branch for a topic that is neither here nor, as far as known, at a remote."""
    listed = ask(folder, "for-each-ref", "--format=%(refname)", HEADS, "refs/remotes/").splitlines()
    taken = {name.partition(f"/{BRANCHES}")[2] for name in listed if f"/{BRANCHES}" in name}
    branch, number = topic, 1
    while branch in taken:
        number += 1
        branch = f"{topic}-{number}"
    return f"{BRANCHES}{branch}"


def remote_of(folder: Path) -> str:
    """Return the remote to which branches go: by git's settings for pushes, else `origin`, else the only one.

    Empty where there is none, or several and nothing says which.
    """
    remotes = ask(folder, "remote").split()
    branch = ask(folder, "rev-parse", "--symbolic-full-name", "HEAD").strip().removeprefix(HEADS)
    settings = (f"branch.{branch}.pushRemote", "remote.pushDefault", f"branch.{branch}.remote")
    for name in (*(ask(folder, "config", "--default=", each).strip() for each in settings), "origin"):
        if name in remotes and not name.startswith("-"):
            return name
    return remotes[0] if len(remotes) == 1 and not remotes[0].startswith("-") else ""


def push(folder: Path, remote: str, branch: str, options: list[str]) -> None:
    """Push a branch, with options for the forge. Raises GitFailed with git's words where that fails."""
    asked = [f"--push-option={each}" for each in options]
    ask(folder, "push", "--quiet", *asked, remote, f"{HEADS}{branch}:{HEADS}{branch}")
