"""`playbook intake`: questions on a deal, and answers from a meeting's notes as a branch."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from generator.cli.intake.notes_file import PresentType, notes_file, present_of
from generator.cli.intake.run import Run
from generator.cli.options.deal_file import found
from generator.cli.options.options import DayType, deals_option, example, today_option
from generator.editor.near import NearFiles
from generator.editor.past import Histories
from generator.intake.case import deal_case
from generator.intake.new_meeting import Facts

FILE = click.Path(path_type=Path, dir_okay=False, allow_dash=True)
MEETING = "deals/aldermoor/meetings/2026-11-10-call.md"
FORMATS = click.Choice(["text", "markdown", "json"])


@click.command(
    epilog=example(
        f"playbook intake aldermoor/core-banking --notes {MEETING} --questions > sheet.md",
        f"playbook intake aldermoor/core-banking --notes {MEETING} --answers answers.json --dry-run",
    )
)
@click.argument("deal", metavar="ACCOUNT/DEAL")
@click.option("--notes", type=FILE, metavar="FILE", required=True, help="A meeting's file, or what becomes one.")
@click.option("--questions", is_flag=True, help="Print the sheet of open questions.")
@click.option("--answers", type=FILE, metavar="FILE", help="Take answers from this file; - is standard input.")
@click.option("--dry-run", is_flag=True, help="Say what the answers would change, and write nothing.")
@click.option("--confirm", multiple=True, metavar="CRITERION", help="This gate's rating is confirmed; repeatable.")
@click.option("--date", type=DayType(), metavar="DATE", help="Day of the meeting, where FILE is no meeting's file.")
@click.option(
    "--present", type=PresentType(), multiple=True, metavar="NAME=KEY", help="Who NAME in FILE is; repeatable."
)
@click.option("--title", default="", metavar="TEXT", help="Title of the meeting, where FILE is no meeting's file.")
@click.option("--format", "format_", type=FORMATS, help="How to print it.  [default: markdown or text]")
@deals_option
@today_option
@click.pass_context
def intake(
    ctx: click.Context,
    deal: str,
    notes: Path,
    questions: bool,
    answers: Path | None,
    dry_run: bool,
    confirm: tuple[str, ...],
    date: dt.date | None,
    present: tuple[tuple[str, str], ...],
    title: str,
    format_: str | None,
    deals: str,
    today: dt.date,
) -> None:
    """Turn a meeting's notes into changes of a deal, each proven by a quote.

    With --questions it prints what is not known yet, what stands, and how answers have to look: for a person, or for
    an assistant. With --answers it takes them: what stands word for word in the notes becomes a branch with a commit
    for each kind, made beside your files; everything else is listed with the reason. Nothing is pushed, and nothing
    calls a model or the network. A quote proves words, not their meaning: read each under its question.
    """
    if questions == (answers is not None):
        raise click.UsageError("give one of --questions and --answers FILE")
    file = found(ctx, deals, deal)
    of = deal_case(NearFiles(file.source, file.path))
    taken = notes_file(ctx.obj, notes, of, Facts(date, present_of(present), title))
    run = Run(of, taken, Histories(file.source.root, ctx.obj), today)
    if answers is None:
        run.print_questions(format_ or "markdown")
    else:
        run.take(ctx, answers, confirm, format_ or "text", dry_run=dry_run)
