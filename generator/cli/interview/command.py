"""`playbook interview`: a conversation that fills in a deal."""

from __future__ import annotations

import datetime as dt
import os
import shlex
from pathlib import Path

import click

from generator.cli.interview.asking import Talk
from generator.cli.interview.beginning import deal_meant
from generator.cli.interview.closing import closing
from generator.cli.interview.conversation import SUBJECTS, Conversation
from generator.cli.interview.desk import Desk
from generator.cli.options.deal_file import DealFile, Written, commit_together, sound
from generator.cli.options.options import deals_folder, deals_option, example, today_option
from generator.cli.output.failures import INPUT
from generator.cli.output.printing import harmless
from generator.editor.edits import BadRequest
from generator.model.counting import counted
from generator.read.files import WorkTree


@click.command(
    epilog=example(
        "playbook interview aldermoor/core-banking",
        "playbook interview acme/core --about people --about actions",
        "playbook interview acme/core --commit < answers.txt",
    )
)
@click.argument("deal", metavar="ACCOUNT/DEAL")
@click.option("--about", type=click.Choice(tuple(SUBJECTS)), multiple=True, help="Talk about this alone; repeatable.")
@click.option("--commit", is_flag=True, help="Commit what is written, alone, on a branch of its own.")
@deals_option
@today_option
@click.pass_context
def interview(
    ctx: click.Context, deal: str, about: tuple[str, ...], commit: bool, deals: str, today: dt.date
) -> None:
    """Fill in a deal in a conversation: what is not known yet, the next best question first.

    Then amount and close, the compelling event, people and actions. Every answer is written at once, and nothing else
    in the file changes. Enter leaves a question; back, skip, next, quit and help are understood everywhere. Days can
    be said (yesterday, next Friday, end of March). A deal that is not there is offered to be made. Answers can come
    from a file, a line each.
    """
    talk, source = Talk(), WorkTree(deals_folder(ctx.obj, deals))
    file = deal_meant(talk, source, deal)
    title = sound(ctx, file).title
    _check_writable(file.file)
    desk = Desk(source, ctx.obj, file.path, today)
    clean = _clean(file, desk) if commit else set()
    talk.say(f"{title} ({file.file})", bold=True)
    talk.say("Enter leaves a question; back, skip, next (subject), quit and help are understood.", dim=True)
    held = Conversation(talk, desk)
    held.hold(tuple(each for each in SUBJECTS if each in about) or tuple(SUBJECTS))
    click.echo()
    if isinstance(held.stopped, BadRequest):
        talk.say(f"the conversation ends here: {held.stopped.says}")
    for line in closing(desk, held.items):
        talk.say(line.lstrip(), "  " if line.startswith(" ") else "")
    if isinstance(held.stopped, OSError):
        raise held.stopped
    if held.stopped:
        ctx.exit(INPUT)
    if commit:
        _commit(file, desk, held, clean, [word for each in about for word in ("--about", each)])


def _check_writable(file: Path) -> None:
    """Check that a file may be written. Raises UsageError where it is read-only, which a rename would pass over."""
    if not (file.stat().st_mode & 0o222 and os.access(file, os.W_OK)):
        raise click.UsageError(
            f"{harmless(str(file))} is read-only; allow writing first: chmod u+w {shlex.quote(str(file))}"
        )


def _commit(file: DealFile, desk: Desk, held: Conversation, clean: set[str], words: list[str]) -> None:
    """Commit the files that were written; where that fails they are as they were, and the answers are printed.

    Raises UsageError where one of them was not `clean`: it held changes of somebody else already.
    """
    told = [each.told(each.answers) for each in held.items if each.ending == "saved"]
    if not told:
        return
    written = [Written(each.file, each.before or b"", each.after) for each in desk.saves.made]
    if other := next((each.file for each in written if each.file not in clean), ""):
        says = f"{file.source.root / other} has changes that are not committed; the answers are in it, too: commit it"
        raise click.UsageError(harmless(says))
    subject = told[0].partition(" (")[0] if len(told) == 1 else counted(len(told), "answer")
    message = "\n".join([f"{file.identity}: {subject}", "", *(f"- {each}" for each in told)])
    lines = shlex.join(["printf", r"%s\n", *held.talk.typed])
    again = f"{lines} | {shlex.join(['playbook', 'interview', file.identity, *words])}"
    with file.held(to_commit=True):
        commit_together(file, written, message, [again])


def _clean(file: DealFile, desk: Desk) -> set[str]:
    """Return the files whose changes are all committed. Raises UsageError where the deal's is none of them."""
    file.check_ready()
    is_clean = desk.account in desk.near().listing.accounts and file.is_ready(desk.account_file)
    return {file.path, *([desk.account_file] if is_clean else [])}
