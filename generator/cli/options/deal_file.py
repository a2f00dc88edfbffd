"""The deal file that a command changes: found by its name, written whole, and committed on request."""

from __future__ import annotations

import datetime as dt
import shlex
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, TypeVar

import click

from generator.cli.options.named_deals import named_deals
from generator.cli.options.options import deals_folder
from generator.cli.output.failures import INPUT
from generator.cli.output.printing import harmless, problem_text, waiting
from generator.edit.lock import file_held, held
from generator.edit.rating import US, RatingEdit, rate
from generator.git.proposals import NotReady, Proposal, check_ready, commits_folder, propose
from generator.model.deal import Deal
from generator.model.playbook import Surroundings
from generator.problems import Refused, expected
from generator.read.files import WorkTree
from generator.read.playbook import Reading, read_listed_deal
from generator.read.surroundings import SurroundingFiles
from generator.storage.atomic_write import write_whole

Given = TypeVar("Given")


@dataclass(frozen=True)
class DealFile:
    """One deal's file on disk; `path` is relative to the deals folder."""

    source: WorkTree
    identity: str
    path: str

    @cached_property
    def surroundings(self) -> Surroundings:
        """Surroundings in which the deal is judged.

        Raises Refused where the method's file has a mistake: nothing is rated or judged by another method.
        """
        around = SurroundingFiles(self.source, self.source.listing())
        if problems := around.method_problems:
            raise Refused(problems)
        return around.surroundings

    @property
    def file(self) -> Path:
        """The file itself."""
        return self.source.root / self.path

    def read(self) -> Reading[Deal]:
        """Return the deal as the file has it now."""
        return read_listed_deal(self.source, self.path, self.surroundings)

    def criterion(self, named: str) -> str:
        """Return the name of a criterion of the method from its name or number.

        Raises UsageError, with the one that was meant, where there is none.
        """
        criteria = list(self.surroundings.method.criteria)
        if named.isdigit() and 0 < int(named) <= len(criteria):
            return criteria[int(named) - 1]
        if named in criteria:
            return named
        meant = expected(named.replace("-", "_"), criteria)
        raise click.UsageError(f"there is no criterion {named!r}" + (f" ({meant})" if meant else ""))

    @contextmanager
    def held(self, *, to_commit: bool) -> Iterator[None]:
        """Hold the file against other commands that edit it, and with `to_commit` against those that commit, too.

        Raises UsageError where there is no repository to commit to, TimeoutError where another command stays.
        """
        with ExitStack() as stack:
            if to_commit:
                stack.enter_context(held(ready(commits_folder, self.source.root), tell=waiting))
            stack.enter_context(file_held(self.source.root, self.path, waiting))
            yield

    def check_ready(self) -> None:
        """Check that a change of this file can become a commit of its own. Raises UsageError where it cannot."""
        ready(commits_folder, self.source.root)
        ready(check_ready, self.source.root, self.path)

    def is_ready(self, path: str) -> bool:
        """Tell whether a change of another file, by its path below the deals folder, can go along in a commit."""
        try:
            check_ready(self.source.root, path)
        except NotReady:
            return False
        return True

    def message(self, answers: Sequence[RatingEdit]) -> str:
        """Return a commit's message: the ratings, and the evidence for them."""
        subject = in_short(answers[0]) if len(answers) == 1 else f"{len(answers)} answers"
        lines = [f"- {in_short(each)}{known_by(each)}" for each in answers]
        return "\n".join([f"{self.identity}: {subject}", "", *lines])


class Written(NamedTuple):
    """A file that a command wrote, by its path below the deals folder, before and after."""

    file: str
    before: bytes
    after: bytes


class Edits:
    """Edits of one command in a deal's file: committed together, or taken back together.

    `write` and `commit` are called while the file is held.
    """

    def __init__(self, file: DealFile) -> None:
        self.file = file
        self.answers: list[RatingEdit] = []
        self._written: list[Written] = []

    def write(self, answer: RatingEdit) -> bool:
        """Put an answer into the file and tell whether that changed it.

        Raises Refused, with the file as it was, where that would break it.
        """
        file = self.file
        content = file.source.read(file.path)
        edited = rate(file.source.name, file.path, content, answer, file.surroundings)
        if edited == content:
            return False
        write_whole(file.file, edited)
        self._written.append(Written(file.path, content, edited))
        self.answers.append(answer)
        return True

    def commit(self) -> None:
        """Commit the file on a branch of its own and print which. Raises what `commit_together` does."""
        again = [command_of(self.file.identity, each) for each in self.answers]
        commit_together(self.file, self._written, self.file.message(self.answers), again)


def commit_together(file: DealFile, written: Sequence[Written], message: str, again: Sequence[str]) -> None:
    """Commit the files that a command wrote on a branch of the deal's own, and print which.

    Called while the file is held; `again` are the commands that write the same. Raises UsageError where somebody else
    changed one meanwhile. Any error of the commit is raised as well, after the files are as they were.
    """
    root, first, last = file.source.root, dict[str, bytes](), dict[str, bytes]()
    for each in written:
        if last.get(each.file, each.before) != each.before:
            raise _changed_by_others(root / each.file)
        first.setdefault(each.file, each.before)
        last[each.file] = each.after
    for path, content in last.items():
        if file.source.read(path) != content:
            raise _changed_by_others(root / path)
    try:
        proposal = propose(root, last, file.identity.replace("/", "-"), message)
    except BaseException:
        for path, content in first.items():
            write_whole(root / path, content)
        files = " and ".join(str(root / path) for path in first)
        standing = "is as it was" if len(first) == 1 else "are as they were"
        click.echo(harmless(f"nothing was committed, and {files} {standing}; to write this again:"), err=True)
        for command in again:
            click.echo(f"  {harmless(command)}", err=True)
        raise
    told(proposal)


def _changed_by_others(path: Path) -> click.UsageError:
    says = f"{path} was changed by somebody else meanwhile; the answers are in it, commit it yourself"
    return click.UsageError(harmless(says))


def told(proposal: Proposal) -> None:
    """Print the branch of a commit, and git's complaint."""
    if proposal.warning:
        click.echo(f"git: {harmless(proposal.warning)}", err=True)
    click.echo(f"committed as {proposal.commit} on the branch {proposal.branch}; push it to propose the change")


def command_of(identity: str, answer: RatingEdit) -> str:
    """Return the command that writes an answer, quoted for a shell."""
    options = {
        "--for": "" if answer.whose == US else answer.whose,
        "--date": _day(answer.date),
        "--by": answer.by or "",
        "--evidence": answer.evidence,
    }
    given = [word for name, value in options.items() if value for word in (name, value)]
    return shlex.join(["playbook", "rate", identity, answer.criterion, answer.sign, *given])


def ready(ask: Callable[..., Given], *about: object) -> Given:
    """Return the answer to a question about the repository. Raises UsageError where it is not ready."""
    try:
        return ask(*about)
    except NotReady as fault:
        raise click.UsageError(str(fault)) from None


def found(ctx: click.Context, deals: str, named: str) -> DealFile:
    """Return the file of a deal. Raises UsageError, with the name that was meant, where there is none."""
    source = WorkTree(deals_folder(ctx.obj, deals))
    listing = source.listing()
    identity = named_deals([named], listing, source.name)[0]
    return DealFile(source, identity, listing.deals[identity])


def sound(ctx: click.Context, file: DealFile) -> Deal:
    """Return the deal, or print its problems and end: a file that cannot be read cannot be judged."""
    reading = file.read()
    if reading.noun is None:
        for problem in reading.problems:
            click.echo(problem_text(problem), err=True)
        ctx.exit(INPUT)
    return reading.noun


def in_short(answer: RatingEdit) -> str:
    """Return an answer as a phrase: `access_to_funds +`."""
    whose = "" if answer.whose == US else f" for {answer.whose}"
    return f"{answer.criterion} {answer.sign}{whose}"


def known_by(answer: RatingEdit) -> str:
    """Return the source of an answer in one phrase; nothing where there is none."""
    source = [answer.evidence, f"by {answer.by}" if answer.by else "", _day(answer.date)]
    words = ", ".join(each for each in source if each)
    return f" ({words})" if words else ""


def _day(date: dt.date | None) -> str:
    return date.isoformat() if date else ""
