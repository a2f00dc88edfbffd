"""Proposing: the edits since the last proposal as a commit on a branch of its own, made without a checkout."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple

from generator.edit.slugs import slug_of
from generator.editor.edits import BadRequest
from generator.editor.rebasing import CannotApply, Rebased, rebased
from generator.editor.saving import Save, Saves
from generator.editor.wording import change_words, commit_message
from generator.git.command import SHORT, GitFailed, ask, has_history
from generator.git.side_branch import (
    REGULAR,
    CommittedFile,
    commit_on_branch,
    committed_files,
    knows_author,
    push,
    remote_of,
    tree_with,
)
from generator.git.since import prefix
from generator.git.tree import CommitFiles
from generator.model.file_kinds import kind_of
from generator.problems import Problem, newly
from generator.read.files import Source
from generator.read.replaced import problems_with
from generator.read.surroundings import SurroundingFiles
from generator.read.yaml.document import LARGEST_FILE
from generator.show.urls.forge import Forge

LONGEST_TITLE: Final = 200
Pending = Mapping[str, list[Save]]


class Base(NamedTuple):
    """Commit that a proposal begins with: the top of the repository, the path of the deals below it, and HEAD."""

    top: Path
    above: str
    commit: str


def base_of(deals: Path) -> Base:
    """Return the last commit of the repository that a deals folder is in. Raises GitFailed where there is none."""
    top = Path(ask(deals, "rev-parse", "--show-toplevel").removesuffix("\n"))
    return Base(top, prefix(deals), ask(deals, "rev-parse", "HEAD").strip())


def check_repository(deals: Path) -> None:
    """Check that there is a commit to begin with. Raises BadRequest where there is none, or git gives up."""
    try:
        if not has_history(deals):
            raise BadRequest("there is no git repository with a commit here", "run git init and commit once", 409)
    except GitFailed as fault:
        raise BadRequest(f"git: {fault}", "mend that and propose again", 409) from None


def check_author(deals: Path) -> None:
    """Check that git knows who commits. Raises BadRequest where it does not, or gives up."""
    try:
        if not knows_author(deals):
            says = "git does not know who you are"
            raise BadRequest(says, "run git config --global user.name NAME and user.email ADDRESS", 409)
    except GitFailed as fault:
        raise BadRequest(f"git: {fault}", "mend that and propose again", 409) from None


Sides = Mapping[str, tuple[bytes | None, bytes]]
"""Contents of files by path, before and after a proposal; None for a new file."""


def problems_beside(base: Base, tree: str, name: str, today: dt.date, changes: Sides) -> Iterator[dict[str, Any]]:
    """Yield the mistakes that proposed files would have beside those of the last commit, as records."""
    with CommitFiles(base.top, base.commit) as one, CommitFiles(base.top, tree) as other:
        before, after = (each.playbook(base.above, name) for each in (one, other))
        for file, (was, now) in changes.items():
            known = _problems(before, today, file, was) if was is not None else ()
            for problem in newly(_problems(after, today, file, now), known):
                says = f"{problem.says}, beside the files of the last commit"
                yield {"file": file, "at": [], "line": problem.line, "says": says}


def _problems(source: Source, today: dt.date, file: str, content: bytes) -> tuple[Problem, ...]:
    around = SurroundingFiles(source, source.listing()).surroundings
    return problems_with(source, source.listing(), around, today, file, content)


class Plan(NamedTuple):
    """A proposal before it is committed: the files as the commit has them, and the edits that are in it."""

    top: Path
    above: str
    commit: str
    files: Mapping[str, Rebased]

    @property
    def base(self) -> Base:
        """Commit that the proposal begins with."""
        return Base(self.top, self.above, self.commit)


@dataclass(frozen=True)
class Proposer:
    """Proposer of a playbook's saves: the deals folder, today, and the forge where that is known."""

    deals: Path
    name: str
    today: Callable[[], dt.date]
    forge: Callable[[], Forge | None]

    def propose(self, saves: Saves, pending: Pending, title: str = "") -> dict[str, Any]:
        """Commit the saves since the last proposal on a new branch, push it where there is a remote, and tell which.

        Neither HEAD nor the index nor a file is touched. Where an edit does not apply to the last commit, or would
        be a mistake there, nothing is made and the answer says which. Raises BadRequest where there is nothing to
        propose, or git is not ready.
        """
        self._check_ready(pending)
        try:
            plan = self._plan(pending, saves)
        except CannotApply as fault:
            return {"refused": fault.records}
        tree = tree_with(plan.top, plan.commit, self._contents(plan))
        if ask(plan.top, "rev-parse", f"{plan.commit}^{{tree}}").strip() == tree:
            saves.proposed(pending)
            raise BadRequest("the last commit says all of it already, so there is nothing to propose", "", 409)
        changes = {file: (each.before, each.after) for file, each in plan.files.items()}
        if problems := list(problems_beside(plan.base, tree, self.name, self.today(), changes)):
            return {"refused": problems}
        made = self._made(plan, tree, " ".join(title.split())[:LONGEST_TITLE])
        saves.proposed(pending)
        return made

    def _check_ready(self, pending: Pending) -> None:
        check_repository(self.deals)
        if not pending:
            says = "nothing was saved since the last proposal, or since `playbook serve` was started"
            raise BadRequest(says, "what was saved before stands in the files; commit it with git", 409)
        check_author(self.deals)

    def _plan(self, pending: Pending, saves: Saves) -> Plan:
        """Return the files as they are to be committed; earlier proposals go along where the edits need them.

        Raises CannotApply where they do not apply even so.
        """
        top, above, commit = base = base_of(self.deals)
        paths = [above + file for file in pending]
        committed = committed_files(top, commit, paths, LARGEST_FILE + 1)
        files: dict[str, Rebased] = {}
        refused: list[dict[str, Any]] = []
        for file, made in pending.items():
            there = committed.get(above + file)
            content = there.content if there else None
            try:
                files[file] = rebased(kind_of(file), file, content, made)
            except CannotApply as fault:
                try:
                    files[file] = rebased(kind_of(file), file, content, saves.of_run(file))
                except CannotApply:
                    refused += fault.records
        if refused:
            raise CannotApply(refused)
        return Plan(*base, files)

    def _contents(self, plan: Plan) -> dict[str, CommittedFile]:
        there = committed_files(plan.top, plan.commit, [plan.above + file for file in plan.files], LARGEST_FILE + 1)
        new = CommittedFile(REGULAR[0], b"")
        return {
            plan.above + file: there.get(plan.above + file, new)._replace(content=each.after)
            for file, each in plan.files.items()
        }

    def _made(self, plan: Plan, tree: str, title: str) -> dict[str, Any]:
        """Commit and push, and return what was made."""
        with CommitFiles(plan.top, plan.commit) as one, CommitFiles(plan.top, tree) as other:
            sides = tuple(each.playbook(plan.above, self.name) for each in (one, other))
            words = {
                file: change_words(kind_of(file), file, each, (sides[0], sides[1]), self.today())
                for file, each in plan.files.items()
            }
        message = commit_message(words, title)
        subject = message.partition("\n")[0]
        topic = slug_of(title or next(iter(plan.files)).removesuffix(".md").removesuffix("/index")) or "edits"
        try:
            branch, commit = commit_on_branch(plan.top, plan.commit, tree, topic, message)
        except GitFailed as fault:
            raise BadRequest(f"git: {fault}", "nothing was committed; mend that and propose again", 409) from None
        made = {"branch": branch, "commit": commit[:SHORT], "message": message}
        return made | {"pushed": False, "address": "", "note": ""} | self._pushed(plan.top, branch, subject)

    def _pushed(self, top: Path, branch: str, subject: str) -> dict[str, Any]:
        """Push a branch and return where its pull request is opened; a branch that cannot be pushed stays here."""
        remote, forge = remote_of(top), self.forge()
        if not remote:
            return {"note": "there is no remote to push to; push the branch when there is one"}
        options: list[str] = []
        if forge and forge.ways.pushes_open_requests:
            words = ["create", f"target={forge.branch}", f"title={subject}"]
            options = [f"merge_request.{each}" for each in words]
        try:
            push(top, remote, branch, options)
        except GitFailed as fault:
            return {"note": f"the branch is here, and was not pushed: git: {fault}"}
        return {"pushed": True, "address": forge.request(branch) if forge else ""}
