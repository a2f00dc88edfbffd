"""The exports say what the pages say, and other programs read them: csv, json and icalendar."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from typing import Any

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.show.summary.calendar import escaped, folded, owner_slugs
from generator.show.summary.portfolio_files import COLUMNS, guarded
from generator.show.templating.environment import theme_folder
from generator.show.urls import page_urls
from tests.making import make_account, rated
from tests.show.portfolios import GOOD, copies, exports, harmed_sample, row, sample_rows, surroundings
from tests.show.shown import around, sample

OFFER = {"what": "Send; the offer, now", "owner": "Dana Reyes", "due": "2026-11-16", "resource": "Half a day"}


def sheet(exported: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(exported.decode("utf-8-sig"), newline="")))


def exported_row(**changes: Any) -> dict[str, str]:
    (line,) = sheet(exports([row(**changes)], surroundings())[page_urls.ROWS_CSV])
    return line


def events(exported: bytes) -> list[Any]:
    return list(icalendar.Calendar.from_ical(exported).walk("VEVENT"))


def feed_of(**actions: Any) -> dict[str, bytes]:
    return dict(exports([row(plan={"actions": actions})], surroundings()))


def test_the_csv_has_a_line_per_deal_with_numbers_as_numbers() -> None:
    line = exported_row(
        amount="EUR 1,200,000.50", close="2027-03-31", assessment=rated(around().method, GOOD), effort="40 days"
    )
    assert list(line) == list(COLUMNS)
    assert line["account"] == "Aldermoor Bank"
    assert (line["currency"], line["amount"], line["close"]) == ("EUR", "1200000.5", "2027-03-31")
    assert (line["winnable_low"], line["winnable"], line["winnable_high"]) == ("46.7", "66.7", "86.7")
    assert (line["winnable_known"], line["winnable_criteria"], line["effort_left_days"]) == ("12", "15", "40")


def test_a_negative_number_stays_a_number() -> None:
    known = rated(around().method, "----- ----- ----- -----")
    content = exports([row(assessment=known)], surroundings())[page_urls.ROWS_CSV].decode("utf-8-sig")
    assert ",-100,-100,-100," in content


@given(st.text(alphabet=[*" \u00a0=+-@\t\r\n＝＋－＠a'\"1"], max_size=4))
def test_the_page_and_the_file_guard_the_same_texts(text: str) -> None:
    script = (theme_folder() / "assets/portfolio.js").read_text("utf-8")
    (rule,) = re.findall(r"const FORMULA = /(.*)/;", script)
    assert (guarded(text) != text) == bool(re.search(rule, text))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", "\n=", " =", "＝", "＋", "－", "＠"])
def test_text_that_a_spreadsheet_would_run_gets_an_apostrophe(start: str) -> None:
    assert guarded(f"{start}cmd|'/c calc'!A1") == f"'{start}cmd|'/c calc'!A1"


def test_formulas_in_any_column_are_guarded() -> None:
    line = exported_row(title='=HYPERLINK("http://evil.example","x")', owner="@SUM(A1)")
    assert line["title"].startswith("'=HYPERLINK")
    assert line["owner"] == "'@SUM(A1)"


def test_harmless_text_is_left_alone() -> None:
    assert guarded("Core banking (phase 1 - pilot)") == "Core banking (phase 1 - pilot)"
    assert guarded("") == ""


@given(st.text())
def test_no_guarded_text_can_start_a_formula(text: str) -> None:
    assert not guarded(text).lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert guarded(text).removeprefix("'") == text.removeprefix("'")


def test_quotes_line_breaks_and_separators_survive_a_second_reader() -> None:
    assert exported_row(title='A "deal", with\nbreaks; and more')["title"] == 'A "deal", with\nbreaks; and more'


def test_the_json_is_versioned_and_says_what_the_csv_says() -> None:
    known = sample().surroundings
    made = exports(sample_rows(), known)
    whole = json.loads(made[page_urls.ROWS_JSON])
    assert (whole["format"], whole["today"], whole["method"]) == (1, "2026-11-23", known.method.name)
    lines = {line["deal"]: line for line in sheet(made[page_urls.ROWS_CSV])}
    assert [deal["deal"] for deal in whole["deals"]] == list(lines)
    for deal in whole["deals"]:
        line = lines[deal["deal"]]
        assert deal["verdict"]["word"] == line["verdict"]
        assert f"{deal['winnable']['score']:g}" == f"{float(line['winnable']):g}"
        assert line["amount"] == (str(deal["amount"]["amount"]) if deal["amount"] else "")


def test_the_json_gives_each_score_with_its_bounds_and_counts() -> None:
    known = rated(around().method, GOOD)
    whole = json.loads(exports([row(assessment=known)], surroundings())[page_urls.ROWS_JSON])
    (deal,) = whole["deals"]
    winnable = {"low": 46.7, "score": 66.7, "high": 86.7, "plus": 11, "minus": 1, "unknown": 3, "proven": 11}
    assert deal["winnable"] == winnable
    assert deal["worth"]["score"] == 40
    assert deal["address"] == "aldermoor/core-banking/"


def test_the_rows_file_holds_every_row_of_the_tables() -> None:
    ended = row(path="aldermoor/old.md", title="Old", outcome={"result": "won", "date": "2026-06-01"})
    files = exports([*copies(row(), 450), ended], surroundings())
    live, closed = (json.loads(files[each]) for each in (page_urls.TABLE_ROWS, page_urls.CLOSED_ROWS))
    assert len(live["open"]["rows"]) == 450
    deal = closed["closed"]["columns"].index("deal")
    assert [line[deal] for line in closed["closed"]["rows"]] == [["Old", "aldermoor/old/"]]


def test_an_open_action_with_a_day_is_an_event_of_that_day() -> None:
    (event,) = events(feed_of(offer=OFFER)[page_urls.ACTIONS_FEED])
    assert event["SUMMARY"] == "Send; the offer, now"
    assert event["DTSTART"].dt == dt.date(2026, 11, 16)
    assert event["DTEND"].dt == dt.date(2026, 11, 17)
    assert event["DTSTAMP"].dt == dt.datetime(2026, 11, 23, tzinfo=dt.UTC)
    assert event["UID"] == "aldermoor.core-banking.offer@deal-playbook"
    assert event["DESCRIPTION"] == "Deal: Core banking (Aldermoor Bank)\nOwner: Dana Reyes\nResource: Half a day"


def test_actions_that_are_done_or_have_no_day_are_in_no_feed() -> None:
    made = feed_of(done=OFFER | {"state": "done"}, someday={"what": "Call", "owner": "Dana Reyes"})
    assert events(made[page_urls.ACTIONS_FEED]) == []
    assert events(made["export/actions/dana-reyes.ics"]) == []


def test_each_owner_has_a_feed_of_their_own() -> None:
    made = feed_of(offer=OFFER, call=OFFER | {"owner": "Owen Brisk"}, ask=OFFER | {"owner": ""})
    assert len(events(made[page_urls.ACTIONS_FEED])) == 3
    assert len(events(made["export/actions/dana-reyes.ics"])) == 1
    assert len(events(made["export/actions/owen-brisk.ics"])) == 1


def test_owners_whose_names_come_out_alike_do_not_share_a_feed() -> None:
    slugs = owner_slugs(["José Núñez", "Jose Nunez", "王小明", "李雷", "Dana Reyes"])
    assert len(set(slugs.values())) == 5
    assert slugs["Dana Reyes"] == "dana-reyes"
    assert all(slug.isascii() and "/" not in slug for slug in slugs.values())


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs"]), max_size=300))
def test_no_line_is_longer_than_75_octets_and_unfolding_gives_it_back(text: str) -> None:
    line = f"SUMMARY:{escaped(text)}"
    content = folded(line).encode()
    assert content.endswith(b"\r\n")
    pieces = content[:-2].split(b"\r\n")
    assert all(len(piece) <= 75 and piece.decode() for piece in pieces)
    assert content[:-2].replace(b"\r\n ", b"").decode() == line


def test_author_text_cannot_add_a_property_or_an_event() -> None:
    evil = "Call\r\nATTENDEE:mailto:x@evil.example\nEND:VEVENT\nBEGIN:VEVENT\x00"
    (event,) = events(feed_of(offer=OFFER | {"what": evil})[page_urls.ACTIONS_FEED])
    assert "ATTENDEE" not in event
    assert event["SUMMARY"] == "Call\nATTENDEE:mailto:x@evil.example\nEND:VEVENT\nBEGIN:VEVENT"


def test_every_export_of_a_harmed_sample_is_read_by_its_second_reader() -> None:
    rows, known = harmed_sample()
    made = exports(rows, known)
    assert len(sheet(made[page_urls.ROWS_CSV])) == len(json.loads(made[page_urls.ROWS_JSON])["deals"]) == len(rows)
    feeds = [content for address, content in made.items() if address.endswith(".ics")]
    assert len(feeds) > 3
    assert any(events(content) for content in feeds)
    assert all(icalendar.Calendar.from_ical(content).subcomponents for content in feeds)


def test_the_same_deals_in_another_order_give_the_same_bytes() -> None:
    known = sample().surroundings
    assert exports(sample_rows(), known) == exports(sample_rows()[::-1], known)


def test_an_account_without_a_file_is_named_by_its_folder() -> None:
    known = surroundings(accounts={"other": make_account(path="other/index.md")})
    (line,) = sheet(exports([row(known)], known)[page_urls.ROWS_CSV])
    assert line["account"] == "Aldermoor"
