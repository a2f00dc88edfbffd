"""The difference that a change makes, for people at 80 columns."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import click

from generator.assess.judgement import Judgement, Tally
from generator.assess.score.knowing import MORE_IS_KNOWN, rose_by_knowing
from generator.cli.output.printing import problem_text, wrapped
from generator.cli.output.score_text import COLOURS
from generator.history.difference import DealDifference, Difference
from generator.model.method import Method
from generator.show.text import values
from generator.show.text.badges import shown_range
from generator.show.text.changes import ARROW, field_words, others_words, shifts_words
from generator.show.text.entry_words import entry_words
from generator.show.text.meetings import meeting_words


def in_words(of: Difference) -> Iterator[str]:
    """Yield the lines, deal by deal in the order of their names, then the problems."""
    for each in of.deals:
        yield from _deal(each, of.method)
        yield ""
    for account in of.accounts:
        yield from wrapped(f"{account.slug}: people", bold=True)
        for change in account.people:
            yield from wrapped(entry_words(change, {}), "  - ")
        yield ""
    for account, meetings in groupby(of.meetings, lambda each: each.meeting.account):
        yield from wrapped(f"{account}: meetings", bold=True)
        for meeting in meetings:
            yield from wrapped(meeting_words(meeting), "  - ")
        yield ""
    yield from (problem_text(problem) for problem in of.problems)
    for found in of.findings:
        finding, place = found.finding, f"{found.path}:{found.line}:{found.column}"
        yield from wrapped(f"{place}: finding appears: {finding.says} ({finding.remedy}) [{finding.code}]")
    counts = f"{values.counted(len(of.deals), 'deal')} changed"
    counts += f", {values.counted(len(of.meetings), 'meeting')}" if of.meetings else ""
    yield f"{counts}, {values.counted(len(of.problems), 'problem')}, judged as of {of.today}"


def _deal(of: DealDifference, method: Method) -> Iterator[str]:
    was = f", was {of.was}" if of.was else ""
    yield from wrapped(f"{of.identity}: {of.kind}{was}", bold=True)
    sides = of.before, of.after
    if of.before or of.after:
        yield f"  {'verdict':<11}{_arrow(*(_word(each) for each in sides))}{_known(of, method)}"
        yield f"  {'winnable':<11}{_arrow(*(_tally(each.winnable if each else None) for each in sides))}"
    if (of.before and of.before.worth) or (of.after and of.after.worth):
        yield f"  {'worth':<11}{_arrow(*(_tally(each.worth if each else None) for each in sides))}"
    for sentence in [
        *(field_words(each, method) for each in of.fields),
        *shifts_words(of.shifts, method),
        *(entry_words(each, of.names) for each in of.entries),
    ]:
        yield from wrapped(sentence, "  - ")
    for title, findings in (("appears", of.appeared), ("vanishes", of.vanished), ("accepted", of.accepted)):
        for finding in findings:
            yield from wrapped(f"finding {title}: {finding.says} [{finding.code}]", "  - ")
    if others := others_words(of):
        yield from wrapped(f"also changed: {values.listing(others)}", "  - ")
    if of.unfounded:
        labels = [method.criteria[each.criterion].label for each in of.unfounded]
        yield from wrapped(f"rated better without new evidence: {values.listing(labels)}", "  ! ", bold=True)


def _arrow(before: str, after: str) -> str:
    return before if before == after else f"{before} {ARROW} {after}"


def _known(of: DealDifference, method: Method) -> str:
    """Return the reason why a verdict is better after a bad answer; empty for any other."""
    return f" ({MORE_IS_KNOWN})" if of.before and of.after and rose_by_knowing(of.before, of.after, method) else ""


def _word(judgement: Judgement | None) -> str:
    if judgement is None:
        return "none"
    word = judgement.deal.outcome.result if judgement.deal.outcome else judgement.verdict.word
    return click.style(values.verdict_word(word), fg=COLOURS.get(word))


def _tally(tally: Tally | None) -> str:
    return f"{shown_range(tally.range)} ({tally.known} of {tally.total})" if tally else "none"
