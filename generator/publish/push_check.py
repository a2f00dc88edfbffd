"""Check of a push: the problems that it would bring into a branch."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from generator.git.tree import CommitFiles, CommitTree
from generator.problems import Problem
from generator.publish.branch import Branch
from generator.publish.unwritable import unusable
from generator.read.file_names import printable
from generator.read.playbook import read_listed_deal, read_surroundings

LINK = ("symlink", "this is a link, and links are never followed", "put the file itself here")
SUBMODULE = ("submodule", "this is a repository of its own, which is not read", "put the files themselves here")


class RefUpdate(NamedTuple):
    """Update of a reference that a push asks for: from one commit to another; zeros stand for none."""

    old: str
    new: str
    reference: str


def moves(lines: Iterable[str]) -> Iterator[RefUpdate]:
    """Yield the moves that git tells a hook, one a line."""
    for line in lines:
        yield RefUpdate(*line.rstrip("\n").split(" ", 2))


def move_of(branch: Branch, asked: Iterable[RefUpdate]) -> RefUpdate | None:
    """Return the move of a branch, None where the push leaves it alone."""
    return next((move for move in asked if move.reference == f"refs/heads/{branch.name}"), None)


def deletes(move: RefUpdate) -> bool:
    """Tell whether a move leaves no branch."""
    return not move.new.strip("0")


def brought(branch: Branch, move: RefUpdate, today: dt.date) -> tuple[Problem, ...]:
    """Return the problems that a move brings: those of the new commit that the old one has not.

    A deal is read only where it, or anything around the deals, differs. Raises GitFailed where git gives up.
    """
    with CommitFiles(branch.repository, move.new) as new:
        after = new.playbook(branch.deals)
        if not move.old.strip("0"):
            return tuple(sorted(_problems(after, after.listing().deals.values(), today)))
        with CommitFiles(branch.repository, move.old) as old:
            before = old.playbook(branch.deals)
            touched = _touched(before, after)
            problems = sorted(_problems(after, touched, today))
            there = touched & set(before.listing().deals.values())
            faults = {_fault(each) for each in _problems(before, there, today)} if problems else set()
    return tuple(each for each in problems if _fault(each) not in faults)


def _fault(problem: Problem) -> tuple[str, str, str]:
    """Return the part of a problem that is the same when lines are added above it."""
    return problem.path, problem.code, problem.says


def _touched(before: CommitTree, after: CommitTree) -> set[str]:
    """Return the deals that can have other problems than before."""
    contents, contents_before = after.contents(), before.contents()
    deals, deals_before = set(after.listing().deals.values()), set(before.listing().deals.values())
    changed = {path for path, _ in contents.items() ^ contents_before.items()}
    return deals & changed if changed <= deals | deals_before else deals


def _problems(source: CommitTree, deals: Iterable[str], today: dt.date) -> set[Problem]:
    """Return the problems around the deals, of some of the deals, and of files that cannot be published."""
    surroundings, around = read_surroundings(source, today)
    problems = {*around, *unusable(source.committed), *_elsewhere(source)}
    for path in deals:
        problems.update(read_listed_deal(source, path, surroundings).problems)
    return problems


def _elsewhere(source: CommitTree) -> Iterator[Problem]:
    """Yield a problem for each link and submodule outside the deals, which the playbook's own reading covers."""
    for leaf in source.committed.leaves.values():
        if leaf.kind in ("link", "submodule") and not leaf.path.startswith(source.above):
            yield Problem(printable(leaf.path), 1, 1, *(LINK if leaf.kind == "link" else SUBMODULE))
