"""Calendar feeds of open actions: one for all, one per owner (RFC 5545)."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from generator.history.history import History, row_in_crm
from generator.model.deal import Action, Deal
from generator.show.page import Setting
from generator.show.summary.actions import Task
from generator.show.urls import page_urls

LINE_OCTETS = 75
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
FIRST: Final = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
"""Time from which the minutes of a SEQUENCE are counted."""
MOST_INTEGER: Final = 2**31 - 1
"""The largest INTEGER of RFC 5545; as minutes it lasts beyond the year 6000."""
ZONE: Final = (
    "BEGIN:VTIMEZONE", "TZID:UTC", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0000",
    "TZOFFSETTO:+0000", "TZNAME:UTC", "END:STANDARD", "END:VTIMEZONE",
)  # fmt: skip
"""A calendar has to hold something, and its days need no zone."""


class EventSource(NamedTuple):
    """The source of a deal's events: `name` begins their ids, `modified` is when the deal's file was last changed."""

    name: str
    modified: dt.datetime


def source_of(deal: Deal, history: History | None, today: dt.date) -> EventSource:
    """Return the source of a deal's events by its first and its last commit.

    Its name is that of the file at its first commit, or the row in the CRM that this commit names, as long as the
    deal belongs to no other row. Without a first commit, or where a shallow clone does not hold it, it is today's.
    """
    if not history or not history.revisions:
        return uncommitted((history and history.origin) or deal.identity, today)
    row = history.revisions[0].crm
    of_row = row and row_in_crm(deal) in ("", row)
    name = f"crm:{row}" if of_row else history.origin or deal.identity
    return EventSource(name, history.revisions[-1].change.time.astimezone(dt.UTC))


def uncommitted(name: str, today: dt.date) -> EventSource:
    """Return the source of events without a commit: the day of the build counts as their change."""
    return EventSource(name, dt.datetime.combine(today, dt.time(), dt.UTC))


def owner_slugs(owners: Iterable[str]) -> Mapping[str, str]:
    """Return a file name for each owner; names that come out alike, or empty, get a checksum each."""
    alike: dict[str, set[str]] = defaultdict(set)
    for owner in owners:
        plain = unicodedata.normalize("NFKD", owner).encode("ascii", "ignore").decode().lower()
        alike["-".join(re.findall(r"[a-z0-9]+", plain))[:48]].add(owner)
    return {
        owner: slug if slug and len(names) == 1 else f"{slug or 'owner'}-{_checksum(owner)}"
        for slug, names in alike.items()
        for owner in names
    }


def _checksum(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def feeds(events: Iterable[tuple[str, str]], slugs: Mapping[str, str], setting: Setting) -> dict[str, bytes]:
    """Return the feed of all dated open actions and one per owner, by address, from owners and events in order.

    `slugs` are the file names of everybody who owns anything: a feed stays when its last action is done. A calendar
    needs a day, so actions without one have no event and are left to the actions page.
    """
    by_owner: dict[str, list[str]] = {owner: [] for owner in slugs}
    everyone = []
    for owner, event in events:
        if event:
            everyone.append(event)
            by_owner.get(owner, []).append(event)
    return {page_urls.ACTIONS_FEED: calendar("Open actions", everyone, setting)} | {
        page_urls.owner_feed(slugs[owner]): calendar(f"Open actions: {owner}", theirs, setting)
        for owner, theirs in sorted(by_owner.items())
    }


def calendar(name: str, events: Iterable[str], setting: Setting) -> bytes:
    """Return an iCalendar stream of all-day events.

    Events and not to-dos, since most calendars leave to-dos out of a feed. Stamps are the commits' and not the
    clock's, so that the same input gives the same bytes.
    """
    head = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//deal-playbook//open actions//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(f'{setting.site_name}: {name}')}",
    )
    body = tuple(events) or tuple(map(folded, ZONE))
    return "".join((*map(folded, head), *body, folded("END:VCALENDAR"))).encode()


def event(task: Task, action: Action, source: EventSource) -> str:
    """Return one action as an all-day event; nothing for an action without a day."""
    return "".join(folded(line) for line in _event_lines(task, action, source))


def _event_lines(task: Task, action: Action, source: EventSource) -> Iterator[str]:
    due = task.due
    if due is None:
        return
    lines = [f"Deal: {task.title} ({task.account})"]
    lines.append(f"Owner: {task.owner or 'nobody yet'}")
    lines += [f"Resource: {action.resource}"] if action.resource else []
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(source.name.replace('/', '.'))}.{task.key}@deal-playbook"
    yield f"DTSTAMP:{_moment(source.modified)}"
    yield f"LAST-MODIFIED:{_moment(source.modified)}"
    yield f"SEQUENCE:{_sequence(source.modified)}"
    yield f"DTSTART;VALUE=DATE:{_day(due)}"
    if due < dt.date.max:
        yield f"DTEND;VALUE=DATE:{_day(due + dt.timedelta(days=1))}"
    yield f"SUMMARY:{escaped(task.what)}"
    yield "DESCRIPTION:" + escaped("\n".join(lines))
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _moment(time: dt.datetime) -> str:
    return f"{_day(time)}T{time:%H%M%S}Z"


def _sequence(modified: dt.datetime) -> int:
    """Return the number of a change: minutes since FIRST, so that a calendar takes the later of two."""
    return min(max((modified - FIRST) // dt.timedelta(minutes=1), 0), MOST_INTEGER)


def _day(day: dt.date) -> str:
    return f"{day.year:04d}{day.month:02d}{day.day:02d}"


def escaped(text: str) -> str:
    """Return `text` as an iCalendar value: separators escaped, line breaks as backslash n, controls left out."""
    plain = CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    for character in "\\;,":
        plain = plain.replace(character, "\\" + character)
    return plain.replace("\n", "\\n")


def folded(line: str) -> str:
    """Return a content line folded at 75 octets, never inside a character, with its line end."""
    if len(line) <= LINE_OCTETS and line.isascii():
        return f"{line}\r\n"
    octets, pieces, start, room = line.encode(), [], 0, LINE_OCTETS
    while len(octets) - start > room:
        end = start + room
        while octets[end] & 0xC0 == 0x80:  # the middle of a character in UTF-8
            end -= 1
        pieces.append(octets[start:end])
        start, room = end, LINE_OCTETS - 1
    return "\r\n ".join(piece.decode() for piece in (*pieces, octets[start:])) + "\r\n"
