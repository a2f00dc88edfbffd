"""The history of a deal for other programs: what `playbook history --json` prints."""

from __future__ import annotations

import datetime as dt
from typing import Any

from generator.assess.state import STATE_FIELDS
from generator.history.earlier import EarlierDay
from generator.history.history import History
from generator.history.revision import Revision
from generator.history.shifts import FieldChange, Shift, Value
from generator.model.method import Method
from generator.model.money import Money
from generator.show.records.score import tally_record

FORMAT = 1


def history_record(identity: str, past: History, method: Method) -> dict[str, Any]:
    """Return the history for other programs, the oldest change first; docs/history.md has the format."""
    return {
        "format": FORMAT,
        "deal": identity,
        "method": method.name,
        "shallow": past.shallow,
        "close_moved_later": past.close_moved_later,
        "method_changes": [{"commit": each.id, "date": each.date.isoformat()} for each in past.method_changes],
        "revisions": [_revision_record(each) for each in past.revisions],
        "past": [_state_record(each) for each in past.earlier],
    }


def _state_record(earlier: EarlierDay) -> dict[str, Any]:
    """Return a state before git, null for a field of which it is not known or in which nothing stood."""
    values = {name: _plain(getattr(earlier.state, name) or None) for name in STATE_FIELDS}
    return {"date": earlier.day.isoformat(), **values, "unknown": sorted(earlier.state.unknown)}


def _revision_record(revision: Revision) -> dict[str, Any]:
    stand = revision.stand
    return {
        "commit": revision.change.id,
        "date": revision.change.date.isoformat(),
        "subject": revision.change.subject,
        "first": revision.first,
        "cut": revision.cut,
        "note": revision.note or None,
        "verdict": stand.word if stand else None,
        "winnable": tally_record(stand.winnable) if stand else None,
        "worth": tally_record(stand.worth) if stand and stand.worth else None,
        "questions": {name: tally_record(tally) for name, tally in stand.tallies.items()} if stand else None,
        "close": stand.state.close.isoformat() if stand and stand.state.close else None,
        "ratings": [shift_record(each) for each in revision.shifts],
        "fields": [field_record(each) for each in revision.fields],
    }


def shift_record(shift: Shift) -> dict[str, Any]:
    """Return the change of a criterion."""
    return {
        "criterion": shift.criterion,
        "before": shift.before,
        "after": shift.after,
        "standing_before": shift.was,
        "standing_after": shift.now,
        "evidence": shift.evidence,
        "from_numbers": shift.from_numbers,
        "without_new_evidence": shift.unfounded,
    }


def field_record(change: FieldChange) -> dict[str, Any]:
    """Return the change of one of the deal's own fields."""
    return {"field": change.field, "before": _plain(change.before), "after": _plain(change.after)}


def _plain(value: Value) -> object:
    if isinstance(value, Money):
        return {"amount": float(value.amount), "currency": value.currency}
    return value.isoformat() if isinstance(value, dt.date) else value
