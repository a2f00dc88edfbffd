"""The deal file that a command changes: found by its name, written whole, and committed if asked to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import click

from generator.cli.options.named_deals import named_deals
from generator.cli.options.options import deals_folder
from generator.cli.output.failures import INPUT
from generator.cli.output.printing import problem_line
from generator.edit.rating import Answer, rate
from generator.edit.writing import write
from generator.git.proposals import NotReady, check_ready, propose
from generator.model.deal import Deal
from generator.model.playbook import Surroundings
from generator.problems import expected
from generator.read.files import WorkTree
from generator.read.playbook import Reading, read_listed_deal, read_surroundings


@dataclass(frozen=True)
class DealFile:
    """One deal's file on disk; `path` is relative to the deals folder."""

    source: WorkTree
    identity: str
    path: str

    @cached_property
    def surroundings(self) -> Surroundings:
        """What the deal is judged among."""
        return read_surroundings(self.source)[0]

    @property
    def file(self) -> Path:
        """The file itself."""
        return self.source.root / self.path

    def read(self) -> Reading[Deal]:
        """Return the deal as the file has it now."""
        return read_listed_deal(self.source, self.path, self.surroundings)

    def criterion(self, named: str) -> str:
        """Return the name of a criterion of the method, which may be given by its number, too; or fail."""
        criteria = list(self.surroundings.method.criteria)
        if named.isdigit() and 0 < int(named) <= len(criteria):
            return criteria[int(named) - 1]
        if named in criteria:
            return named
        meant = expected(named.replace("-", "_"), criteria)
        raise click.UsageError(f"there is no criterion {named!r}" + (f" ({meant})" if meant else ""))

    def write(self, answer: Answer) -> None:
        """Put an answer into the file; raise Refused, with the file as it was, where that would break it."""
        content = self.source.read(self.path)
        edited = rate(self.source.name, self.path, content, answer, self.surroundings)
        if edited != content:
            write(self.file, edited)

    def commit(self, answers: Sequence[Answer]) -> None:
        """Commit the file on a branch of its own and say where; the message names what was rated."""
        proposal = propose(self.source.root, self.path, self.identity.replace("/", "-"), message_of(self, answers))
        click.echo(f"committed as {proposal.commit} on the branch {proposal.branch}; push it to propose the change")


def found(ctx: click.Context, deals: str, named: str, *, to_commit: bool) -> DealFile:
    """Return the file of a deal, or fail with what was meant; with `to_commit`, git has to be ready for it."""
    source = WorkTree(deals_folder(ctx.obj, deals))
    listing = source.listing()
    identity = named_deals([named], listing, source.name)[0]
    file = DealFile(source, identity, listing.deals[identity])
    if to_commit:
        try:
            check_ready(source.root, file.path)
        except NotReady as fault:
            raise click.UsageError(str(fault)) from None
    return file


def sound(ctx: click.Context, file: DealFile) -> Deal:
    """Return the deal, or end with its problems: what cannot be read cannot be judged."""
    reading = file.read()
    if reading.noun is None:
        for problem in reading.problems:
            click.echo(problem_line(problem), err=True)
        ctx.exit(INPUT)
    return reading.noun


def message_of(file: DealFile, answers: Sequence[Answer]) -> str:
    """Return a commit's message: what was rated how, and the evidence for it."""
    if len(answers) == 1:
        subject = f"{file.identity}: {in_short(answers[0])}"
    else:
        subject = f"{file.identity}: {len(answers)} answers"
    lines = [f"- {in_short(each)}{known_by(each)}" for each in answers]
    return "\n".join([subject, "", *lines])


def in_short(answer: Answer) -> str:
    """Return an answer as a phrase: `access_to_funds +`."""
    whose = "" if answer.whose == "us" else f" for {answer.whose}"
    return f"{answer.criterion} {answer.sign}{whose}"


def known_by(answer: Answer) -> str:
    """Return how an answer is known, in one phrase; nothing where that is not told."""
    source = [answer.evidence, f"by {answer.by}" if answer.by else "", _day(answer.date)]
    told = ", ".join(each for each in source if each)
    return f" ({told})" if told else ""


def _day(date: dt.date | None) -> str:
    return date.isoformat() if date else ""
