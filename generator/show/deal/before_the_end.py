"""A closed deal as it stood some days before its end, beside what was known when it ended."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from generator.assess.judgement import BeforeEnd, Tally
from generator.assess.state import NOTHING_KNOWN
from generator.show.deal.context import DealContext
from generator.show.deal.scorecard import Counts, RatingMark, counts, mark_of
from generator.show.page import Link
from generator.show.text import values
from generator.show.text.changes import state_words


class ThenAndNow(NamedTuple):
    """A question, or an axis, which has no marks of its own: then and at the end."""

    label: str
    marks: tuple[RatingMark, ...]
    then: Counts
    ended: Counts


class Learned(NamedTuple):
    """A criterion that read otherwise at the end."""

    criterion: Link
    then: str
    ended: str
    known: str


class PastView(NamedTuple):
    """The whole section; `source` says what was looked at, `stood` the fields of the deal then."""

    day: str
    days: str
    word: str
    says: str
    source: str
    stood: str
    lines: tuple[ThenAndNow, ...]
    learned: tuple[Learned, ...]


def before(view: DealContext) -> PastView | None:
    """Return the section, or None where the deal is open."""
    then = view.judgement.before
    if then is None:
        return None
    file = _file(then)
    return PastView(
        values.day(then.day),
        values.counted(view.method.odds.days_before, "day"),
        then.verdict.word,
        values.after_word(then.verdict.says, then.verdict.word),
        f"Judged under today's method by {file}.",
        _stood(view, then),
        tuple(_lines(view, then)),
        tuple(_learned(view, then)),
    )


def _file(then: BeforeEnd) -> str:
    if then.from_history:
        return "the file as it was on that day"
    beside = ", with the amount and the close date that its past has of the day" if then.state else ""
    return f"today's file, where what was dated later reads ?{beside}"


def _stood(view: DealContext, then: BeforeEnd) -> str:
    """Return the fields of the deal on that day in a sentence, empty where none is known."""
    said = "; ".join(state_words(NOTHING_KNOWN, then.state, view.method)) if then.state else ""
    return f"It stood then at: {said}." if said else ""


def _lines(view: DealContext, then: BeforeEnd) -> Iterator[ThenAndNow]:
    judgement = view.judgement
    for name, question in view.method.questions.items():
        marks = tuple(mark_of(view, each, then.assessed[each]) for each, _ in view.method.of_question(name))
        label = f"{question.letter} {question.label}"
        yield ThenAndNow(label, marks, counts(then.tallies[name]), counts(judgement.tallies[name]))
    axes: tuple[tuple[str, Tally | None, Tally | None], ...] = (
        ("Winnable", then.winnable, judgement.winnable),
        ("Worth", then.worth, judgement.worth),
    )
    for label, was, ended in axes:
        if was and ended:
            yield ThenAndNow(label, (), counts(was), counts(ended))


def _learned(view: DealContext, then: BeforeEnd) -> Iterator[Learned]:
    for name, ended in view.judgement.assessed.items():
        was = then.assessed[name].rating
        if was != ended.rating:
            day = values.day(ended.date) if ended.date else ""
            yield Learned(view.criterion(name), values.glyph(was), values.glyph(ended.rating), day)
