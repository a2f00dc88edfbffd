"""Cache of the judgements of a deal's versions, so that an unchanged past is not judged again.

A revision holds as long as the method is the same and the file's past up to it; the standing on a past day holds as
long as the day and the version that counts on it are the same.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from hashlib import blake2b
from typing import Any, Final, get_args

from generator.assess.judgement import Range, Standing, Tally
from generator.assess.past import AsOfDay
from generator.assess.state import DealState
from generator.git.cache_file import CacheFolder
from generator.git.log import FileChange
from generator.history.revision import DealStanding, Revision
from generator.history.shifts import Evidence, FieldChange, Shift, Value
from generator.model.deal import Result
from generator.model.method import VERDICTS, Method
from generator.model.money import Money
from generator.model.text import Sign
from generator.storage.compact_json import compact_json, parsed
from generator.storage.store import DAMAGED

RESULTS: Final[frozenset[str]] = frozenset(get_args(Result))
WORDS: Final = {*VERDICTS, *RESULTS}
SIGNS: Final[Mapping[str, Sign]] = {each: each for each in get_args(Sign)}
STANDINGS: Final[Mapping[str, Standing]] = {each: each for each in get_args(Standing)}
EVIDENCE: Final[Mapping[str, Evidence]] = {each: each for each in get_args(Evidence)}
BETWEEN: Final = "\x1f"
"""Character between the fields of a deal, which no file may hold."""
VALUES: Final[Mapping[str, Callable[[Any], Value]]] = {
    "stage": str,
    "amount": lambda told: Money(Decimal(told[0]), str(told[1])),
    "close": dt.date.fromisoformat,
    "outcome": str,
}


class Judgements:
    """Cached judgements of all deals under one method."""

    def __init__(self, memory: CacheFolder, method: Method) -> None:
        self.memory, self.method = memory, method
        key = blake2b(repr(method).encode(), digest_size=8).hexdigest()
        self.basis = f"judged with fields, CRM row and why it rose by {key}"

    def recalled(self, identity: str) -> JudgedDeal:
        """Return the cached judgements of a deal."""
        return JudgedDeal(f"{identity}.judged", self)


class JudgedDeal:
    """Cached judgements of one deal: a row for each revision, the oldest first, and one for each past day.

    Any part may be damaged; new judgements are written by `keep`.
    """

    def __init__(self, name: str, of: Judgements) -> None:
        self.name, self.of, self.changed = name, of, False
        records = [parsed(line) for line in of.memory.recalled(name, of.basis)]
        self.rows, self.days = records if [*map(type, records)] == [list, dict] else ([], {})
        self.used: dict[str, Any] = {}

    def keep(self) -> None:
        """Write the new judgements, and those of the days that were asked for."""
        if self.changed:
            self.of.memory.keep(self.name, self.of.basis, (compact_json(self.rows), compact_json(self.used)))

    def revisions(self, touches: Sequence[FileChange]) -> list[Revision]:
        """Return the revisions that hold, the oldest first, given all touches in the same order."""
        revisions: list[Revision] = []
        with contextlib.suppress(*DAMAGED):
            for row, touch in zip(self.rows, touches, strict=False):
                if row[0] != _key(touch):
                    break
                revisions.append(self._revision(touch, *row[1:]))
        return revisions

    def learn(self, held: int, touches: Sequence[FileChange], revisions: Sequence[Revision]) -> None:
        """Add the revisions after those that hold."""
        if held < len(revisions):
            self.rows[held:] = map(_row, touches[held:], revisions[held:])
            self.changed = True

    def then(self, day: dt.date, touch: FileChange) -> AsOfDay | None:
        """Return the standing on a day by the last touch until then; None where that has to be judged."""
        with contextlib.suppress(*DAMAGED):
            row = self.days[str(day)]
            key, word, winnable, state = row
            if key == _key(touch):
                self.used[str(day)] = row
                return AsOfDay(_word(word), _range(winnable), _state(state))
        return None

    def learn_then(self, day: dt.date, touch: FileChange, stand: DealStanding) -> None:
        """Add the standing on a day by the last touch until then."""
        self.used[str(day)] = [_key(touch), stand.word, _told_range(stand.winnable.range), _told_state(stand.state)]
        self.changed = True

    def _revision(
        self, touch: FileChange, stand: Any, note: str, shifts: list[Any], fields: list[Any], *rest: Any
    ) -> Revision:
        first, crm, known = rest
        return Revision(
            touch.change,
            stand and self._stand(*stand),
            str(note),
            tuple(self._shift(*each) for each in shifts),
            tuple(FieldChange(name, *(_value(name, each) for each in sides)) for name, *sides in fields),
            first is True,
            touch.cut,
            str(crm),
            known is True,
        )

    def _stand(self, word: str, state: str, tallies: Sequence[str], winnable: str, worth: str | None) -> DealStanding:
        return DealStanding(
            _word(word),
            {name: _tally(each) for name, each in zip(self.of.method.questions, tallies, strict=True)},
            _tally(winnable),
            _tally(worth) if worth else None,
            _state(state),
        )

    def _shift(self, name: str, *record: Any) -> Shift:
        before, after, was, now, evidence, from_numbers = record
        if name not in self.of.method.criteria:
            raise LookupError(name)
        return Shift(
            name,
            SIGNS[before],
            SIGNS[after],
            STANDINGS[was],
            STANDINGS[now],
            EVIDENCE[evidence],
            from_numbers is True,
        )


def _row(touch: FileChange, revision: Revision) -> list[Any]:
    """Return a revision as a row of the cache."""
    stand = revision.stand
    return [
        _key(touch),
        stand
        and [
            stand.word,
            _told_state(stand.state),
            [*map(_told, stand.tallies.values())],
            _told(stand.winnable),
            stand.worth and _told(stand.worth),
        ],
        revision.note,
        [
            (each.criterion, each.before, each.after, each.was, each.now, each.evidence, each.from_numbers)
            for each in revision.shifts
        ],
        [(each.field, _told_value(each.before), _told_value(each.after)) for each in revision.fields],
        revision.first,
        revision.crm,
        revision.known_not_better,
    ]


def _key(touch: FileChange) -> list[Any]:
    """Return a key of a touch, made of the parts that a judgement rests on."""
    return [str(touch.change.date), touch.change.nearest, touch.blob, [*touch.before], touch.regular, touch.cut]


def _word(record: str) -> str:
    if record not in WORDS:
        raise LookupError(record)
    return record


@lru_cache(maxsize=1 << 14)
def _state(told: str) -> DealState:
    """Return a deal's fields as they were written; most changes of a deal leave them alone."""
    stage, owner, amount, close, forecast = told.split(BETWEEN)
    number, _, currency = amount.partition(" ")
    money = Money(Decimal(number), currency) if amount else None
    return DealState(stage, owner, money, dt.date.fromisoformat(close) if close else None, forecast)


def _told_state(state: DealState) -> str:
    amount = f"{state.amount.amount} {state.amount.currency}" if state.amount else ""
    return BETWEEN.join((state.stage, state.owner, amount, str(state.close or ""), state.forecast))


def _value(name: str, record: Any) -> Value:
    return None if record is None else VALUES[name](record)


def _told_value(value: Value) -> Any:
    return (str(value.amount), value.currency) if isinstance(value, Money) else None if value is None else str(value)


@lru_cache(maxsize=1 << 14)
def _tally(record: str) -> Tally:
    """Return a tally as it was written; most deals share most of theirs."""
    plus, minus, unknown, proven, figures = record.split(" ", 4)
    return Tally(int(plus), int(minus), int(unknown), int(proven), _range(figures))


def _told(tally: Tally) -> str:
    return f"{tally.plus} {tally.minus} {tally.unknown} {tally.proven} {_told_range(tally.range)}"


@lru_cache(maxsize=1 << 14)
def _range(record: str) -> Range:
    low, score, high, known = map(_fraction, record.split(" "))
    return Range(low, score, high, known)


def _fraction(record: str) -> Fraction:
    whole, _, parts = record.partition("/")
    return Fraction(int(whole), int(parts or 1))


def _told_range(of: Range) -> str:
    return f"{of.low} {of.score} {of.high} {of.known}"
