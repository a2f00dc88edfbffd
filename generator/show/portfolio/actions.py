"""Open actions as lists show them, and the page of all of them by owner and date."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple
from urllib.parse import urlencode

from generator.show.page import Link, Page, SearchEntry
from generator.show.portfolio.context import PortfolioContext, left_words
from generator.show.portfolio.page_draft import PageDraft, present
from generator.show.summary.action_rows import COLUMNS, NOBODY, WHENS
from generator.show.summary.actions import DueAction, Task, When, when_due
from generator.show.summary.table import PrintedTable, rows_file, table_of
from generator.show.text import values
from generator.show.urls import anchors, page_urls

MOST_OWNERS: Final = 100


class TaskView(NamedTuple):
    """An open action: what, where, by when and what it works on.

    `due` is in ISO 8601 and `day` as people write it, both empty for an action without a day.
    """

    what: str
    href: str
    deal: Link
    account: str
    owner: str
    due: str
    day: str
    overdue: bool
    kind: str
    criteria: tuple[Link, ...]


class WhenCount(NamedTuple):
    """Number of actions that are due then, with the link to them in the table; a dash and no link for none."""

    label: str
    number: str
    href: str


class OwnerView(NamedTuple):
    """The open actions of one person: counts by when, each with its label and its link, and where they are listed.

    `href` leads to them in the table, `feed` to their calendar feed; it is None where no action has a day.
    """

    id: str
    name: str
    href: str
    total: int
    counts: tuple[WhenCount, ...]
    feed: str | None


class ActionsView(NamedTuple):
    """The page of actions; without any open action `lead` is empty and nothing else is shown."""

    lead: str
    counts: tuple[WhenCount, ...]
    owners: tuple[OwnerView, ...]
    owners_left: str
    table: PrintedTable
    rows_file: str
    feed: str


def task_views(context: PortfolioContext, tasks: Iterable[Task], here: str) -> tuple[TaskView, ...]:
    """Return actions as they read on the page at `here`."""
    return tuple(_task_view(context, task, here) for task in tasks)


def _task_view(context: PortfolioContext, task: Task, here: str) -> TaskView:
    method = context.surroundings.method
    return TaskView(
        what=task.what,
        href=context.place_href(here, task.identity, ("plan", "actions", task.key)),
        deal=Link(task.title, context.deal_href(here, task.identity)),
        account=task.account,
        owner=task.owner or "nobody yet",
        due=task.due.isoformat() if task.due else "",
        day=values.day(task.due) if task.due else "",
        overdue=when_due(task.due, context.setting.today) == "overdue",
        kind=task.kind,
        criteria=tuple(
            Link(
                f"{method.numbers[name]} {method.criteria[name].label}",
                context.place_href(here, task.identity, ("assessment", name)),
            )
            for name in task.criteria
        ),
    )


def actions_page(context: PortfolioContext) -> Page:
    """Return every open action, the earliest due first, with what each owner has to do."""
    here = page_urls.ACTIONS
    owners = _by_owner(context.tasks)
    views = tuple(_owner_view(context, place, *each, here) for place, each in enumerate(owners[:MOST_OWNERS], 1))
    sections = present({"owners": ("By owner", views), "all": ("All open actions", views)})
    draft = PageDraft(context, "actions", here, "Actions", "actions.html", sections, wide=True)
    counts = _counts(context.tasks)
    view = ActionsView(
        lead=_lead(counts),
        counts=_when_counts(counts),
        owners=views,
        owners_left=left_words(len(owners) - len(views), "more owner"),
        table=table_of("actions", COLUMNS, context.task_lines, context.setting, here),
        rows_file=draft.link(page_urls.ACTION_ROWS),
        feed=draft.link(page_urls.ACTIONS_FEED),
    )
    about = SearchEntry("", "Actions", "Open actions across all deals, by owner and date")
    return draft.finished(view, [about, *task_entries(views)])


def _lead(counts: Mapping[When, int]) -> str:
    """Return how many actions are open and overdue; empty where none is open."""
    total = sum(counts.values())
    if not total:
        return ""
    overdue = f", {counts['overdue']} overdue" if counts["overdue"] else ""
    return f"{values.counted(total, 'open action')}{overdue}."


def action_rows(context: PortfolioContext) -> bytes:
    """Return the file that the script fetches for the rows that the page of actions does not hold."""
    return rows_file([("actions", COLUMNS, context.task_lines)])


def _by_owner(tasks: Iterable[DueAction]) -> list[tuple[str, list[DueAction]]]:
    by_owner: dict[str, list[DueAction]] = defaultdict(list)
    for due in tasks:
        by_owner[due.owner].append(due)
    return sorted(by_owner.items(), key=lambda pair: (pair[1][0].day, pair[0]))


def _owner_view(
    context: PortfolioContext, place: int, owner: str, tasks: Sequence[DueAction], here: str
) -> OwnerView:
    slug = context.feed_slugs.get(owner)
    feed = context.href(here, page_urls.owner_feed(slug)) if slug else None
    name, anchor = owner or NOBODY, anchors.anchor("owner", slug or str(place))
    counts = _when_counts(_counts(tasks), owner=name)
    return OwnerView(anchor, name, _rows(owner=name), len(tasks), counts, feed)


def _rows(**wanted: str) -> str:
    """Return the link to those rows of the page's table that have these values."""
    return f"?{urlencode(wanted)}#all"


def _when_counts(counts: Mapping[When, int], **also: str) -> tuple[WhenCount, ...]:
    return tuple(
        WhenCount(WHENS[when], str(count or values.NOTHING), _rows(**also, when=WHENS[when]) if count else "")
        for when, count in counts.items()
    )


def _counts(tasks: Iterable[DueAction]) -> Mapping[When, int]:
    counts = Counter(due.when for due in tasks)
    return {when: counts[when] for when in WHENS}


def task_entries(owners: Iterable[OwnerView]) -> Iterator[SearchEntry]:
    """Yield a search entry per owner."""
    for owner in owners:
        count = values.counted(owner.total, "open action")
        yield SearchEntry(owner.id, f"Actions of {owner.name}", count, names=(owner.name,))
