"""The feed of changes, read by feedparser: an entry per commit and deal, the same in every build."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import feedparser  # type: ignore[import-untyped]  # it has no types

from generator.assess.judgement import Range
from generator.assess.past import AsOfDay, HistoryStep, Past
from generator.assess.portfolio.row import DealRow
from generator.assess.state import DealState
from generator.history.deleted import DeletedDeal
from generator.model.money import Money
from generator.show.portfolio.atom import changes_feed
from generator.show.urls import page_urls
from tests.show.portfolios import book_of, copies, exports, row, surroundings
from tests.show.shown import SETTING


def then(word: str, score: int, close: str = "2027-03-31") -> AsOfDay:
    figures = Range(Fraction(-50), Fraction(score), Fraction(50), Fraction(1, 2))
    return AsOfDay(word, figures, DealState(close=dt.date.fromisoformat(close)))


def step(**changes: Any) -> HistoryStep:
    usual: dict[str, Any] = {
        "commit": "4c0ffee123",
        "day": dt.date(2026, 11, 2),
        "subject": "The CFO signed",
        "after": then("pursue", 20),
        "before": then("qualify", 5),
        "first": False,
    }
    return HistoryStep(**(usual | changes))


def changed(*steps: HistoryStep, **changes: Any) -> DealRow:
    return replace(row(**changes), past=Past(latest=steps))


def read(rows: Sequence[DealRow]) -> Any:
    found = feedparser.parse(exports(rows, surroundings())[page_urls.CHANGES_FEED])
    assert not found.bozo
    assert found.version == "atom10"
    return found


def test_a_renamed_deal_keeps_the_ids_of_its_entries() -> None:
    (before,) = read([changed(step())]).entries
    (after,) = read([changed(step(origin="aldermoor/core-banking"), path="aldermoor/bank.md")]).entries
    assert after.id == before.id
    assert after.link != before.link


def test_playbooks_of_one_name_have_feeds_of_two_ids() -> None:
    ids = {
        feedparser.parse(
            changes_feed(book_of([row()], surroundings(), setting=replace(SETTING, begun=first)))
        ).feed.id
        for first in ("4c0ffee123", "0ff1ce1234")
    }
    assert len(ids) == 2


def test_an_entry_says_what_a_commit_did_to_a_deal() -> None:
    found = read([changed(step(), title="Core banking")])
    (entry,) = found.entries
    assert entry.title == "Core banking (Aldermoor Bank): verdict Qualify → Pursue"
    assert entry.summary == "verdict Qualify → Pursue. winnable +5 → +20. Commit 4c0ffee123: The CFO signed"
    assert entry.link == "../aldermoor/core-banking/#history"
    assert entry.updated == found.feed.updated == "2026-11-02T00:00:00Z"
    assert found.feed.author == SETTING.site_name


def test_ids_are_the_same_in_every_build_and_differ_by_deal_and_commit() -> None:
    pair = [replace(each, past=Past(latest=(step(), step(commit="c0ffee4567")))) for each in copies(row(), 2)]
    ids = [entry.id for entry in read(pair).entries]
    assert len(set(ids)) == 4
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", each) for each in ids)
    assert ids == [entry.id for entry in read(pair[::-1]).entries]


def test_the_newest_fifty_changes_are_told_the_last_day_first() -> None:
    many = [
        replace(each, past=Past(latest=(step(day=dt.date(2026, 8, 1) + dt.timedelta(days=place)),)))
        for place, each in enumerate(copies(row(), 60))
    ]
    days = [entry.updated[:10] for entry in read(many).entries]
    assert len(days) == 50
    assert days[0] == "2026-09-29"
    assert days == sorted(days, reverse=True)


def test_what_cannot_be_compared_is_said() -> None:
    steps = (
        step(commit="a", after=None),
        step(commit="b", before=None),
        step(commit="c", before=None, first=True),
        step(commit="d", before=then("pursue", 20)),
        step(commit="e", after=then("won", 5, "2027-04-30")),
    )
    told = [entry.title.partition(": ")[2] for entry in read([changed(*steps)]).entries]
    assert told == [
        "a version that cannot be scored",
        "the first version that can be scored",
        "new",
        "edited, the score stayed",
        "ended, was Qualify",
    ]


def test_text_is_text_whatever_its_author_wrote() -> None:
    evil = "</summary><script>alert(1)</script> & ]]> \x0b\x00\ufffe"
    (entry,) = read([changed(step(subject=evil), title="<b>Core</b>")]).entries
    assert entry.title.startswith("<b>Core</b> (")
    assert entry.summary.endswith("</summary><script>alert(1)</script> & ]]>")
    assert entry.title_detail.type == entry.summary_detail.type == "text/plain"


def test_without_a_history_there_is_a_feed_without_entries() -> None:
    found = read([row()])
    assert (found.entries, found.feed.updated) == ([], "2026-11-23T00:00:00Z")


def test_a_deletion_is_an_entry_that_leads_home_and_keeps_its_id_after_a_rename() -> None:
    day = dt.date(2026, 11, 20)
    gone = DeletedDeal("aldermoor/lake", "Data lake", Money(Decimal(90_000), "EUR"), "", "c0ffee4567", day, "Tidy up")
    found = feedparser.parse(changes_feed(book_of([changed(step())], surroundings(), deleted=[gone])))
    entry, other = found.entries
    assert (entry.title, entry.link) == ("Data lake (Aldermoor Bank): deleted, was EUR\u00a090k", "../")
    assert entry.summary == "deleted, was EUR\u00a090k. Commit c0ffee4567: Tidy up"
    assert found.feed.updated == entry.updated == "2026-11-20T00:00:00Z"
    assert other.title.startswith("Core banking")
    renamed = gone._replace(origin=gone.identity, identity="aldermoor/water")
    (again,) = feedparser.parse(changes_feed(book_of([], surroundings(), deleted=[renamed]))).entries
    assert again.id == entry.id
