"""One run of `playbook intake`: the sheet that is printed, or the answers that are proven and proposed."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from generator.assess.judgement import Judgement
from generator.cli.intake.notes_file import NotesFile
from generator.cli.output.diff_text import in_words
from generator.cli.output.failures import INPUT
from generator.cli.output.intake_text import answers_in_words
from generator.cli.output.printing import harmless, json_text
from generator.editor.edits import BadRequest
from generator.editor.effect import judged_deal
from generator.editor.past import Histories
from generator.editor.rebasing import CannotApply
from generator.editor.step_proposing import Proposal
from generator.history.difference import Difference
from generator.intake.answers_file import LARGEST, AnswersFile, read_answers
from generator.intake.case import Case, DealCase
from generator.intake.effect import difference_of
from generator.intake.proof import prove
from generator.intake.proposal import propose
from generator.intake.pull_request import counts_words, pull_request
from generator.intake.record import record
from generator.intake.sheet import questions_sheet
from generator.intake.sheet_text import sheet_markdown
from generator.intake.steps import Intake, as_edits
from generator.model.counting import counted
from generator.problems import expected
from generator.show.records.difference import record as diff_record


@dataclass(frozen=True)
class Run:
    """A deal with the notes that a command was given, on a day."""

    of: DealCase
    taken: NotesFile
    histories: Histories
    today: dt.date

    @property
    def judgement(self) -> Judgement:
        """Judgement of the deal with its history."""
        near, content = self.of.near, self.of.content
        found = judged_deal(near, content, content, self.histories.recalled, self.today).before
        assert found  # noqa: S101 - the deal has been read
        return found

    def print_questions(self, format_: str) -> None:
        """Print the sheet."""
        sheet = questions_sheet(self.of, self.judgement, self.today, self.taken.notes)
        if format_ == "json":
            click.echo(json_text(sheet.record()))
        else:
            click.echo(sheet_markdown(sheet), nl=False)

    def take(self, ctx: click.Context, file: Path, confirm: tuple[str, ...], format_: str, *, dry_run: bool) -> None:
        """Prove the answers of a file, propose what is accepted, and print both; nothing is written where dry.

        Ends with 1 where answers were given and none is accepted.
        """
        self.taken.notes.check_held(self.today)
        case = Case(self.of, self.taken.notes, self.taken.meeting, self._confirmed(confirm))
        answers = _read(ctx.obj, file)
        for each in sorted(case.confirmed - {each.criterion for each in answers.answers.ratings}):
            click.echo(f"--confirm {each}: no answer rates it", err=True)
        intake = as_edits(prove(answers, case, self.judgement.open_questions), answers, case)
        new = self.taken.unwritten if intake.steps else None
        of = difference_of(intake, case, self.histories.recalled, self.today, new)
        made = self._proposed(intake, case) if intake.steps and not dry_run else None
        self._print(intake, case, of, made, format_)
        if intake.proven.refused and not intake.proven.accepted:
            ctx.exit(INPUT)

    def _confirmed(self, confirm: tuple[str, ...]) -> frozenset[str]:
        criteria = self.of.around.method.criteria
        for each in confirm:
            if each not in criteria or not criteria[each].gate:
                gates = [key for key, one in criteria.items() if one.gate]
                remedy = expected(each, gates) or f"the gates are {', '.join(gates)}"
                raise click.UsageError(harmless(f"--confirm: {each!r} is no gate of the method ({remedy})"))
        return frozenset(confirm)

    def _proposed(self, intake: Intake, case: Case) -> Proposal:
        """Return the branch that was made. Raises UsageError, with nothing made, where it cannot be."""
        try:
            return propose(intake, case, self.today, self.taken.new)
        except BadRequest as fault:
            raise click.UsageError(
                harmless(f"{fault.says} ({fault.remedy})" if fault.remedy else fault.says)
            ) from None
        except CannotApply as fault:
            says = (f"{each['file']}:{each['line']}: {each['says']}" for each in fault.records)
            lines = "\n".join(map(harmless, says))
            raise click.UsageError(f"the last commit is not as the files are, so nothing was made\n{lines}") from None

    def _print(self, intake: Intake, case: Case, of: Difference, made: Proposal | None, format_: str) -> None:
        if format_ == "json":
            click.echo(json_text(_record(intake, case, of, made)))
        elif format_ == "markdown":
            click.echo(pull_request(intake, case, of), nl=False)
            click.echo(_ending(made), err=True)
        else:
            click.echo("\n".join(_lines(intake, case, of)))
            click.echo(_ending(made))


def _read(root: Path, file: Path) -> AnswersFile:
    if file == Path("-"):
        return read_answers("standard input", sys.stdin.buffer.read(LARGEST + 1))
    with (root / file).open("rb") as opened:
        return read_answers(file.as_posix(), opened.read(LARGEST + 1))


def _record(intake: Intake, case: Case, of: Difference, made: Proposal | None) -> dict[str, Any]:
    told = {"branch": made.branch, "commits": list(made.commits)} if made else None
    return {**record(intake.proven, case), "difference": diff_record(of), "made": told}


def _lines(intake: Intake, case: Case, of: Difference) -> Iterator[str]:
    proven = intake.proven
    yield click.style(harmless(f"{case.of.identity}: answers from the meeting of {case.notes.date}"), bold=True)
    if proven.stale:
        yield "the deal's file has changed since the questions were asked; what it says now is shown beside the notes"
    yield ""
    yield from answers_in_words(proven, case)
    yield from in_words(of)
    yield f"{counts_words(proven)}"
    if proven.left_out:
        yield f"not answered: {', '.join(proven.left_out)}"


def _ending(made: Proposal | None) -> str:
    """Return the last sentence: what was written."""
    if made is None:
        return "nothing was written"
    commits = counted(len(made.commits), "commit")
    return f"{commits} on the branch {made.branch}, and your files are as they were; push it to propose the change"
