"""Days of a deal's past from the CRM's history: those that the file lacks, in their order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from generator.edit.crm.attached.addition import Addition, DealNow
from generator.edit.crm.attached.rows import AttachedRow, DayOfDeal
from generator.edit.crm.fields import HISTORY_FIELDS

PAST = "past"
"""Key of the file, and of what the last import remembers: the days that it brought, blanks between them."""

Entry = Mapping[str, Any]


def add_past(to: Addition, rows: Sequence[AttachedRow], now: DealNow) -> None:
    """Add the days that neither the file nor an earlier import has; those of the file stay as they are."""
    entries = dict(entries_of([_in_currency(row.content, now) for row in rows if isinstance(row.content, DayOfDeal)]))
    there, before = now.block(PAST), now.last.get(PAST, "").split()
    new = {day: entry for day, entry in entries.items() if day not in there and day not in before}
    if new and (not there or min(new) < max(there)):
        whole = {**there, **new}
        to.changes.append(((PAST,), {day: whole[day] for day in sorted(whole)}))
    else:
        to.changes += [((PAST, day), entry) for day, entry in new.items()]
    others = [day for day, entry in entries.items() if day in there and not _same(there[day], entry)]
    if others:
        says = "days of the past stand otherwise in its file, which stays as it is"
        now.accounting.note(now.row, "other-past", says, value=", ".join(others))
    to.remembered[PAST] = " ".join(sorted({*before, *entries}))
    for row in rows:
        to.settle([row], "new" if isinstance(row.content, DayOfDeal) and row.content.day in new else "unchanged")


def _in_currency(day: DayOfDeal, now: DealNow) -> DayOfDeal:
    """Return a day whose amounts are in the deal's currency where the CRM's history names none."""
    if not day.is_bare:
        return day
    values, before = (
        {name: now.in_currency(text) if name == "amount" and text else text for name, text in each.items()}
        for each in (day.values, day.before)
    )
    return day._replace(values=values, before=before)


def _same(written: object, entry: Entry) -> bool:
    block = {"stage": written} if isinstance(written, str) else written
    return block == entry


def entries_of(days: Sequence[DayOfDeal]) -> Iterator[tuple[str, Entry]]:
    """Yield the days on which fields changed, the first one first, with the fields that did.

    Of several rows of a day the last one counts; a file that begins with its newest row is read from its end.
    """
    stands: dict[str, str] = {}
    for day, of_day in groupby(_in_order(days), key=lambda each: each.day):
        values: dict[str, str] = {}
        for each in of_day:
            values |= each.values
        changed = {name: value for name, value in values.items() if value != stands.get(name, "")}
        stands |= changed
        if changed:
            yield day, _entry(changed)


def _in_order(days: Sequence[DayOfDeal]) -> list[DayOfDeal]:
    is_reversed = len(days) > 1 and (days[0].day, days[0].moment) > (days[-1].day, days[-1].moment)
    ordered = sorted(days[::-1] if is_reversed else days, key=lambda each: (each.day, each.moment))
    created = next((each for each in ordered if each.is_created), None)
    if created is None:
        return ordered
    first: dict[str, str] = {}
    for each in ordered:
        for name, value in each.before.items():
            first.setdefault(name, value)
        for name in each.values:
            first.setdefault(name, "")
    made = created._replace(values={name: value for name, value in first.items() if value}, moment=-1)
    return [made, *(each for each in ordered if not each.is_created)]


def _entry(changed: Mapping[str, str]) -> Entry:
    entry: dict[str, Any] = {name: changed[name] for name in HISTORY_FIELDS if changed.get(name)}
    emptied = [name for name in HISTORY_FIELDS if changed.get(name) == "" and name != "stage"]
    return entry | ({"emptied": emptied} if emptied else {})
