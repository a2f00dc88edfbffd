"""`playbook history`: movement of a deal's score, in the terminal or for other programs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import click

from generator.assess.words import day_in_words
from generator.cli.options.named_deals import named_deals
from generator.cli.options.options import deals_folder, deals_option, example, today_option
from generator.cli.output.failures import ELSE, INPUT
from generator.cli.output.printing import json_text, problem_text, wrapped
from generator.cli.output.score_text import COLOURS
from generator.git.cache_file import memory
from generator.git.log_cache import kept_log
from generator.history.history import History, chronicle_of, histories, whole_history
from generator.history.revision import Revision
from generator.model.method import Method
from generator.read.file_names import METHOD
from generator.read.files import WorkTree
from generator.read.playbook import read_deal, read_surroundings
from generator.show.deal.history import changes_of, earlier_lines
from generator.show.records.history import history_record
from generator.show.text import values


@click.command(
    epilog=example("playbook history aldermoor/core-banking", "playbook history aldermoor/fraud-desk --json")
)
@click.argument("deal")
@click.option("--json", "for_programs", is_flag=True, help="Print it for other programs.")
@deals_option
@today_option
@click.pass_context
def history(ctx: click.Context, deal: str, for_programs: bool, deals: str, today: dt.date) -> None:
    """Show how a deal's score moved: every commit that touched its file, under today's method.

    DEAL is account/deal. Ends with 1 if the team's method has a problem, with 3 if there is no history.
    """
    folder = deals_folder(ctx.obj, deals)
    source = WorkTree(folder)
    listing = source.listing()
    (identity,) = named_deals([deal], listing, source.name)
    surroundings, around = read_surroundings(source)
    problems = [problem for problem in around if problem.path == f"{source.name}/{METHOD}"]
    cache = memory(ctx.obj)
    chronicle = chronicle_of(kept_log(folder, cache), folder, cache)
    path = listing.deals[identity]
    with histories(chronicle, surroundings.method, today) as history_of:
        past = history_of(path)
    reading = read_deal(source.name, path, source.read(path), surroundings)
    whole = whole_history(past, reading.noun, today) if reading.noun else past
    if reading.noun is None:
        click.secho(f"playbook: {path} has problems, so its past is not shown; playbook check names them", err=True)
    if whole is None:
        click.secho("playbook: there is no history: the deals are not in a git repository with a commit", err=True)
        ctx.exit(ELSE)
    if for_programs:
        click.echo(json_text(history_record(identity, whole, surroundings.method)))
    else:
        click.echo("\n".join(in_words(identity, whole, surroundings.method)))
    for problem in problems:
        click.echo(problem_text(problem), err=True)
    ctx.exit(INPUT if problems else 0)


def in_words(identity: str, past: History, method: Method) -> Iterator[str]:
    """Yield the lines of a history at 80 columns, the newest change first."""
    yield click.style(identity, bold=True)
    if past.revisions:
        yield from _revisions(past, method)
    else:
        yield "Not committed yet: the history begins with the first commit."
    if past.earlier:
        yield ""
        yield click.style("before the first commit, by the file's past", dim=True)
        for line in earlier_lines(past.earlier, method):
            yield from wrapped("; ".join(line.changed), f"{line.day:<12}")


def _revisions(past: History, method: Method) -> Iterator[str]:
    count = values.counted(len(past.revisions), "assessment")
    since = day_in_words(past.revisions[0].change.date)
    yield from wrapped(f"{count} since {since}, all under today's method ({method.name})")
    if past.shallow:
        yield from wrapped("The history is shallow: earlier commits are missing (git fetch --unshallow).")
    if past.close_moved_later:
        yield f"Close date moved to a later day: {values.counted(past.close_moved_later, 'time')}"
    yield ""
    yield click.style(
        f"{'day':<12}{'commit':<11}{'verdict':<12}{'known':>7}{'low':>7}{'score':>7}{'high':>7}", dim=True
    )
    for revision in reversed(past.revisions):
        yield from _revision(revision, method)


def _revision(revision: Revision, method: Method) -> Iterator[str]:
    start = f"{day_in_words(revision.change.date):<12}{revision.change.id:<11}"
    if stand := revision.stand:
        word = click.style(f"{values.verdict_word(stand.word):<12}", fg=COLOURS.get(stand.word))
        of = stand.winnable.range
        known = f"{stand.winnable.known}/{stand.winnable.total}"
        yield (
            start + word + f"{known:>7}" + "".join(f"{values.score(each):>7}" for each in (of.low, of.score, of.high))
        )
    else:
        yield f"{start}gap"
    if revision.change.subject:
        yield from wrapped(f'"{revision.change.subject}"', "  ")
    if revision.note:
        yield from wrapped(revision.note, "  ")
    for sentence in changes_of(revision, method):
        yield from wrapped(sentence, "  - ")
