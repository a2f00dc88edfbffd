"""The history on a deal's page: how the score moved, by which change, under today's method."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from generator.assess.judgement import Range
from generator.assess.score.knowing import MORE_IS_KNOWN
from generator.assess.state import NOTHING_KNOWN
from generator.history.earlier import EarlierDay
from generator.history.history import History
from generator.history.revision import DealStanding, Revision
from generator.model.method import Method
from generator.show.charts.bubbles import outline
from generator.show.charts.score_history import MOST_DAYS, PlotBox, Point, Trail, drawn
from generator.show.deal.context import DealContext
from generator.show.text import values
from generator.show.text.badges import shown_range
from generator.show.text.changes import ARROW, field_words, shifts_words, state_words

MOST_LINES: Final = 66
MOST_EARLIER: Final = 60
MOST_CHANGES: Final = 6
LARGE: Final = PlotBox(640, 210, left=52, right=12, top=12, bottom=26)
SMALL: Final = PlotBox(150, 56)
MOST_MOVES: Final = 3
NEW: Final = dt.timedelta(days=14)
"""Time for which a move of the score is news."""
TITLE_OF_RANGE: Final = "from low to high over what was unknown"


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One change of the deal. `ranges` are the questions', winnable's and worth's; empty where unknown.

    `same` tells that verdict, figures and ranges are those of the change before it.
    """

    day: str
    commit: str
    subject: str
    word: str
    known: str
    winnable: str
    ranges: tuple[str, ...]
    changed: tuple[str, ...]
    more: int
    note: str
    same: bool


@dataclass(frozen=True, slots=True)
class ScoreMove:
    """A change that moved the verdict or a score: its day, what became of them, and by which changes."""

    day: str
    became: tuple[str, ...]
    changed: tuple[str, ...]
    more: int


@dataclass(frozen=True, slots=True)
class EarlierLine:
    """A day before the first commit, with what the deal's `past` says of it."""

    day: str
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SmallTrail:
    """A question's own drawing, with how it stands now."""

    letter: str
    label: str
    now: str
    trail: Trail


@dataclass(frozen=True, slots=True)
class HistoryView:
    """The section: what moved the score, the latest move first; the chart, None where it would be wrong or nothing
    moved; the latest changes, those before, and how many are left to the command.

    `news` is the section in a line, and `is_new` tells that the score moved lately.
    """

    news: str
    is_new: bool
    moves: tuple[ScoreMove, ...]
    lead: str
    notes: tuple[str, ...]
    chart: Trail | None
    says: str
    questions: tuple[SmallTrail, ...]
    words: tuple[tuple[str, str], ...]
    columns: tuple[str, ...]
    lines: tuple[HistoryLine, ...]
    left: int
    command: str
    earlier: tuple[EarlierLine, ...]
    left_earlier: int


def history_of(view: DealContext, history: History) -> HistoryView:
    """Return the section; what is on the page is bounded, however long the history."""
    method, earlier = view.method, history.earlier
    before = (None, *history.revisions)
    newest_first = [*zip(history.revisions, before, strict=False)][::-1]
    lines = tuple(history_line(*each, method) for each in newest_first[:MOST_LINES])
    stands = _stands(history)
    points = _points(view, stands, lambda stand: stand.winnable.range, view.judgement.winnable.range)
    today = max(view.judgement.today, points[-1].day)
    moved = _moved(history)
    chart = None
    if not history.shallow and points[0].day < today and (moved or _differ(points)):
        chart = drawn(points, today, LARGE, [each.date for each in history.method_changes])
    words = dict.fromkeys(point.word for point in points if point.word)
    return HistoryView(
        news=_news(history, moved),
        is_new=bool(moved) and view.judgement.today - moved[0][1].change.date <= NEW,
        moves=tuple(_move(before, each, method) for before, each in moved[:MOST_MOVES]),
        lead=_lead(view, history),
        notes=tuple(_notes(history, chart)),
        chart=chart,
        says=_said(points),
        questions=tuple(_questions(view, stands, today)) if chart else (),
        words=tuple((word, outline(word, 9, 9, 6.5)) for word in words),
        columns=(*(each.letter for each in method.questions.values()), "Winnable", *_worth(method)),
        lines=lines,
        left=len(history.revisions) - len(lines),
        command=f"playbook history {view.deal.identity}",
        earlier=tuple(islice(earlier_lines(earlier, method), MOST_EARLIER)),
        left_earlier=max(len(earlier) - MOST_EARLIER, 0),
    )


def _moved(history: History) -> list[tuple[DealStanding, Revision]]:
    """Return the changes after which the verdict or a score was another, newest first, each with the one before."""
    found: list[tuple[DealStanding, Revision]] = []
    before: DealStanding | None = None
    for each in history.revisions:
        if each.stand is None:
            continue
        if before and (before.word, ranges_of(before)) != (each.stand.word, ranges_of(each.stand)):
            found.append((before, each))
        before = each.stand
    return found[::-1]


def _move(before: DealStanding, revision: Revision, method: Method) -> ScoreMove:
    changed = changes_of(revision, method)
    return ScoreMove(
        values.day(revision.change.date),
        tuple(_became(before, revision)),
        changed[:MOST_CHANGES],
        max(len(changed) - MOST_CHANGES, 0),
    )


def _became(before: DealStanding, revision: Revision) -> Iterator[str]:
    after = revision.stand
    if after is None:
        return
    if before.word != after.word:
        known = f" ({MORE_IS_KNOWN})" if revision.known_not_better else ""
        yield f"{values.verdict_word(before.word)} {ARROW} {values.verdict_word(after.word)}{known}"
    axes = (("winnable", before.winnable, after.winnable), ("worth", before.worth, after.worth))
    for label, was, now in axes:
        if was and now and was.range != now.range:
            yield f"{label} {shown_range(was.range)} {ARROW} {shown_range(now.range)}"


def _news(history: History, moved: Sequence[tuple[DealStanding, Revision]]) -> str:
    if moved:
        before, latest = moved[0]
        became = [*_became(before, latest)]
        return f"{values.day(latest.change.date)}: {became[0] if became else 'the score moved'}"
    if history.revisions:
        since = values.day(history.revisions[0].change.date)
        return f"the score has not moved since {since}"
    return f"{values.counted(len(history.earlier), 'change')} before the first commit" if history.earlier else ""


def earlier_lines(earlier: Sequence[EarlierDay], method: Method) -> Iterator[EarlierLine]:
    """Yield the days before the first commit as they are printed, the newest one first."""
    states = [NOTHING_KNOWN, *(each.state for each in earlier)]
    for (day, state), before in reversed([*zip(earlier, states, strict=False)]):
        yield EarlierLine(values.day(day), state_words(before, state, method) or ("nothing that is known",))


def _worth(method: Method) -> list[str]:
    return ["Worth"] if method.has_worth else []


def history_line(revision: Revision, before: Revision | None, method: Method) -> HistoryLine:
    """Return one change as it is printed, beside the one before it."""
    stand, changed = revision.stand, changes_of(revision, method)
    return HistoryLine(
        day=values.day(revision.change.date),
        commit=revision.change.id,
        subject=revision.change.subject,
        word=stand.word if stand else "",
        known=f"{stand.winnable.known} of {stand.winnable.total}" if stand else values.NOTHING,
        winnable=shown_range(stand.winnable.range) if stand else values.NOTHING,
        ranges=tuple(map(shown_range, ranges_of(stand))) if stand else (),
        changed=changed[:MOST_CHANGES],
        more=max(len(changed) - MOST_CHANGES, 0),
        note="; ".join(filter(None, (revision.note, MORE_IS_KNOWN if revision.known_not_better else ""))),
        same=bool(before and stand and before.stand and _figures(before.stand) == _figures(stand)),
    )


def _figures(stand: DealStanding) -> tuple[object, ...]:
    """Return all that a line says of a standing."""
    return stand.word, stand.winnable.known, stand.winnable.total, ranges_of(stand)


def ranges_of(stand: DealStanding) -> list[Range]:
    """Return the ranges of every question, of winnable and of worth."""
    worth = [stand.worth.range] if stand.worth else []
    return [*(tally.range for tally in stand.tallies.values()), stand.winnable.range, *worth]


def changes_of(revision: Revision, method: Method) -> tuple[str, ...]:
    """Return what a commit changed, in words; something is said even where nothing counts."""
    if revision.stand is None:
        return ()
    if revision.first or revision.cut:
        return ("first written" if revision.first else "the oldest version in this clone",)
    changed = [field_words(each, method) for each in revision.fields]
    changed += shifts_words(revision.shifts, method)
    return tuple(changed) or (("nothing that the score rests on",) if not revision.note else ())


Stands = Mapping[dt.date, DealStanding | None]
"""State of a deal at the end of each day on which it was changed; None where unknown."""


def _stands(history: History) -> Stands:
    stands: dict[dt.date, DealStanding | None] = {}
    latest = dt.date.min
    for revision in history.revisions:
        latest = max(latest, revision.change.date)
        stands[latest] = revision.stand
    return stands


def _points(view: DealContext, stands: Stands, range_of: Callable[[DealStanding], Range], now: Range) -> list[Point]:
    """Return the newest of those days as points, and how the deal stands today."""
    day = max(view.judgement.today, *stands) if stands else view.judgement.today
    points = [
        Point(each, stand.word, range_of(stand)) if stand else Point(each, None, None)
        for each, stand in stands.items()
        if each != day
    ]
    outcome = view.deal.outcome
    points.append(Point(day, outcome.result if outcome else view.judgement.verdict.word, now))
    return points[-MOST_DAYS:]


def _differ(points: Sequence[Point]) -> bool:
    """Tell whether verdict or range was not the same all the time: a gap, an end, or ratings that grew old."""
    return len({(each.word, each.range) for each in points}) > 1


def _questions(view: DealContext, stands: Stands, today: dt.date) -> Iterator[SmallTrail]:
    for name, question in view.method.questions.items():
        now = view.judgement.tallies[name].range
        points = _points(view, stands, lambda stand, name=name: stand.tallies[name].range, now)  # type: ignore[misc]
        silent = [Point(point.day, None, point.range) for point in points]
        yield SmallTrail(question.letter, question.label, shown_range(now), drawn(silent, today, SMALL))


def _lead(view: DealContext, history: History) -> str:
    moved = history.close_moved_later
    times = {1: "once", 2: "twice"}.get(moved or 0, f"{moved} times")
    slipped = f" The close date was moved to a later day {times}." if moved else ""
    return f"{_assessments(view, history)}{slipped}"


def _assessments(view: DealContext, history: History) -> str:
    if view.history is None:
        return "Not in version control: this is the past that the deal's file holds."
    if not history.revisions:
        return "Not committed yet: the history begins with the first commit."
    count = values.counted(len(history.revisions), "assessment")
    return f"{count} since {values.day(history.revisions[0].change.date)}, all of them scored under today's method."


def _notes(history: History, chart: Trail | None) -> Iterator[str]:
    if history.shallow:
        yield (
            "The history is shallow: this clone holds only the latest commits, so there is no chart, and what was "
            "before is not known. Fetch the rest with git fetch --unshallow."
        )
    gaps = sum(each.stand is None for each in history.revisions)
    if gaps and chart:
        yield f"{values.counted(gaps, 'version')} could not be read: there the chart has a gap."
    if chart and chart.breaks:
        yield "A dashed line marks a day on which the team changed its method."


def _said(points: list[Point]) -> str:
    sentences = (
        f"{values.day(each.day)} {values.verdict_word(each.word)}, {shown_range(each.range)}"
        for each in points[-5:]
        if each.word and each.range
    )
    return f"Winnable, {TITLE_OF_RANGE}: {'; '.join(sentences)}."
