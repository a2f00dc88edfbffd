"""Open actions as lists show them, and the page of all of them by owner and date."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from generator.show.page import Link, Page, SearchEntry
from generator.show.portfolio.context import PageDraft, PortfolioContext, present
from generator.show.summary.action_rows import COLUMNS, NOBODY, WHENS
from generator.show.summary.actions import DueAction, Task, When, when_due
from generator.show.summary.deal_rows import rows_file, table_of
from generator.show.text import values
from generator.show.urls import anchors, page_urls

MOST_OWNERS: Final = 100


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
    """What one person has to do: counts by when, the link to those actions in the table, and the calendar feed."""

    id: str
    name: str
    href: str
    counts: Mapping[When, int]
    feed: str | None

    @property
    def total(self) -> int:
        """How many open actions the owner has."""
        return sum(self.counts.values())


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
        owner=task.owner,
        due=task.due,
        when=when_due(task.due, context.setting.today),
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
    views = [_owner_view(context, place, *each, here) for place, each in enumerate(owners[:MOST_OWNERS], 1)]
    sections = present({"owners": ("By owner", views), "all": ("All open actions", views)})
    draft = PageDraft(context, "actions", here, "Actions", "actions.html", sections)
    return draft.finished(
        entries=[
            SearchEntry("", "Actions", "Open actions across all deals, by owner and date"),
            *task_entries(views),
        ],
        owners=views,
        owners_left=max(0, len(owners) - len(views)),
        whens=WHENS,
        counts=_counts(context.tasks),
        total=len(context.tasks),
        table=table_of("actions", COLUMNS, context.task_lines, context.setting),
        rows_file=page_urls.ACTION_ROWS,
        csv=page_urls.ACTIONS_FEED,
        feed=draft.link(page_urls.ACTIONS_FEED),
    )


def action_rows(context: PortfolioContext) -> bytes:
    """Return the file that the script fetches for the rows that the page of actions does not hold."""
    return rows_file([("actions", COLUMNS, context.task_lines)])


def _by_owner(tasks: Iterable[DueAction]) -> list[tuple[str, list[DueAction]]]:
    found: dict[str, list[DueAction]] = defaultdict(list)
    for due in tasks:
        found[due.owner].append(due)
    return sorted(found.items(), key=lambda pair: (pair[1][0].day, pair[0]))


def _owner_view(
    context: PortfolioContext, place: int, owner: str, tasks: Sequence[DueAction], here: str
) -> OwnerView:
    slug = context.feed_slugs.get(owner)
    feed = context.href(here, page_urls.owner_feed(slug)) if slug else None
    name, anchor = owner or NOBODY, anchors.anchor("owner", slug or str(place))
    href = f"?{urlencode({'actions-owner': name})}#all"
    return OwnerView(anchor, name, href, _counts(tasks), feed)


def _counts(tasks: Iterable[DueAction]) -> Mapping[When, int]:
    counts = Counter(due.when for due in tasks)
    return {when: counts[when] for when in WHENS}


def task_entries(owners: Iterable[OwnerView]) -> Iterator[SearchEntry]:
    """Yield a search entry per owner."""
    for owner in owners:
        said = values.counted(owner.total, "open action")
        yield SearchEntry(owner.id, f"Actions of {owner.name}", said, names=(owner.name,))
