"""A deal as the forecast needs it: today, 7 and 30 days ago, and before the ends of quarters that are over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from generator.assess.past import WINDOWS, AsOfDay
from generator.assess.quarters import call_days, quarter_of
from generator.assess.state import NOTHING_KNOWN, DealState
from generator.model.money import Money
from generator.model.who import Handles, called

if TYPE_CHECKING:
    from generator.assess.portfolio.row import DealRow
    from generator.model.method import Method

Known = Literal["same", "other", "absent", "unknown"]
"""A past day against today: as now, otherwise, the deal was not there yet, or not all of its fields are known."""
NEEDED = ("owner", "amount", "close", "forecast")


class ForecastState(NamedTuple):
    """A deal's part in the forecast on a day.

    `category` is the key of its forecast category, empty for none; `word` its outcome or verdict, DELETED where its
    file is there no more, empty where the verdict is not known, as before the deal's first commit.
    """

    owner: str
    amount: Money | None
    close: dt.date | None
    category: str
    word: str


DELETED: Final = "deleted"
"""Word of a deal whose file was deleted."""
GONE: Final = ForecastState("", None, None, "", DELETED)


class PastPart(NamedTuple):
    """A deal's part in the forecast on a past day; `state` is there only where it was another one than today's.

    `from_file` says that it is known from the file's own past, not from git.
    """

    known: Known
    state: ForecastState | None = None
    from_file: bool = False


SAME: Final = PastPart("same")


class Call(NamedTuple):
    """A deal that stood in the surest category so many days before the end of a quarter, to close in it.

    Where it is not `known` whether it did, the deal ended or was to close in the quarter. The owner and the amount
    are those of that day, `of_then` names those of the two that are known.
    """

    quarter: str
    days: int
    known: bool
    owner: str = ""
    amount: Money | None = None
    of_then: tuple[str, ...] = ()


class ForecastDeal(NamedTuple):
    """A deal as the forecast needs it, and nothing else, so that most changes of a deal leave the forecast alone.

    `written` is the CRM's category as the file has it, `ended` the day of its end. `parts` are its past parts, for
    each of WINDOWS, none where all are as today by git.
    """

    identity: str
    title: str
    region: str
    segment: str
    written: str
    ended: dt.date | None
    now: ForecastState
    parts: tuple[PastPart, ...] = ()
    calls: tuple[Call, ...] = ()

    @property
    def account(self) -> str:
        """The account's folder."""
        return self.identity.partition("/")[0]


def state_now(row: DealRow, method: Method) -> ForecastState:
    """Return a deal's part in the forecast today."""
    category = method.category(row.plain.get("forecast", "")) or ""
    return ForecastState(row.owner, row.amount, row.close, category, row.word)


def forecast_deal(row: DealRow, method: Method, members: Handles, today: dt.date) -> ForecastDeal:
    """Return a deal as the forecast needs it, with its past as far as it is known."""
    now = state_now(row, method)
    parts = tuple(_part(row, now, days, method, members, today) for days in WINDOWS)
    region, segment, written = (row.plain.get(key, "") for key in ("region", "segment", "forecast"))
    return ForecastDeal(
        row.identity,
        row.title,
        region,
        segment,
        written,
        row.outcome.date if row.outcome else None,
        now,
        () if all(each == SAME for each in parts) else parts,
        tuple(_calls(row, method, members, today)),
    )


def deleted_deal(
    identity: str,
    title: str,
    was: DealState,
    there: Collection[int],
    method: Method,
    members: Handles,
) -> ForecastDeal:
    """Return an open deal whose file was deleted, by its fields as they last stood.

    `there` are those days of WINDOWS on which the file was there. Its region and segment are not known.
    """
    category = method.category(was.forecast) or ""
    then = ForecastState(called(was.owner, members), was.amount, was.close, category, "")
    parts = tuple(PastPart("other", then) if days in there else PastPart("same") for days in WINDOWS)
    return ForecastDeal(identity, title, "", "", was.forecast, None, GONE, parts)


def _part(row: DealRow, now: ForecastState, days: int, method: Method, members: Handles, today: dt.date) -> PastPart:
    then, began = row.past.then.get(days), row.past.began
    day = today - dt.timedelta(days=days)
    if then is None:
        return PastPart("absent", None, row.past.from_file) if began and began > day else PastPart("unknown")
    if not all(map(then.state.knows, NEEDED)):
        return PastPart("unknown")
    state = _state_then(row, then, day, method, members)
    comparable = state if state.word else state._replace(word=now.word if not row.closed else "")
    from_file = then.word is None
    return PastPart("same", None, from_file) if comparable == now else PastPart("other", state, from_file)


def _state_then(row: DealRow, then: AsOfDay, day: dt.date, method: Method, members: Handles) -> ForecastState:
    """Return a deal's part on a day; before its first commit it had ended if its outcome is dated until then."""
    ended = row.outcome.result if row.outcome and row.outcome.date <= day else ""
    was = then.state
    category = method.category(was.forecast) or ""
    return ForecastState(called(was.owner, members), was.amount, was.close, category, then.word or ended)


def _calls(row: DealRow, method: Method, members: Handles, today: dt.date) -> Iterator[Call]:
    """Yield the calls of a deal that had not ended by the day, and what cannot be said of one."""
    surest = next(iter(method.forecast), None)
    if surest is None or not (row.past.stood or row.outcome):
        return
    for quarter, days, day in call_days(today):
        if row.outcome and row.outcome.date <= day:
            continue
        ended_in = bool(row.outcome) and quarter_of(row.outcome.date if row.outcome else None) == quarter
        was = row.past.stood.get(day, NOTHING_KNOWN)
        if was is None:
            if ended_in and row.outcome and (row.past.began is None or row.past.began > row.outcome.date):
                yield Call(quarter, days, known=False)
            continue
        at_close, at_forecast = was.knows("close"), was.knows("forecast")
        if at_close and quarter_of(was.close) != quarter:
            continue
        if at_forecast and method.category(was.forecast) != surest:
            continue
        of_then = tuple(field for field in ("owner", "amount") if was.knows(field))
        if at_close and at_forecast:
            yield Call(quarter, days, True, called(was.owner, members), was.amount, of_then)
        elif at_close or ended_in:
            yield Call(quarter, days, known=False)
