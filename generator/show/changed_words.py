"""What a change of a deal did, in words: `Access to funds ? → +`, `close … → 30 Jun 2027, 91 days later`."""

from __future__ import annotations

import datetime as dt

from generator.model.method import Method
from generator.model.money import Money
from generator.show import printed
from generator.track.shifts import FieldChange, Shift, Value

ARROW = "→"
SAME_RATING = {
    "new": "new evidence",
    "same": "confirmed again",
    "gone": "evidence taken out",
    "none": "confirmed again",
}


def shift_words(shift: Shift, method: Method) -> str:
    """Return what became of a criterion."""
    label = method.criteria[shift.criterion].label
    if shift.before == shift.after:
        if shift.was != shift.now:
            return f"{label} {shift.was} {ARROW} {shift.now}"
        return f"{label} {SAME_RATING[shift.evidence]}"
    said = f"{label} {printed.glyph(shift.before)} {ARROW} {printed.glyph(shift.after)}"
    if shift.unfounded:
        return f"{said} without new evidence"
    return f"{said} from the numbers" if shift.from_numbers else said


def field_words(change: FieldChange, method: Method) -> str:
    """Return what became of one of the deal's own fields."""
    before, after = (_shown(change.field, value, method) for value in (change.before, change.after))
    if change.field == "outcome":
        return f"ended: {after.lower()}" if change.after else "opened again"
    said = f"{change.field} {before} {ARROW} {after}"
    if isinstance(change.before, dt.date) and isinstance(change.after, dt.date):
        days = (change.after - change.before).days
        said += f", {printed.counted(abs(days), 'day')} {'later' if days > 0 else 'earlier'}"
    return said


def _shown(field: str, value: Value, method: Method) -> str:
    if isinstance(value, Money):
        return printed.money(value)
    if isinstance(value, dt.date):
        return printed.day(value)
    if value is None:
        return "none"
    if field == "outcome":
        return printed.verdict_word(value)
    stage = method.stages.get(value)
    return stage.label if stage else value
