"""What a push would bring into a branch, before it is let in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from generator.problems import Problem
from generator.publish.branch import Branch
from generator.read.files import printable
from generator.read.playbook import read_listed_deal, read_surroundings
from generator.track.tree import Committed

LINK = ("symlink", "this is a link, and links are never followed", "put the file itself here")
SUBMODULE = ("submodule", "this is a repository of its own, which is not read", "put the files themselves here")


class Move(NamedTuple):
    """What a push asks for: that a reference goes from one commit to another; zeros stand for none."""

    old: str
    new: str
    reference: str


def moves(lines: Iterable[str]) -> Iterator[Move]:
    """Yield the moves that git tells a hook, one a line."""
    for line in lines:
        yield Move(*line.rstrip("\n").split(" ", 2))


def move_of(branch: Branch, asked: Iterable[Move]) -> Move | None:
    """Return the move of a branch, None where the push leaves it alone."""
    return next((move for move in asked if move.reference == f"refs/heads/{branch.name}"), None)


def deletes(move: Move) -> bool:
    """Tell whether a move leaves no branch."""
    return not move.new.strip("0")


def brought(branch: Branch, move: Move) -> tuple[Problem, ...]:
    """Return the problems that a move brings: those of the new commit that the old one has not.

    A deal is read only where it, or anything around the deals, differs.
    """
    with Committed(branch.repository, move.new) as after:
        if not move.old.strip("0"):
            return tuple(sorted(_problems(after, branch.deals, _deals(after, branch.deals))))
        with Committed(branch.repository, move.old) as before:
            touched = _touched(before, after, branch.deals)
            found = sorted(_problems(after, branch.deals, touched))
            if not found:
                return ()
            deals = set(_deals(before, branch.deals)).intersection(touched)
            known = {_fault(each) for each in _problems(before, branch.deals, sorted(deals))}
    return tuple(each for each in found if _fault(each) not in known)


def _fault(problem: Problem) -> tuple[str, str, str]:
    """Return what stays of a problem when lines are added above it."""
    return problem.path, problem.code, problem.says


def _deals(committed: Committed, folder: str) -> Sequence[str]:
    return list(committed.playbook(folder).listing().deals.values())


def _touched(before: Committed, after: Committed, folder: str) -> Sequence[str]:
    """Return the deals that can have other problems than before."""
    deals = _deals(after, folder)
    if _around(before, folder) != _around(after, folder):
        return deals
    return [path for path in deals if before.leaves.get(f"{folder}/{path}") != after.leaves[f"{folder}/{path}"]]


def _around(committed: Committed, folder: str) -> set[object]:
    """Return all files of a playbook that are no deals."""
    deals = {f"{folder}/{path}" for path in _deals(committed, folder)}
    leaves = committed.leaves.values()
    return {
        leaf
        for leaf in leaves
        if leaf.kind != "folder" and leaf.path.startswith(f"{folder}/") and leaf.path not in deals
    }


def _problems(committed: Committed, folder: str, deals: Sequence[str]) -> set[Problem]:
    """Return the problems around the deals, of some of the deals, and what of the commit is no file at all."""
    source = committed.playbook(folder)
    surroundings, around = read_surroundings(source)
    found = {*around, *_elsewhere(committed, folder)}
    for path in deals:
        found.update(read_listed_deal(source, path, surroundings).problems)
    return found


def _elsewhere(committed: Committed, folder: str) -> Iterator[Problem]:
    """Yield a problem for each link and submodule outside the deals, which the playbook's own reading covers."""
    for leaf in committed.leaves.values():
        if leaf.kind in ("link", "submodule") and not leaf.path.startswith(f"{folder}/"):
            yield Problem(printable(leaf.path), 1, 1, *(LINK if leaf.kind == "link" else SUBMODULE))
