"""A deal's history: each commit that touched its file is an assessment of that day, under today's method."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator.assess.dated_ahead import so_far
from generator.assess.deal.assessment import Scored, score
from generator.assess.judgement import Assessed
from generator.assess.past import LATEST, WINDOWS, AsOfDay, HistoryStep, InStage, Past, day_before
from generator.assess.quarters import call_days
from generator.assess.score.knowing import verdict_rose_by_knowing
from generator.assess.score.rating import assess_criteria, day_of
from generator.assess.score.score import winnable, worth
from generator.assess.score.thresholds import number_readings
from generator.assess.state import NOTHING_KNOWN, DealState, state_of
from generator.git.cache_file import CacheFolder
from generator.git.command import Contents
from generator.git.log import Change, FileChange, Log
from generator.history.earlier import EarlierDay, earlier_days, moved_later, state_on
from generator.history.judgement_cache import RESULTS, JudgedDeal, Judgements
from generator.history.origins import origins
from generator.history.revision import DealStanding, Revision
from generator.history.shifts import FieldChange, Shift, field_changes, shifts
from generator.history.versions import UnreadableVersion, Versions
from generator.model.deal import Deal
from generator.model.method import Method
from generator.read.file_names import METHOD

DELETED = "the file was deleted"
NO_FILE = "a link or a repository of its own stood in the file's place"
NO_DATE = "the commit has a date outside the calendar; {} is the nearest day"
AFTER_A_GAP = "compared with the last version that can be read"


@dataclass(frozen=True, slots=True)
class History:
    """A deal's history, the oldest change first; `method_changes` are the commits that touched the team's method.

    `shallow` tells that it began before what this clone holds. `close_moved_later` counts the commits that moved the
    close date to a later day, None where that is not known; `close` is that of the last version that can be read.
    `earlier` are the days before the first commit, where the deal's `past` was joined to it. `origin` is the identity
    of the file at its first commit, where that is another one than today's.
    """

    revisions: tuple[Revision, ...] = ()
    method_changes: tuple[Change, ...] = ()
    shallow: bool = False
    close_moved_later: int | None = None
    close: dt.date | None = None
    then: Mapping[int, AsOfDay] = field(default_factory=dict)
    before_the_end: Deal | None = None
    earlier: tuple[EarlierDay, ...] = ()
    origin: str = ""


def row_in_crm(deal: Deal) -> str:
    """Return a deal's row in the CRM: system and id, empty where it has no id."""
    crm = deal.crm
    return f"{crm.system}.{crm.id}" if crm and crm.system and crm.id else (crm and crm.id) or ""


def whole_history(history: History | None, deal: Deal, today: dt.date) -> History | None:
    """Return a deal's history with the days that its `past` tells: those before its first commit, and before today.

    None outside version control for a deal without such days.
    """
    until = min(today, history.revisions[0].change.date) if history and history.revisions else today
    earlier = _until_the_end(earlier_days(deal.past, until), deal, history, until)
    if not earlier:
        return history
    closes = [each.state.close for each in earlier if each.state.close]
    last = closes[-1] if closes else None
    if history is None or not history.revisions:
        in_git = history or History()
        return replace(in_git, earlier=earlier, close_moved_later=moved_later(closes), close=last)
    first = next((each.stand.state.close for each in history.revisions if each.stand), None)
    moved = history.close_moved_later
    return replace(
        history,
        earlier=earlier,
        close_moved_later=None if moved is None else moved_later([*closes, first]) + moved,
        close=history.close or last,
    )


def _until_the_end(
    earlier: Sequence[EarlierDay], deal: Deal, history: History | None, until: dt.date
) -> tuple[EarlierDay, ...]:
    """Return the earlier days of a deal: if it had ended before its first version, from that day on it stands so."""
    end = deal.outcome.date if deal.outcome else until
    first = next((each.stand.word for each in history.revisions if each.stand), None) if history else None
    if not earlier or end >= until or (first and first not in RESULTS):
        return tuple(earlier)
    return *(each for each in earlier if each.day < end), EarlierDay(end, state_of(deal))


def past_of(history: History | None, deal: Deal, today: dt.date, method: Method) -> Past:
    """Return the past of the deal as its file is now, which may be ahead of the last commit."""
    whole = whole_history(history, deal, today)
    if whole is None:
        return Past()
    moved = whole.close_moved_later
    if moved is not None and deal.close and whole.close and deal.close > whole.close:
        moved += 1
    began = None if whole.shallow else whole.revisions[0].change.date if whole.revisions else today
    before_the_end = whole.before_the_end if deal.outcome else None
    latest = tuple(_latest(whole))
    stood = {day: _stood(day, whole, is_cut=history is None or whole.shallow) for *_, day in call_days(today)}
    in_stage = _in_stage(whole, deal.stage, today)
    past = Past(moved, began, whole.then, before_the_end, latest=latest, stood=stood, in_stage=in_stage)
    return _with_earlier(past, whole, deal, today, method.odds.looking_back) if whole.earlier else past


def _in_stage(whole: History, stage: str, today: dt.date) -> InStage:
    """Return since when a deal has been in its stage; versions that cannot be read are passed over."""
    states = [(each.day, each.state) for each in whole.earlier]
    states += [(each.change.date, each.stand.state) for each in whole.revisions if each.stand]
    since = today
    for day, state in reversed(states):
        if not state.knows("stage") or state.stage != stage:
            return InStage(since, entered=state.knows("stage"))
        since = min(since, day)
    return InStage(since, entered=False)


def _with_earlier(past: Past, whole: History, deal: Deal, today: dt.date, back: dt.timedelta) -> Past:
    """Return a past with what is known of the days before git."""
    states = {days: _state_before_git(day, whole) for days, day in _windows(today)}
    then = {days: AsOfDay(None, None, state) for days, state in states.items() if state}
    end = day_before(deal.outcome.date, back) if deal.outcome and not past.before_the_end else None
    return replace(
        past,
        began=whole.earlier[0].day,
        from_file=True,
        then={**then, **past.then},
        state_before_the_end=_state_before_git(end, whole) if end else None,
    )


def _windows(today: dt.date) -> Iterator[tuple[int, dt.date]]:
    return ((days, day_before(today, dt.timedelta(days=days))) for days in WINDOWS)


def _state_before_git(day: dt.date, whole: History) -> DealState | None:
    """Return the state on a day by the deal's `past`, None from the first commit on."""
    in_git = whole.revisions and whole.revisions[0].change.date <= day
    return None if in_git else state_on(whole.earlier, day)


def stood_on(day: dt.date, deal: Deal, history: History | None, today: dt.date) -> DealState | None:
    """Return how a deal stood at the end of a day: by its file from its first commit on, before that by its `past`.

    NOTHING_KNOWN where it may have been there without anything that is known of it, None where it was not there yet.
    """
    if day >= today:
        return state_of(deal)
    whole = whole_history(history, deal, today)
    if whole is None:
        return NOTHING_KNOWN
    return _stood(day, whole, is_cut=history is None or whole.shallow)


def _stood(day: dt.date, whole: History, *, is_cut: bool) -> DealState | None:
    """Return how a deal stood on a past day; where its history `is_cut`, it may have been there before it begins."""
    last = next((each for each in reversed(whole.revisions) if each.change.date <= day), None)
    if last:
        return last.stand.state if last.stand else NOTHING_KNOWN
    return state_on(whole.earlier, day) or (NOTHING_KNOWN if is_cut and not whole.earlier else None)


def _latest(whole: History) -> Iterator[HistoryStep]:
    """Yield the newest changes, the last one first; the edge of a shallow clone is no change."""
    revisions, origin = whole.revisions, whole.origin
    stands = [_then(each.stand) for each in revisions]
    for each, after, before in list(zip(revisions, stands, [None, *stands], strict=False))[: -LATEST - 1 : -1]:
        if not each.cut:
            yield HistoryStep(
                each.change.id, each.change.date, each.change.subject, after, before, each.first, origin
            )


def _then(stand: DealStanding | None) -> AsOfDay | None:
    return AsOfDay(stand.word, stand.winnable.range, stand.state) if stand else None


@dataclass(frozen=True, slots=True)
class HistoryInputs:
    """Inputs for working out the history of any deal; small enough to be passed to every worker.

    `origins` are the identities at their first commits, by today's path, of files whose own is another one.
    """

    folder: str
    memory: CacheFolder
    touches: Mapping[str, tuple[FileChange, ...]]
    method_changes: tuple[Change, ...]
    origins: Mapping[str, str]


def chronicle_of(log: Log, folder: Path, cache: CacheFolder) -> HistoryInputs | None:
    """Return the inputs of histories from the log of the repository around a folder, None without a history."""
    if log.newest is None:
        return None
    method_changes = tuple(touch.change for touch in reversed(log.touches.get(METHOD, ())) if not touch.cut)
    return HistoryInputs(str(folder), cache, log.touches, method_changes, origins(log.touches))


@contextlib.contextmanager
def histories(
    chronicle: HistoryInputs | None, method: Method, today: dt.date
) -> Iterator[Callable[[str], History | None]]:
    """Open the repository, if there is one, for the histories of several deals, by the paths of their files today."""
    if chronicle is None:
        yield lambda path: None
        return
    with Contents(Path(chronicle.folder)) as contents:
        yield HistoryReader(chronicle, contents, method, today).history


class HistoryReader:
    """Reader of one history after the other, with the repository open."""

    def __init__(self, chronicle: HistoryInputs, contents: Contents, method: Method, today: dt.date) -> None:
        self.chronicle, self.contents, self.method, self.today = chronicle, contents, method, today
        self.judgements = Judgements(chronicle.memory, method)

    def history(self, path: str) -> History:
        """Return the history of the deal whose file has this path today. Raises GitFailed where git gives up."""
        touches = self.chronicle.touches.get(path, ())
        versions = Versions(path, self.contents, self.chronicle.memory)
        judged = self.judgements.recalled(path.removesuffix(".md"))
        revisions = self._revisions(touches[::-1], versions, judged)
        then = dict(self._then(touches, versions, judged))
        shallow = any(touch.cut for touch in touches)
        moved = None if shallow else _moved_later(revisions)
        stands = [each.stand for each in revisions if each.stand]
        close = stands[-1].state.close if stands else None
        ended = revisions and revisions[-1].stand and revisions[-1].stand.word in RESULTS
        before = _before_the_end(touches, versions, self.method.odds.looking_back) if ended else None
        versions.keep()
        if not versions.missing:
            judged.keep()
        origin = self.chronicle.origins.get(path, "")
        return History(revisions, self.chronicle.method_changes, shallow, moved, close, then, before, origin=origin)

    def _revisions(
        self, touches: Sequence[FileChange], versions: Versions, judged: JudgedDeal
    ) -> tuple[Revision, ...]:
        """Return every change, the oldest first; one after a gap is compared with what could be read before it."""
        revisions = judged.revisions(touches)
        held, readable = len(revisions), None
        for touch, revision in zip(touches, revisions, strict=False):
            readable = touch.blob if revision.stand else readable
        for touch in touches[held:]:
            revisions.append(self._revision(touch, versions, readable))
            readable = touch.blob if revisions[-1].stand else readable
        judged.learn(held, touches, revisions)
        return tuple(revisions)

    def _revision(self, touch: FileChange, versions: Versions, readable: str | None) -> Revision:
        made = self._compared(touch, versions, readable)
        if not touch.change.nearest:
            return made
        return replace(made, note="; ".join(filter(None, (made.note, NO_DATE.format(touch.change.date)))))

    def _compared(self, touch: FileChange, versions: Versions, readable: str | None) -> Revision:
        try:
            deal = _deal(touch, versions)
        except UnreadableVersion as unreadable:
            return Revision(touch.change, None, str(unreadable), cut=touch.cut)
        stand, scored = self._stand(deal, touch.change.date)
        if touch.cut or not (touch.before or readable):
            crm = "" if touch.cut else row_in_crm(deal)
            return Revision(touch.change, stand, first=not touch.cut, cut=touch.cut, crm=crm)
        note = ""
        try:
            before = [versions.deal(blob) for blob in touch.before or [str(readable)]]
        except UnreadableVersion:
            if readable is None:
                return Revision(touch.change, stand, "the first version that can be read")
            before, note = [versions.deal(readable)], AFTER_A_GAP
        made = Revision(touch.change, stand, note, *self._changed(before, deal, scored.assessed, touch.change.date))
        return replace(made, known_not_better=self._only_known(before, scored, made))

    def _only_known(self, before: Sequence[Deal], after: Scored, made: Revision) -> bool:
        """Tell whether a commit raised an open deal's verdict only by a `?` that turned out `-`."""
        turned = any((each.before, each.after) == ("?", "-") for each in made.shifts)
        if made.stand is None or made.stand.word in RESULTS or not turned:
            return False
        day = made.change.date
        open_before = [each for deal in before if not (each := so_far(deal, day)).outcome]
        return bool(open_before) and all(
            verdict_rose_by_knowing(score(deal, self.method, day), after, self.method) for deal in open_before
        )

    def _changed(
        self, before: Sequence[Deal], after: Deal, assessed: Mapping[str, Assessed], day: dt.date
    ) -> tuple[tuple[Shift, ...], tuple[FieldChange, ...]]:
        """Return the changes by a commit itself: for merges, only criteria that differ from every parent."""
        rated = [shifts(self._assessed(deal, day), assessed) for deal in before]
        fields = [field_changes(deal, after) for deal in before]
        criteria = set.intersection(*({each.criterion for each in side} for side in rated))
        names = set.intersection(*({each.field for each in side} for side in fields))
        return (
            tuple(each for each in rated[0] if each.criterion in criteria),
            tuple(each for each in fields[0] if each.field in names),
        )

    def _stand(self, deal: Deal, day: dt.date) -> tuple[DealStanding, Scored]:
        deal = so_far(deal, day)
        scored = score(deal, self.method, day)
        word = deal.outcome.result if deal.outcome else scored.verdict.word
        tallies = scored.tallies
        totals = winnable(self.method, tallies), worth(self.method, tallies)
        return DealStanding(word, tallies, *totals, state_of(deal)), scored

    def _assessed(self, deal: Deal, day: dt.date) -> Mapping[str, Assessed]:
        numbers = number_readings(deal, self.method, day)
        return assess_criteria(deal, self.method, day_of(deal, self.method, day), numbers)

    def _then(
        self, touches: Sequence[FileChange], versions: Versions, judged: JudgedDeal
    ) -> Iterator[tuple[int, AsOfDay]]:
        """Yield the standing of the deal on earlier days, where the repository holds it."""
        for days, day in _windows(self.today):
            if last := _last_until(day, touches):
                with contextlib.suppress(UnreadableVersion):
                    yield days, judged.then(day, last) or self._judged_then(day, last, versions, judged)

    def _judged_then(self, day: dt.date, last: FileChange, versions: Versions, judged: JudgedDeal) -> AsOfDay:
        stand, _ = self._stand(_deal(last, versions), day)
        judged.learn_then(day, last, stand)
        return AsOfDay(stand.word, stand.winnable.range, stand.state)


def _last_until(day: dt.date, touches: Sequence[FileChange]) -> FileChange | None:
    """Return the last touch of a file until the end of a day; None where there was none, or it is unknown."""
    return next((touch for touch in touches if touch.change.date <= day), None)


def _before_the_end(touches: Sequence[FileChange], versions: Versions, back: dt.timedelta) -> Deal | None:
    """Return the deal as its file had it before the end in its last version, None where that is unknown."""
    with contextlib.suppress(UnreadableVersion):
        ended = _deal(touches[0], versions).outcome if touches else None
        last = _last_until(day_before(ended.date, back), touches) if ended else None
        return _deal(last, versions) if last else None
    return None


def _deal(touch: FileChange, versions: Versions) -> Deal:
    """Return the deal that a touch left. Raises UnreadableVersion where it left none."""
    if touch.blob is None:
        raise UnreadableVersion(DELETED)
    if not touch.regular:
        raise UnreadableVersion(NO_FILE)
    return versions.deal(touch.blob)


def _moved_later(revisions: Sequence[Revision]) -> int:
    """Return the number of commits that moved the close date to a later day."""
    moves = (each for revision in revisions for each in revision.fields if each.field == "close")
    return sum(
        isinstance(move.before, dt.date) and isinstance(move.after, dt.date) and move.after > move.before
        for move in moves
    )
