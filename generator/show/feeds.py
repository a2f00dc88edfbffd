"""Calendar feeds of open actions: one for all, one per owner (RFC 5545)."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from generator.assess.row import Sheet
from generator.model.deal import Action
from generator.model.playbook import Surroundings
from generator.show import addresses
from generator.show.names import account_name
from generator.show.page import Setting
from generator.show.task_table import cells_of

LINE_OCTETS = 75
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


class Task(NamedTuple):
    """An open action of a deal; `owner` is the action's own, empty where nobody has taken it.

    `criteria` are the ids of the method. What a deal hands in is finished: `event` is the action in a calendar feed,
    nothing without a day, `cells` are those of its line in the table of actions, as JSON.
    """

    due: dt.date | None
    identity: str
    key: str
    owner: str
    what: str
    kind: str
    criteria: tuple[str, ...]
    title: str
    account: str
    event: str = ""
    cells: str = ""


def tasks_of(row: Sheet, surroundings: Surroundings, setting: Setting) -> tuple[Task, ...]:
    """Return every open action of a deal, in the order of its file."""
    return tuple(
        _task(row, key, action, surroundings, setting)
        for key, action in row.actions.items()
        if action.state == "open"
    )


def _task(row: Sheet, key: str, action: Action, surroundings: Surroundings, setting: Setting) -> Task:
    method, account = surroundings.method, account_name(surroundings, row.account)
    return Task(
        due=action.due,
        identity=row.identity,
        key=key,
        owner=action.owner.strip(),
        what=action.what,
        kind=action.kind or "",
        criteria=tuple(name for each in action.criteria if (name := method.criterion(each))),
        title=row.title,
        account=account,
    )


def finished_tasks(row: Sheet, surroundings: Surroundings, setting: Setting) -> tuple[Task, ...]:
    """Return the same with its event and its cells."""
    return tuple(_finished(task, row, surroundings, setting) for task in tasks_of(row, surroundings, setting))


def _finished(task: Task, row: Sheet, surroundings: Surroundings, setting: Setting) -> Task:
    action, names = row.actions[task.key], (task.title, task.account)
    cells = cells_of(task.identity, task.key, action, names, surroundings, setting)
    return task._replace(event=event(row, task.key, action, task.account, setting), cells=cells)


def earliest_first(tasks: Iterable[Task]) -> tuple[Task, ...]:
    """Return open actions in the order of their days; those without a day come last."""
    return tuple(sorted(tasks, key=lambda task: (task.due or dt.date.max, task.identity, task.key)))


def owner_slugs(owners: Iterable[str]) -> Mapping[str, str]:
    """Return a file name for each owner; names that come out alike, or empty, are told apart by a checksum."""
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


def feeds(tasks: Iterable[Task], setting: Setting) -> dict[str, bytes]:
    """Return the feed of all dated open actions and one per owner, by address; the tasks come in their order.

    A calendar needs a day, so actions without one are left to the actions page.
    """
    by_owner: dict[str, list[str]] = defaultdict(list)
    events = []
    for task in tasks:
        if task.event:
            events.append(task.event)
            by_owner[task.owner].append(task.event)
    by_owner.pop("", None)
    slugs = owner_slugs(by_owner)
    everyone = {addresses.ACTIONS_FEED: calendar("Open actions", events, setting)}
    return everyone | {
        addresses.owner_feed(slugs[owner]): calendar(f"Open actions: {owner}", theirs, setting)
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


def event(row: Sheet, key: str, action: Action, account: str, setting: Setting) -> str:
    """Return one action as an all-day event; nothing for an action without a day."""
    return "".join(folded(line) for line in _event_lines(row, key, action, account, setting))


def _event_lines(row: Sheet, key: str, action: Action, account: str, setting: Setting) -> Iterator[str]:
    due = action.due
    if due is None:
        return
    told = [f"Deal: {row.title} ({account})"]
    told.append(f"Owner: {action.owner.strip() or 'nobody yet'}")
    told += [f"Resource: {action.resource}"] if action.resource else []
    yield "BEGIN:VEVENT"
    yield f"UID:{row.identity.replace('/', '.')}.{key}@deal-playbook"
    yield f"DTSTAMP:{_day(setting.today)}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_day(due)}"
    if due < dt.date.max:
        yield f"DTEND;VALUE=DATE:{_day(due + dt.timedelta(days=1))}"
    yield f"SUMMARY:{escaped(action.what)}"
    yield "DESCRIPTION:" + escaped("\n".join(told))
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
