"""Questions on accounts, partners, competitors and meetings: what their files say."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from generator.assistants.asking import Arguments, AskedWrongly, Cursor, Name
from generator.assistants.bounds import numbered, paged, question_of
from generator.assistants.ground import Ground, unknown
from generator.assistants.text_from_files import KEY, entries_of, grouped, in_list, remark_on
from generator.intake.case import DealCase
from generator.intake.meeting_notes import notes_of
from generator.intake.notes import Notes
from generator.model.meeting import Meeting
from generator.storage.digest import digest


class OneFile(Arguments):
    """Arguments of `read_file`."""

    file: Name = Field(description="such as aldermoor, partners/kestrel or aldermoor/meetings/2026-11-27-cfo")
    cursor: Cursor = None


class Meetings(Arguments):
    """Arguments of `list_meetings`."""

    account: Name | None = Field(None, description="folder of the account")
    cursor: Cursor = None


class Pages(Arguments):
    """Arguments of a list without filters."""

    cursor: Cursor = None


def read_file(ground: Ground, asked: OneFile) -> dict[str, Any]:
    """Return all that a file says, value by value with their places."""
    path = ground.file_path(ground.portfolio.now(), asked.file)
    content = ground.source.read(path)
    told = numbered(
        grouped(entries_of(ground.shown(path), content)), question_of("read", path, digest(content)), asked.cursor
    )
    return {"file": ground.shown(path), "remark": remark_on(content), KEY: told.pop("entries"), **told}


def list_meetings(ground: Ground, asked: Meetings) -> dict[str, Any]:
    """Return the meetings of an account, or of all, by day. Raises AskedWrongly where there is no such account."""
    moment = ground.portfolio.now()
    accounts = {each.partition("/")[0] for each in (*moment.listing.deals, *moment.listing.accounts)}
    if asked.account and asked.account not in accounts:
        raise unknown("account", asked.account, accounts, "ask the resource playbook://accounts")
    paths = moment.listing.meetings.values()
    chosen = sorted(path for path in paths if asked.account in (None, path.partition("/")[0]))

    def entry(path: str) -> dict[str, Any]:
        problems = moment.around.problems(path, Meeting)
        meeting = moment.around.meeting(path)
        told = {"file": ground.shown(path), "date": path.rpartition("/")[2][:10], "deals": list(meeting.deals)}
        present = {in_list(name): in_list(key) for name, key in list(meeting.present.items())[:20]}
        words = {
            "title": in_list(meeting.name),
            "present": present,
            "problems": [in_list(str(each)) for each in problems[:3]],
        }
        return {**told, KEY: words}

    return paged(chosen, entry, question_of("meetings", asked.account), asked.cursor)


def list_accounts(ground: Ground, asked: Pages) -> dict[str, Any]:
    """Return the accounts with how many deals each has, by folder."""
    moment = ground.portfolio.now()
    deals: dict[str, int] = {}
    for identity in moment.listing.deals:
        deals[identity.partition("/")[0]] = deals.get(identity.partition("/")[0], 0) + 1
    meetings = [path.partition("/")[0] for path in moment.listing.meetings.values()]

    def entry(slug: str) -> dict[str, Any]:
        path = moment.listing.accounts.get(slug)
        name = moment.surroundings.account(slug).name
        told = {"account": slug, "deals": deals.get(slug, 0), "meetings": meetings.count(slug)}
        return {**told, "file": path and ground.shown(path), KEY: {"title": in_list(name)}}

    return paged(sorted({*deals, *moment.listing.accounts}), entry, question_of("accounts"), asked.cursor)


def notes_for(ground: Ground, of: DealCase, named: str) -> tuple[Notes, str]:
    """Return the notes of a meeting and its path below the account. Raises AskedWrongly if it is none of it."""
    path = named.removeprefix(f"{ground.source.name}/").removesuffix(".md") + ".md"
    files = of.near.files
    if path not in of.near.listing.meetings.values():
        meetings = [each for each in of.near.listing.meetings.values() if each.startswith(f"{of.folder}/")]
        raise unknown(f"meeting of {of.folder}", named, meetings, "ask list_meetings")
    if problems := files.problems(path, Meeting):
        raise AskedWrongly(f"{ground.shown(path)} has mistakes", "mend them first", problems)
    meeting = files.noun(Meeting, path)
    notes = notes_of(meeting, ground.source.name, of.around.account(of.folder), of.around.team)
    return notes, path.removeprefix(f"{of.folder}/")
