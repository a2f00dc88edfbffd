"""A deal's history: how the score moved, by which change, under today's method."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Final

from generator.assess.judgement import Range
from generator.assess.score.knowing import MORE_IS_KNOWN
from generator.assess.state import NOTHING_KNOWN
from generator.history.earlier import EarlierDay
from generator.history.history import History
from generator.history.revision import DealStanding, Revision
from generator.model.method import Method
from generator.show.charts.score_history import PlotBox, Point, Trail, drawn
from generator.show.charts.verdict_shapes import outline
from generator.show.deal.context import DealContext
from generator.show.text import values
from generator.show.text.badges import shown_range
from generator.show.text.changes import ARROW, field_words, shifts_words, state_words

MOST_LINES: Final = 40
MOST_EARLIER: Final = 60
MOST_CHANGES: Final = 6
MOST_FIGURES: Final = 20
MOST_STEPS: Final = 30
LONGEST_SUBJECT: Final = 120
LARGE: Final = PlotBox(640, 210, left=52, right=12, top=12, bottom=26)
SMALL: Final = PlotBox(150, 56)
MOVED_THE_SCORE: Final = "moved the score"
CHANGED_THE_DEAL: Final = "changed the deal and not the score"
CHANGED_NOTHING: Final = "changed nothing that the score rests on"
BEGAN, OLDEST_HERE, CANNOT_BE_READ = "began the file", "is the oldest in this clone", "cannot be read"
DID: Final = (MOVED_THE_SCORE, CHANGED_THE_DEAL, CHANGED_NOTHING, BEGAN, OLDEST_HERE, CANNOT_BE_READ)
"""Effects that a change is counted under, in the order of the sentence."""
IS_SHALLOW: Final = (
    "The history is shallow: this clone holds only the latest commits, and what was before is not known. "
    "Fetch the rest with git fetch --unshallow."
)
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
    """The section: the chart, None where it would be wrong or nothing moved; the newest changes, and those before.

    `older` counts those that are not listed by what they did. `figures` are the newest changes of a figure, none
    where the score never moved.
    """

    lead: str
    notes: tuple[str, ...]
    chart: Trail | None
    says: str
    questions: tuple[SmallTrail, ...]
    words: tuple[tuple[str, str], ...]
    columns: tuple[str, ...]
    count: int
    lines: tuple[HistoryLine, ...]
    older: str
    figures: tuple[HistoryLine, ...]
    figures_left: int
    command: str
    earlier: tuple[EarlierLine, ...]
    left_earlier: int


def history_of(view: DealContext, history: History) -> HistoryView:
    """Return the section; what is on the page is bounded, however long the history."""
    method, earlier = view.method, history.earlier
    newest_first = [*zip(history.revisions, (None, *history.revisions), strict=False)][::-1]
    figures = [each for each in newest_first if not _is_same(*each)]
    stands = _newest_steps(history)
    points = _points(view, stands, lambda stand: stand.winnable.range, view.judgement.winnable.range)
    today = max(view.judgement.today, points[-1].day)
    moved = moved_changes(history)
    chart = None
    if not history.shallow and points[0].day < today and (moved or _differ(points)):
        chart = drawn(points, today, LARGE, [each.date for each in history.method_changes])
    words = dict.fromkeys(point.word for point in points if point.word)
    return HistoryView(
        lead=lead_of(view, history),
        notes=tuple(_notes(history, chart, points[0].day)),
        chart=chart,
        says=_said(points),
        questions=tuple(_questions(view, stands, today)) if chart else (),
        words=tuple((word, outline(word, 9, 9, 6.5)) for word in words),
        columns=(*(each.letter for each in method.questions.values()), "Winnable", *_worth(method)),
        count=len(newest_first),
        lines=tuple(history_line(*each, method) for each in newest_first[:MOST_LINES]),
        older=_older([each for each, _ in newest_first[MOST_LINES:]], moved),
        figures=tuple(history_line(*each, method) for each in figures[:MOST_FIGURES]) if moved else (),
        figures_left=max(len(figures) - MOST_FIGURES, 0),
        command=f"playbook history {view.deal.identity}",
        earlier=tuple(islice(earlier_lines(earlier, method), MOST_EARLIER)),
        left_earlier=max(len(earlier) - MOST_EARLIER, 0),
    )


def _older(changes: Sequence[Revision], moved: Moved) -> str:
    if not changes:
        return ""
    since = values.day(changes[-1].change.date)
    return f"{values.counted(len(changes), 'change')} before that, since {since}: {told_by_kind(changes, moved)}."


def told_by_kind(changes: Iterable[Revision], moved: Moved) -> str:
    """Return how many changes did what to the score, in words whose counts add up to all."""
    counts = Counter(did(each, moved) for each in changes)
    return values.listing([f"{values.plain(counts[words])} {words}" for words in DID if counts[words]])


def did(revision: Revision, moved: Moved) -> str:
    """Return which of the words in `DID` a change is counted under."""
    if revision.stand is None:
        return CANNOT_BE_READ
    if revision.change.id in moved:
        return MOVED_THE_SCORE
    if revision.first or revision.cut:
        return BEGAN if revision.first else OLDEST_HERE
    return CHANGED_THE_DEAL if revision.fields or revision.shifts else CHANGED_NOTHING


Moved = Mapping[str, DealStanding]
"""Standing before each change that moved the verdict or a score, by the id of the change, the oldest first."""


def moved_changes(history: History) -> Moved:
    """Return the changes after which the verdict or a score was another."""
    found: dict[str, DealStanding] = {}
    before: DealStanding | None = None
    for each in history.revisions:
        if each.stand is None:
            continue
        if before and not _draws_alike(before, each.stand):
            found[each.change.id] = before
        before = each.stand
    return found


def became(before: DealStanding, revision: Revision) -> Iterator[str]:
    """Yield what became of the verdict and the scores by a change."""
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
        subject=values.cut(revision.change.subject, LONGEST_SUBJECT),
        word=stand.word if stand else "",
        known=f"{stand.winnable.known} of {stand.winnable.total}" if stand else values.NOTHING,
        winnable=shown_range(stand.winnable.range) if stand else values.NOTHING,
        ranges=tuple(map(shown_range, ranges_of(stand))) if stand else (),
        changed=changed[:MOST_CHANGES],
        more=max(len(changed) - MOST_CHANGES, 0),
        note="; ".join(filter(None, (revision.note, MORE_IS_KNOWN if revision.known_not_better else ""))),
        same=_is_same(revision, before),
    )


def _is_same(revision: Revision, before: Revision | None) -> bool:
    """Tell whether all figures are known, and are those of the change before."""
    stand = revision.stand
    return bool(before and stand and before.stand and _figures(before.stand) == _figures(stand))


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


def _newest_steps(history: History) -> Stands:
    """Return the newest days after which a figure was another than the day before, as many as are drawn."""
    days: dict[dt.date, DealStanding | None] = {}
    latest = dt.date.min
    for revision in history.revisions:
        latest = max(latest, revision.change.date)
        days[latest] = revision.stand
    steps: list[tuple[dt.date, DealStanding | None]] = []
    for day, stand in days.items():
        if not steps or not _draws_alike(steps[-1][1], stand):
            steps.append((day, stand))
    return dict(steps[-MOST_STEPS:])


def _draws_alike(before: DealStanding | None, after: DealStanding | None) -> bool:
    if before is None or after is None:
        return before is after
    return (before.word, ranges_of(before)) == (after.word, ranges_of(after))


def _points(view: DealContext, stands: Stands, range_of: Callable[[DealStanding], Range], now: Range) -> list[Point]:
    """Return those days as points, and how the deal stands today."""
    day = max(view.judgement.today, *stands) if stands else view.judgement.today
    points = [
        Point(each, stand.word, range_of(stand)) if stand else Point(each, None, None)
        for each, stand in stands.items()
        if each != day
    ]
    outcome = view.deal.outcome
    points.append(Point(day, outcome.result if outcome else view.judgement.verdict.word, now))
    return points


def _differ(points: Sequence[Point]) -> bool:
    """Tell whether verdict or range was not the same all the time: a gap, an end, or ratings that grew old."""
    return len({(each.word, each.range) for each in points}) > 1


def _range_of(question: str, stand: DealStanding) -> Range:
    return stand.tallies[question].range


def _questions(view: DealContext, stands: Stands, today: dt.date) -> Iterator[SmallTrail]:
    for name, question in view.method.questions.items():
        now = view.judgement.tallies[name].range
        points = _points(view, stands, partial(_range_of, name), now)
        silent = [Point(point.day, None, point.range) for point in points]
        yield SmallTrail(question.letter, question.label, shown_range(now), drawn(silent, today, SMALL))


def lead_of(view: DealContext, history: History) -> str:
    """Return how many assessments there are, since when, and how often the close date slipped."""
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


def _notes(history: History, chart: Trail | None, begins: dt.date) -> Iterator[str]:
    if history.shallow:
        yield f"{IS_SHALLOW} There is no chart."
    gaps = sum(each.stand is None for each in history.revisions)
    if gaps and chart:
        yield f"{values.counted(gaps, 'version')} could not be read: there the chart has a gap."
    if chart and begins > history.revisions[0].change.date:
        yield f"The chart holds the newest {MOST_STEPS} days that moved a figure."
    if chart and chart.breaks:
        yield "A dashed line marks a day on which the team changed its method."


def _said(points: list[Point]) -> str:
    sentences = (
        f"{values.day(each.day)} {values.verdict_word(each.word)}, {shown_range(each.range)}"
        for each in points[-5:]
        if each.word and each.range
    )
    return f"Winnable, {TITLE_OF_RANGE}: {'; '.join(sentences)}."
