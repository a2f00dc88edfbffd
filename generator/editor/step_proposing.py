"""Proposing edits in several steps, each a commit of its own on one branch, made without a checkout."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from generator.editor.edits import BadRequest, FormEdit
from generator.editor.proposing import Base, base_of, check_author, check_repository, problems_beside
from generator.editor.rebasing import CannotApply, rebased
from generator.editor.saving import Save
from generator.git.command import SHORT, GitFailed, ask
from generator.git.side_branch import REGULAR, CommittedFile, commits_on_branch, committed_files, tree_with
from generator.model.file_kinds import kind_of
from generator.read.yaml.document import LARGEST_FILE


class ProposedStep(NamedTuple):
    """One commit of a proposal: its message, its edits by file, and the files that are new with it, by path."""

    message: str
    edits: Mapping[str, tuple[FormEdit, ...]]
    new: Mapping[str, bytes] = {}


class Proposal(NamedTuple):
    """A branch that was made, the commit that it begins with, and its commits, by their short ids."""

    branch: str
    base: str
    commits: tuple[str, ...]


def propose_steps(deals: Path, name: str, today: dt.date, steps: Sequence[ProposedStep], topic: str) -> Proposal:
    """Commit steps on a new branch from the last commit, and return it; nothing is pushed.

    `name` is the deals folder's. Neither HEAD nor the index nor a file is touched. Raises CannotApply, with nothing
    made, where an edit does not apply to the last commit, or would be a mistake there, and BadRequest where there is
    nothing to propose, or git is not ready.
    """
    check_repository(deals)
    check_author(deals)
    base = base_of(deals)
    files = {file: None for step in steps for file in (*step.new, *step.edits)}
    committed = committed_files(base.top, base.commit, [base.above + file for file in files], LARGEST_FILE + 1)
    there = {file: each for file in files if (each := committed.get(base.above + file))}
    trees, after = _trees(base, steps, there)
    if not trees:
        raise BadRequest("the last commit says all of it already, so there is nothing to propose", "", 409)
    sides = {file: (there[file].content if file in there else None, each.content) for file, each in after.items()}
    if problems := list(problems_beside(base, trees[-1][0], name, today, sides)):
        raise CannotApply(problems)
    try:
        branch, commits = commits_on_branch(base.top, base.commit, trees, topic)
    except GitFailed as fault:
        raise BadRequest(f"git: {fault}", "nothing was committed; mend that and propose again", 409) from None
    return Proposal(branch, base.commit[:SHORT], tuple(each[:SHORT] for each in commits))


def _trees(
    base: Base, steps: Sequence[ProposedStep], there: Mapping[str, CommittedFile]
) -> tuple[list[tuple[str, str]], dict[str, CommittedFile]]:
    """Return the tree of every step that changes something, with its message, and the files after the last one.

    Raises CannotApply where an edit does not apply.
    """
    trees, files, last = list[tuple[str, str]](), dict(there), ask(base.top, "rev-parse", f"{base.commit}^{{tree}}")
    last = last.strip()
    for step in steps:
        _make(step, files)
        changed = {base.above + file: files[file] for file in (*step.new, *step.edits)}
        tree = tree_with(base.top, last, changed)
        if tree != last:
            trees.append((tree, step.message))
            last = tree
    return trees, files


def _make(step: ProposedStep, files: dict[str, CommittedFile]) -> None:
    """Make the edits of a step in the files as they are after the steps before it."""
    for file, content in step.new.items():
        if file in files and files[file].content != content:
            says = "the last commit has such a file already, with other content"
            raise CannotApply([{"file": file, "at": [], "line": 1, "says": says}])
        files.setdefault(file, CommittedFile(REGULAR[0], content))
    for file, edits in step.edits.items():
        begun = files[file].content if file in files else None
        made = rebased(kind_of(file), file, begun, [Save(0, file, b"", b"", edits)])
        files[file] = files.get(file, CommittedFile(REGULAR[0], b""))._replace(content=made.after)
