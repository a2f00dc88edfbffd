"""Calendar feeds of open actions: one for all, one per owner (RFC 5545)."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from generator.model.deal import Action
from generator.show.page import Setting
from generator.show.summary.actions import Task
from generator.show.urls import page_urls

LINE_OCTETS = 75
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


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


def feeds(events: Iterable[tuple[str, str]], setting: Setting) -> dict[str, bytes]:
    """Return the feed of all dated open actions and one per owner, by address, from owners and events in order.

    A calendar needs a day, so actions without one have no event and are left to the actions page.
    """
    by_owner: dict[str, list[str]] = defaultdict(list)
    everyone = []
    for owner, event in events:
        if event:
            everyone.append(event)
            by_owner[owner].append(event)
    by_owner.pop("", None)
    slugs = owner_slugs(by_owner)
    return {page_urls.ACTIONS_FEED: calendar("Open actions", everyone, setting)} | {
        page_urls.owner_feed(slugs[owner]): calendar(f"Open actions: {owner}", theirs, setting)
        for owner, theirs in sorted(by_owner.items())
    }


def calendar(name: str, events: Iterable[str], setting: Setting) -> bytes:
    """Return an iCalendar stream of all-day events.

    Events and not to-dos, since most calendars leave to-dos out of a feed. Stamps are the build's day and not the
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
    return "".join((*map(folded, head), *events, folded("END:VCALENDAR"))).encode()


def event(task: Task, action: Action, setting: Setting) -> str:
    """Return one action as an all-day event; nothing for an action without a day."""
    return "".join(folded(line) for line in _event_lines(task, action, setting))


def _event_lines(task: Task, action: Action, setting: Setting) -> Iterator[str]:
    due = task.due
    if due is None:
        return
    lines = [f"Deal: {task.title} ({task.account})"]
    lines.append(f"Owner: {task.owner or 'nobody yet'}")
    lines += [f"Resource: {action.resource}"] if action.resource else []
    yield "BEGIN:VEVENT"
    yield f"UID:{task.identity.replace('/', '.')}.{task.key}@deal-playbook"
    yield f"DTSTAMP:{_day(setting.today)}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_day(due)}"
    if due < dt.date.max:
        yield f"DTEND;VALUE=DATE:{_day(due + dt.timedelta(days=1))}"
    yield f"SUMMARY:{escaped(task.what)}"
    yield "DESCRIPTION:" + escaped("\n".join(lines))
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


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
