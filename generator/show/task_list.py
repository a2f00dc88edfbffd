"""Open actions as lists show them, and the page of all of them by owner and date."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from generator.show import addresses, anchors, printed
from generator.show.book import Book, Draft, present
from generator.show.feeds import Task
from generator.show.page import Entry, Page
from generator.show.viewpoint import Link

When = Literal["late", "soon", "later", "undated"]
WHENS: Final[Mapping[When, str]] = {
    "late": "Overdue",
    "soon": "Within seven days",
    "later": "Later",
    "undated": "Without a day",
}
SOON: Final = dt.timedelta(days=7)
NOBODY: Final = "Nobody yet"
MOST_OWNERS: Final = 100
MOST_OF_OWNER: Final = 25
MOST_IN_ALL: Final = 800


@dataclass(frozen=True, slots=True)
class TaskView:
    """An open action: what, where, by when and what it works on."""

    what: str
    href: str
    deal: Link
    account: str
    owner: str
    due: dt.date | None
    when: When
    kind: str
    criteria: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class OwnerView:
    """What one person has to do: counts by when, the first tasks, how many more, and the calendar feed."""

    id: str
    name: str
    counts: Mapping[When, int]
    tasks: tuple[TaskView, ...]
    left: int
    feed: str | None

    @property
    def total(self) -> int:
        """How many open actions the owner has."""
        return sum(self.counts.values())


def when_due(due: dt.date | None, today: dt.date) -> When:
    """Return how urgent a day is."""
    if due is None:
        return "undated"
    return "late" if due < today else "soon" if due - today <= SOON else "later"


def task_views(book: Book, tasks: Iterable[Task], here: str) -> tuple[TaskView, ...]:
    """Return actions as they read on the page at `here`."""
    return tuple(_task_view(book, task, here) for task in tasks)


def _task_view(book: Book, task: Task, here: str) -> TaskView:
    method = book.surroundings.method
    return TaskView(
        what=task.what,
        href=book.place_href(here, task.identity, ("plan", "actions", task.key)),
        deal=Link(task.title, book.deal_href(here, task.identity)),
        account=task.account,
        owner=task.owner,
        due=task.due,
        when=when_due(task.due, book.setting.today),
        kind=task.kind,
        criteria=tuple(
            Link(
                f"{method.numbers[name]} {method.criteria[name].label}",
                book.place_href(here, task.identity, ("assessment", name)),
            )
            for name in task.criteria
        ),
    )


def actions_page(book: Book) -> Page:
    """Return every open action by owner, the earliest due first; bounded, and says what it leaves out."""
    here = addresses.ACTIONS
    owners = _by_owner(book.tasks)
    views = _owner_views(book, owners, here)
    draft = Draft(book, "actions", here, "Actions", "actions.html", present({"owners": ("By owner", views)}))
    return draft.finished(
        entries=[Entry("", "Actions", "Open actions across all deals, by owner and date"), *task_entries(views)],
        owners=views,
        owners_left=max(0, len(owners) - len(views)),
        whens=WHENS,
        counts=_counts(book.tasks, book.setting.today),
        total=len(book.tasks),
        feed=draft.link(addresses.ACTIONS_FEED),
    )


def _by_owner(tasks: Sequence[Task]) -> list[tuple[str, list[Task]]]:
    found: dict[str, list[Task]] = defaultdict(list)
    for task in tasks:
        found[task.owner].append(task)
    return sorted(found.items(), key=lambda pair: (pair[1][0].due or dt.date.max, pair[0]))


def _owner_views(book: Book, owners: Sequence[tuple[str, list[Task]]], here: str) -> list[OwnerView]:
    views: list[OwnerView] = []
    room = MOST_IN_ALL
    for place, (owner, tasks) in enumerate(owners[:MOST_OWNERS], 1):
        shown = tasks[: min(MOST_OF_OWNER, room)]
        room -= len(shown)
        slug = book.feed_slugs.get(owner)
        feed = book.href(here, addresses.owner_feed(slug)) if slug else None
        counts = _counts(tasks, book.setting.today)
        first = task_views(book, shown, here)
        anchor = anchors.anchor("owner", slug or str(place))
        views.append(OwnerView(anchor, owner or NOBODY, counts, first, len(tasks) - len(shown), feed))
    return views


def _counts(tasks: Iterable[Task], today: dt.date) -> Mapping[When, int]:
    counts = dict.fromkeys(WHENS, 0)
    for task in tasks:
        counts[when_due(task.due, today)] += 1
    return counts


def task_entries(owners: Iterable[OwnerView]) -> Iterator[Entry]:
    """Yield a search entry per owner whose actions the page shows."""
    for owner in owners:
        if owner.tasks:
            said = printed.counted(owner.total, "open action")
            yield Entry(owner.id, f"Actions of {owner.name}", said, (owner.name,))
