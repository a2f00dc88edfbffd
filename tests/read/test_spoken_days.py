"""Days as people say them: every one that can be meant, and none where that is not a day."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model.spoken.days import Lean, days_said, in_full

TUESDAY = dt.date(2026, 11, 24)


def said(text: str, lean: Lean, today: dt.date = TUESDAY) -> str:
    """Return the days that a text can mean, as files have them."""
    return " or ".join(map(str, days_said(text, today, lean)))


@pytest.mark.parametrize(
    ("text", "past", "future"),
    [
        ("today", "2026-11-24", "2026-11-24"),
        ("Yesterday", "2026-11-23", "2026-11-23"),
        ("the day after tomorrow", "2026-11-26", "2026-11-26"),
        ("2026-11-02", "2026-11-02", "2026-11-02"),
        ("2 Nov 2026", "2026-11-02", "2026-11-02"),
        ("3/11/2026", "2026-03-11 or 2026-11-03", "2026-03-11 or 2026-11-03"),
        ("23/11/26", "2026-11-23", "2026-11-23"),
        ("3/11/26", "2026-03-11 or 2026-11-03", "2026-03-11 or 2026-11-03"),
        ("31.3.", "2026-03-31", "2027-03-31"),
        ("31 March", "2026-03-31", "2027-03-31"),
        ("31st of March", "2026-03-31", "2027-03-31"),
        ("March 31st", "2026-03-31", "2027-03-31"),
        ("29 Feb", "2024-02-29", "2028-02-29"),
        ("24 November", "2026-11-24", "2026-11-24"),
        ("the 4th", "2026-11-04", "2026-12-04"),
        ("on Friday", "2026-11-20", "2026-11-27"),
        ("by Fri", "2026-11-20", "2026-11-27"),
        ("Tuesday", "2026-11-17 or 2026-11-24", "2026-11-24 or 2026-12-01"),
        ("last Friday", "2026-11-20", "2026-11-20"),
        ("next Friday", "2026-11-27 or 2026-12-04", "2026-11-27 or 2026-12-04"),
        ("Friday next week", "2026-12-04", "2026-12-04"),
        ("Fri, 4 Dec 2026", "2026-12-04", "2026-12-04"),
        ("Thu, 4 Dec 2026", "", ""),
        ("in two weeks", "2026-12-08", "2026-12-08"),
        ("2 weeks ago", "2026-11-10", "2026-11-10"),
        ("a month from now", "2026-12-24", "2026-12-24"),
        ("end of March", "2026-03-31", "2027-03-31"),
        ("the end of March 2027", "2027-03-31", "2027-03-31"),
        ("mid January", "2026-01-15", "2027-01-15"),
        ("end of next month", "2026-12-31", "2026-12-31"),
        ("end of the quarter", "2026-12-31", "2026-12-31"),
        ("end of Q1", "2026-03-31", "2027-03-31"),
        ("end of next quarter", "2027-03-31", "2027-03-31"),
        ("year end", "2026-12-31", "2026-12-31"),
        ("end of the week", "2026-11-27 or 2026-11-29", "2026-11-27 or 2026-11-29"),
    ],
)  # fmt: skip
def test_a_day_is_understood_seen_from_today(text: str, past: str, future: str) -> None:
    assert (said(text, "past"), said(text, "future")) == (past, future)


@pytest.mark.parametrize(
    "text",
    ["", "soon", "last week", "two weeks", "30 February", "31/31/2026", "early January", "in two", "may", "t", "99",
     "in 9999 years", "9999-99-99", "end of", "next", "in -1 days", "²"],
)  # fmt: skip
def test_what_is_no_single_day_is_none(text: str) -> None:
    assert said(text, "past") == said(text, "future") == ""


def test_next_friday_is_open_only_where_people_differ() -> None:
    sunday = dt.date(2026, 11, 29)
    assert said("next Friday", "future", sunday) == "2026-12-04"
    assert in_full(*days_said("next Friday", sunday, "future")) == "Friday 4 December 2026"


PIECES = (
    *("in", "two", "next", "last", "friday", "march", "end of", "mid", "week", "month", "q1", "ago", "the", "4th"),
    *("2026", "31", "3", "/", "-", ".", "9999", "0", "of", "from now", "years", "\u0664"),
)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from(PIECES), max_size=5).map(" ".join) | st.text(max_size=20),
    st.dates(dt.date(1, 1, 1)),
    st.sampled_from(["past", "future"]),
)
def test_any_text_on_any_day_means_days_in_order_or_none(text: str, today: dt.date, lean: Lean) -> None:
    found = days_said(text, today, lean)
    assert list(found) == sorted(set(found))
    for each in found:
        assert days_said(each.isoformat(), today, lean) == (each,)
        assert days_said(in_full(each), today, lean) == (each,) or each.year < 1000
