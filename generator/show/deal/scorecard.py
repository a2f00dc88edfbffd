"""The scorecard: every criterion between its poles, ours and each competitor's, and the arithmetic in the open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from generator.assess.judgement import Assessed, NumberReading, Range, Rival, Tally
from generator.show.deal.context import DealContext
from generator.show.page import Link
from generator.show.text import values
from generator.show.urls import anchors

WHOSE = {"customer": "the customer's word", "document": "from a document", "us": "our own view"}
FIRST = 5
"""Criteria that stand open on the page; the others are a click away."""
STANDINGS = {"proven": "proven", "claimed": "claimed", "against": "against us", "unknown": "unknown"}


class RivalMark(NamedTuple):
    """A competitor's rating on one criterion, and where that leaves us: lead, level, trail or not known."""

    name: str
    sign: str
    place: str


class CriterionLine(NamedTuple):
    """One criterion as printed."""

    id: str
    number: int
    label: str
    weight: str
    low: str
    high: str
    sign: str
    standing: str
    word: str
    evidence: str
    about: str
    warnings: tuple[str, ...]
    gate: str
    numbers: tuple[str, ...]
    rivals: tuple[RivalMark, ...]


class Counts(NamedTuple):
    """A tally as printed: counts first, then the score inside its range."""

    plus: str
    minus: str
    unknown: str
    known: str
    range: Range
    score: str
    bounds: str


class RatingMark(NamedTuple):
    """A criterion's rating as a mark beside its number."""

    number: int
    sign: str
    standing: str
    label: str
    href: str


class QuestionRow(NamedTuple):
    """One question with a mark for each of its criteria; `rows` leads to the lines that are counted."""

    id: str
    letter: str
    ask: str
    counts: Counts
    rows: str
    marks: tuple[RatingMark, ...]


class QuestionLines(NamedTuple):
    """A question with those of its criteria that are not among the first; `above` are those that are."""

    id: str
    letter: str
    ask: str
    lines: tuple[CriterionLine, ...]
    above: tuple[Link, ...]


class Axis(NamedTuple):
    """Winnable or worth: several questions together; `rows` leads to the first of them."""

    label: str
    means: str
    counts: Counts
    rows: str


class Scorecard(NamedTuple):
    """The whole of it: marks of all criteria, the lines of those that bear most, then those of the rest.

    `columns` counts those of a table of lines.
    """

    axes: tuple[Axis, ...]
    questions: tuple[QuestionRow, ...]
    first: tuple[CriterionLine, ...]
    rest: tuple[QuestionLines, ...]
    rest_count: int
    rivals: tuple[str, ...]
    columns: int
    arithmetic: tuple[str, ...]
    set_aside: str


def known_words(tally: Tally) -> str:
    """Return how much is known and proven: `12 of 15 known, 9 of 10 + proven`."""
    proven = f", {tally.proven} of {tally.plus} + proven" if tally.plus else ", no + to prove"
    return f"{tally.known} of {tally.total} known{proven}"


@lru_cache(maxsize=4096)
def counts(tally: Tally) -> Counts:
    """Return a tally's printed values."""
    bounds = f"{values.score(tally.range.low)} to {values.score(tally.range.high)}"
    return Counts(
        f"+{tally.plus}",
        f"{values.MINUS}{tally.minus}",
        f"?{tally.unknown}",
        known_words(tally),
        tally.range,
        values.score(tally.range.score),
        bounds if tally.unknown else "nothing unknown",
    )


def _about(of: Assessed, *, closed: bool) -> str:
    parts = [
        WHOSE[of.by] if of.by else "",
        values.day(of.date) if of.date else "",
        f"{values.counted(of.age, 'day')} old" if of.age is not None and of.age >= 0 and not closed else "",
    ]
    return ", ".join(part for part in parts if part)


def _warnings(of: Assessed) -> Iterable[str]:
    if of.stale and of.stale_after is not None:
        yield f"stale after {values.counted(of.stale_after, 'day')}"
    if of.standing == "claimed" and not of.from_numbers:
        missing = [
            word for word, there in (("evidence", of.evidence), ("a date", of.date), ("a word other than ours", None))
            if not there and not (word.startswith("a word") and of.by in ("customer", "document"))
        ]  # fmt: skip
        if missing:
            yield f"to be proven: needs {values.listing(missing)}"
        if of.ahead:
            yield "dated ahead: it proves nothing until then"
    if of.rating == "?" and of.due:
        yield "should be known by this stage"


def _number_words(reading: NumberReading) -> str:
    arrow = "" if reading.rating is None else f" → {values.glyph(reading.rating)}"
    return f"{reading.label}: {reading.given or 'not given'}, limit {reading.limit}{arrow}"


def _line(view: DealContext, name: str, rivals: Sequence[tuple[str, Rival]]) -> CriterionLine:
    of, criterion = view.judgement.assessed[name], view.method.criteria[name]
    word = "from the numbers" if of.from_numbers else STANDINGS[of.standing]
    return CriterionLine(
        id=anchors.anchor("criterion", name),
        number=view.method.numbers[name],
        label=criterion.label,
        weight="" if criterion.weight == 1 else f"counts {values.plain(criterion.weight)} times",
        low=criterion.low,
        high=criterion.high,
        sign=of.rating,
        standing=of.standing,
        word=word,
        evidence=of.evidence,
        about=_about(of, closed=view.judgement.closed),
        warnings=tuple(_warnings(of)),
        gate=next((each.says for each in view.judgement.gates if each.criterion == name), ""),
        numbers=tuple(_number_words(each) for each in view.judgement.numbers.get(name, ())),
        rivals=tuple(RivalMark(rival, of.rivals.get(each.slug, "?"), each.places[name]) for rival, each in rivals),
    )


def _weights(view: DealContext, question: str) -> dict[str, Decimal]:
    sums = {"+": Decimal(0), "-": Decimal(0), "?": Decimal(0)}
    for name, criterion in view.method.of_question(question):
        sums[view.judgement.assessed[name].rating] += criterion.weight
    return sums


def _worked(view: DealContext, question: str) -> str:
    sums, of = _weights(view, question), view.judgement.tallies[question].range
    plus, minus, unknown = (values.plain(sums[sign], 3) for sign in "+-?")
    total = values.plain(sum(sums.values()), 3)
    head = f"{view.method.questions[question].letter}: weights + {plus}, {values.MINUS} {minus}, ? {unknown}."
    counts = f"{plus} {values.MINUS} {minus}"
    if not sums["?"]:
        return f"{head} Score 100 × ({counts}) / {total} = {values.score(of.score)}, low and high alike."
    return (
        f"{head} Low 100 × ({counts} {values.MINUS} {unknown}) / {total} = {values.score(of.low)}; "
        f"score 100 × ({counts}) / {total} = {values.score(of.score)}; "
        f"high 100 × ({counts} + {unknown}) / {total} = {values.score(of.high)}."
    )


def _mean(view: DealContext, label: str, questions: tuple[str, ...], of: Range) -> str:
    def mean_of(figure: str) -> str:
        each = [values.score(getattr(view.judgement.tallies[name].range, figure)) for name in questions]
        return f"({' + '.join(f'({one})' if one[0] == values.MINUS else one.lstrip('+') for one in each)})"

    figures = (("low", of.low), ("score", of.score), ("high", of.high))
    means = "; ".join(
        f"{figure} {mean_of(figure)} / {len(questions)} = {values.score(value)}" for figure, value in figures
    )
    return f"{label}: {means}."


def _arithmetic(view: DealContext) -> Iterable[str]:
    yield from (_worked(view, question) for question in view.method.questions)
    for label, questions, tally in _tallies(view):
        if len(questions) > 1:
            yield _mean(view, label, questions, tally.range)


def _axes(view: DealContext) -> Iterable[Axis]:
    for label, questions, tally in _tallies(view):
        letters = [view.method.questions[name].letter for name in questions]
        together = f"the mean of {values.listing(letters)}" if len(letters) > 1 else f"question {letters[0]}"
        yield Axis(label, together, counts(tally), f"#{anchors.anchor('question', questions[0])}")


def _tallies(view: DealContext) -> Iterator[tuple[str, tuple[str, ...], Tally]]:
    """Yield what the method counts together: its name, its questions, and how the deal stands on them."""
    yield "Winnable", view.method.questions_on("winnable"), view.judgement.winnable
    if view.judgement.worth:
        yield "Worth", view.method.questions_on("worth"), view.judgement.worth


def mark_of(view: DealContext, name: str, of: Assessed) -> RatingMark:
    """Return a criterion as a mark, rated as `of` says."""
    label = view.method.criteria[name].label
    return RatingMark(view.method.numbers[name], of.rating, of.standing, label, view.criterion(name).href)


def _row(view: DealContext, name: str, first: Sequence[str]) -> QuestionRow:
    question, assessed = view.method.questions[name], view.judgement.assessed
    names = [each for each, _ in view.method.of_question(name)]
    has_rest = not set(names) <= set(first)
    return QuestionRow(
        id=anchors.anchor("question", name),
        letter=question.letter,
        ask=question.ask,
        counts=counts(view.judgement.tallies[name]),
        rows=f"#{anchors.anchor('rows', name)}" if has_rest else view.criterion(min(names, key=first.index)).href,
        marks=tuple(mark_of(view, each, assessed[each]) for each in names),
    )


def bearing_most(view: DealContext) -> list[str]:
    """Return all criteria, those first that keep the verdict from being better.

    First come gates that are not proven, then what stands against us, then unknown criteria in the order in which to
    ask about them, then ratings that are stale or only claimed; the heavier before the lighter, then by number.
    """
    method, assessed = view.method, view.judgement.assessed
    ask_order = {each.criterion: place for place, each in enumerate(view.judgement.open_questions)}

    def order(name: str) -> tuple[object, ...]:
        of, criterion = assessed[name], method.criteria[name]
        is_unknown = of.rating == "?"
        return (
            not (criterion.gate and of.standing != "proven"),
            of.standing != "against",
            not is_unknown,
            ask_order.get(name, 0) if is_unknown else not of.stale,
            of.standing != "claimed",
            -criterion.weight,
            method.numbers[name],
        )

    return sorted(assessed, key=order)


def criterion_lines(view: DealContext) -> dict[str, CriterionLine]:
    """Return every criterion as a line, in the method's order, by its id."""
    rivals = [(view.competitor_name(each.slug), each) for each in view.judgement.rivals]
    return {name: _line(view, name, rivals) for name in view.judgement.assessed}


def scorecard(view: DealContext) -> Scorecard:
    """Return the marks of every question in the method's order, and the lines of its criteria."""
    lines = criterion_lines(view)
    first = bearing_most(view)[:FIRST]
    return Scorecard(
        axes=tuple(_axes(view)),
        questions=tuple(_row(view, name, first) for name in view.method.questions),
        first=tuple(lines[name] for name in first),
        rest=tuple(_rest(view, lines, first)),
        rest_count=len(lines) - len(first),
        rivals=tuple(view.competitor_name(each.slug) for each in view.judgement.rivals),
        columns=3 + len(view.judgement.rivals),
        arithmetic=tuple(_arithmetic(view)),
        set_aside=values.listing(view.judgement.set_aside),
    )


def _rest(view: DealContext, lines: Mapping[str, CriterionLine], first: Sequence[str]) -> Iterator[QuestionLines]:
    for name, question in view.method.questions.items():
        names = [each for each, _ in view.method.of_question(name)]
        if others := tuple(lines[each] for each in names if each not in first):
            above = tuple(view.criterion(each) for each in names if each in first)
            yield QuestionLines(anchors.anchor("rows", name), question.letter, question.ask, others, above)
