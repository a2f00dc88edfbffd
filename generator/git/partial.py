"""Partial clones (`--filter`), which hold a file's content only once somebody asked for it.

Git fetches missing contents one by one, each time over a new connection. Here all of them are fetched at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from generator.git.command import PARTIAL, GitFailed, ask, git_path


def complete(folder: Path, revisions: str, inside: Sequence[str] = (), *, history: bool = True) -> None:
    """Fetch the contents that commits need and a partial clone lacks. Raises GitFailed where it cannot.

    Only files are fetched that are `inside` some paths, if any are given, and without `history` those of the named
    commits alone. A clone that is not partial is left alone.
    """
    if any(git_path(folder, "objects/pack").glob("*.promisor")):
        walk = [] if history else ["--no-walk"]
        named = [*walk, "--end-of-options", revisions, "--"]
        _complete(folder, ["--filter=blob:none", *named])  # folders first: without them there are no paths
        _complete(folder, [*named, *inside])


def _complete(folder: Path, listing: Sequence[str]) -> None:
    lacking = _lacking(folder, listing)
    while lacking:
        try:
            _fetch(folder, lacking)
        except GitFailed as failed:
            raise GitFailed(_said(len(lacking), str(failed))) from None
        left = _lacking(folder, listing)
        if left == lacking:
            raise GitFailed(_said(len(left), "the remote does not hand them out"))
        lacking = left


def _lacking(folder: Path, listing: Sequence[str]) -> list[str]:
    listed = ask(folder, "rev-list", "--objects", "--missing=print", *listing)
    return [line[1:] for line in listed.splitlines() if line.startswith("?")]


def _fetch(folder: Path, objects: list[str]) -> None:
    """Fetch objects by their ids from the remote that has promised them, as git itself does."""
    words = ["--no-tags", "--no-write-fetch-head", "--recurse-submodules=no", "--filter=blob:none", "--stdin"]
    setting = ["-c", "fetch.negotiationAlgorithm=noop"]
    ask(folder, *setting, "fetch", *words, "--end-of-options", _remote(folder), given="\n".join([*objects, ""]))


def _remote(folder: Path) -> str:
    """Return the name of the remote that has promised what is missing."""
    try:
        output = ask(folder, "config", "--get-regexp", r"^remote\..*\.promisor$")
    except GitFailed:
        return "origin"
    names = [name.removeprefix("remote.").removesuffix(".promisor") for name in output.split() if name.count(".") > 1]
    return names[0] if names else "origin"


def _said(count: int, reason: str) -> str:
    lacks = f"{count:,} files or folders of its commits" if count > 1 else "a file or folder of its commits"
    bare = reason.removesuffix(f" ({PARTIAL})")
    return f"this clone was made with --filter and lacks {lacks}, which cannot be fetched: {bare} ({PARTIAL})"
