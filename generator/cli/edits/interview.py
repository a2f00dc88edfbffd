"""`playbook interview`: the open questions of a deal, one at a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TypeVar, get_args

import click

from generator.assess.deal.assessment import assess
from generator.assess.judgement import OpenQuestion
from generator.cli.options.deal_file import Edits, found, sound
from generator.cli.options.options import deals_option, example, today_option
from generator.cli.output.printing import harmless, problem_text
from generator.edit.rating import RatingEdit
from generator.model.days import days_meant
from generator.model.deal import Word
from generator.model.method import Method
from generator.model.text import SPOKEN, Sign
from generator.problems import Refused
from generator.show.text.values import counted, verdict_word

Given = TypeVar("Given")
SKIP = ("s", "skip", "")
QUIT = ("q", "quit")


class Quit(Exception):  # noqa: N818 - nobody's error: the answers so far are written
    """Signal that the user stops answering."""


@click.command(epilog=example("playbook interview aldermoor/core-banking", "playbook interview acme/core --commit"))
@click.argument("deal", metavar="ACCOUNT/DEAL")
@click.option("--commit", is_flag=True, help="Commit this file alone, on a branch of its own.")
@deals_option
@today_option
@click.pass_context
def interview(ctx: click.Context, deal: str, commit: bool, deals: str, today: dt.date) -> None:
    """Ask what is not known yet, the next best question first, and write each answer at once.

    Answer with + - or ?, skip with s and stop with q; then say what was said or seen, whose word it is, and when. An
    answer changes the criterion's line and nothing else. Answers can come from a file, a line each.
    """
    file = found(ctx, deals, deal)
    if commit:
        file.check_ready()
    sound(ctx, file)
    edits = Edits(file)
    try:
        _ask_all(ctx, edits, today)
    except Quit:
        click.echo()
    judgement = assess(sound(ctx, file), file.surroundings, today)
    written, left = counted(len(edits.answers), "answer"), counted(len(judgement.open_questions), "question")
    click.echo(f"{written} written, {left} open; the verdict is {verdict_word(judgement.verdict.word)}")
    if commit and edits.answers:
        with file.held(to_commit=True):
            edits.commit()


def _ask_all(ctx: click.Context, edits: Edits, today: dt.date) -> None:
    """Ask every open question once; the order is worked out anew after each answer."""
    file, asked = edits.file, set[str]()
    while True:
        questions = assess(sound(ctx, file), file.surroundings, today).open_questions
        left = [each for each in questions if each.criterion not in asked]
        if not left:
            return
        asked.add(left[0].criterion)
        if answer := _ask(left[0], len(left), file.surroundings.method, today):
            try:
                with file.held(to_commit=False):
                    edits.write(answer)
            except Refused as refused:
                for problem in refused.problems:
                    click.echo(f"not written: {problem_text(problem)}", err=True)


def _ask(question: OpenQuestion, left: int, method: Method, today: dt.date) -> RatingEdit | None:
    """Return the answer to one question, None where it is skipped."""
    criterion = method.criteria[question.criterion]
    click.secho(f"\n{harmless(criterion.label)} ({question.criterion}), {left} to go", bold=True)
    click.secho(f"  {harmless('; '.join(question.reasons))}", dim=True)
    click.echo(f"  -  {harmless(criterion.low)}\n  +  {harmless(criterion.high)}")
    for ask in criterion.ask:
        click.echo(f"     {harmless(ask)}")
    sign = _answered("+ - ?, s to skip, q to stop", _sign)
    if sign is None:
        return None
    evidence = _line("What was said or seen, and by whom")
    if sign == "?" and not evidence:
        return None
    by = _answered(f"Whose word is it: {', '.join(get_args(Word))}", _word)
    date = _answered(f"On which day was that known (Enter for {today})", lambda text: _day(text, today))
    return RatingEdit(question.criterion, sign, date=date if sign != "?" else None, by=by, evidence=evidence)


def _sign(text: str) -> Sign | None:
    return None if text.lower() in SKIP else SPOKEN[text]


def _word(text: str) -> Word | None:
    words: dict[str, Word] = {word: word for word in get_args(Word)}
    return words[text.lower()] if text else None


def _day(text: str, today: dt.date) -> dt.date:
    """Return the one day that a text can mean, today without any. Raises ValueError where there is none or two."""
    days = days_meant(text) if text else (today,)
    if len(days) != 1:
        named = " or ".join(map(str, days)) or f"the day like {today}"
        raise ValueError(f"{text!r} is not a day; write {named}")
    if days[0] > today:
        raise ValueError(f"{days[0]} is still to come; write a day up to {today}")
    return days[0]


def _answered(says: str, meaning: Callable[[str], Given]) -> Given:
    """Return the meaning of an answer, asking again until it has one."""
    while True:
        text = _line(says)
        try:
            return meaning(text)
        except KeyError:
            click.echo(f"  {text!r} is none of the answers; try again")
        except ValueError as error:
            click.echo(f"  {harmless(str(error))}")


def _line(says: str) -> str:
    """Return a line that is typed or piped in. Raises Quit at the end of the input, on q and on Ctrl-C."""
    try:
        text: str = click.prompt(f"  {says}", default="", show_default=False)
    except click.Abort:
        raise Quit from None
    if text.strip().lower() in QUIT:
        raise Quit
    return text.strip()
