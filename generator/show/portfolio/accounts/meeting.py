"""The page of a meeting: who was there, and each line of the text with an address of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from generator.assess.portfolio.row import AccountDeal
from generator.model.account import Account
from generator.model.meeting import Meeting, attendee
from generator.model.spoken.turns import Turn
from generator.show.page import Link, Page, SearchEntry
from generator.show.portfolio.context import PortfolioContext, words
from generator.show.portfolio.page_draft import PageDraft
from generator.show.text import values
from generator.show.urls import anchors, page_urls

MOST_FOUND: Final = 40
"""Lines of a meeting that the search finds as one."""
MOST_HEADINGS: Final = 30


class SaidLine(NamedTuple):
    """A line of the text: its number in the file, who begins to speak, the words, and whether it is a heading."""

    number: int
    id: str
    speaker: str
    text: str
    is_heading: bool


class PresentLine(NamedTuple):
    """Person present: the name as the text has it, what the person is, and the link to more."""

    name: str
    says: str
    href: str


class MeetingView(NamedTuple):
    """The values that the page of a meeting prints. `deals` are those that it was about."""

    path: str
    day: str
    is_ahead: bool
    deals: tuple[Link, ...]
    present: tuple[PresentLine, ...]
    lines: tuple[SaidLine, ...]


def meeting_pages(context: PortfolioContext, slug: str, rows: Sequence[AccountDeal]) -> Iterator[Page]:
    """Yield the page of each meeting of an account that has no mistake."""
    account, titles = context.surroundings.account(slug), {row.identity: row.title for row in rows}
    for meeting in context.surroundings.meetings.get(slug, ()):
        yield _page(context, account, meeting, titles)


def _page(context: PortfolioContext, account: Account, meeting: Meeting, titles: Mapping[str, str]) -> Page:
    here, name = page_urls.meeting(meeting.identity), context.account_name(account.slug)
    trail = (("Home", page_urls.PORTFOLIO), (name, page_urls.account(account.slug)))
    lines = tuple(map(_line, meeting.turns))
    heads = [each for each in lines if each.is_heading][:MOST_HEADINGS]
    sections = {each.id: each.text for each in heads}
    draft = PageDraft(context, "meeting", here, meeting.name, "meeting.html", sections, trail, source=meeting.path)
    view = MeetingView(
        path=meeting.path,
        day=values.day(meeting.date),
        is_ahead=meeting.date > context.setting.today,
        deals=tuple(_deal(context, f"{account.slug}/{each}", titles, here) for each in meeting.deals),
        present=tuple(_present(context, account, meeting, each, here) for each in meeting.present),
        lines=lines,
    )
    return draft.finished(view, _entries(meeting, name, lines, view.present))


def _deal(context: PortfolioContext, identity: str, titles: Mapping[str, str], here: str) -> Link:
    title = titles.get(identity) or values.unfolded(identity.partition("/")[2])
    return Link(title, context.deal_href(here, identity))


def _present(context: PortfolioContext, account: Account, meeting: Meeting, name: str, here: str) -> PresentLine:
    found = attendee(meeting, name, account, context.surroundings.team)
    if found is None or not found.of_customer:
        return PresentLine(name, f"{found.name}, one of us" if found and found.name != name else "one of us", "")
    person = account.people[found.key]
    says = ", ".join(each for each in (person.name if person.name != name else "", person.position) if each)
    there = context.href(here, page_urls.account(account.slug), anchors.anchor("person", found.key))
    return PresentLine(name, says, there)


def _line(turn: Turn) -> SaidLine:
    stripped = turn.text.lstrip("#")
    is_heading = turn.speaker is None and turn.text.startswith("#") and stripped[:1] in ("", " ", "\t")
    text = stripped.strip().rstrip("#").strip() if is_heading else turn.text
    speaker = turn.speaker if turn.begins and turn.speaker else ""
    return SaidLine(turn.line, anchors.line(turn.line), speaker, text, is_heading and bool(text))


def _entries(
    meeting: Meeting, account: str, lines: Sequence[SaidLine], present: Sequence[PresentLine]
) -> Iterator[SearchEntry]:
    """Yield the meeting itself, and its lines: those below a heading together, and never very many."""
    people = ", ".join(f"{each.name} ({each.says})" if each.says else each.name for each in present)
    title = f"Meeting: {meeting.name} – {account}"
    yield SearchEntry("", title, words(values.day(meeting.date), people), (meeting.name, account))
    part: list[SaidLine] = []
    for line in lines:
        if part and (line.is_heading or len(part) == MOST_FOUND):
            yield _entry(meeting, part)
            part = []
        part.append(line)
    if part:
        yield _entry(meeting, part)


def _entry(meeting: Meeting, part: Sequence[SaidLine]) -> SearchEntry:
    first = part[0]
    title = first.text if first.is_heading else f"Line {first.number}"
    said = (f"{each.speaker}: {each.text}" if each.speaker else each.text for each in part)
    return SearchEntry(first.id, f"{title} – {meeting.name}", " ".join(said))
