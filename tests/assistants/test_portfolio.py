"""Deals as they stand now: so many at once, the others meanwhile, and never a word of another day as today's."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from generator.assistants.desk import Desk
from generator.assistants.ground import Ground
from generator.assistants.portfolio import Portfolio
from generator.site.output.stat import is_proof, now, stamp_of

FRIDAY, SATURDAY = dt.date(2026, 11, 27), dt.date(2026, 11, 28)
DEALS = [f"acme/deal-{number}" for number in range(6)]
DUE = "---\ntitle: Portal\nstage: evaluate\nclose: 2026-11-27\nowner: Dana Reyes\n---\nNotes on cables.\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for deal in DEALS:
        file = tmp_path / "deals" / f"{deal}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(DUE, "utf-8")
    while not is_proof(stamp_of(file.lstat()), now()):
        pass  # a file of this very tick of the clock would be looked at again by the next question, and more be read
    return tmp_path


def asked(root: Path, day: dt.date, *, at_once: int) -> tuple[Desk, Portfolio]:
    """Return a desk whose portfolio reads a few files at once, and the portfolio."""
    ground = Ground(root, "deals", lambda: day)
    portfolio = Portfolio(root / "deals", lambda: day, root / ".playbook-cache/assistants", at_once=at_once)
    vars(ground)["portfolio"] = portfolio
    return Desk(ground, may_propose=False, fault=lambda fault: pytest.fail(repr(fault))), portfolio


def entries(desk: Desk, tool: str = "list_deals", **given: Any) -> tuple[dict[str, dict[str, Any]], str | None]:
    """Return the deals of an answer, and what it says is not known yet."""
    data = desk.ask(tool, given).data
    return {each["deal"]: each for each in data["entries"]}, data["pending"]


def test_what_is_not_read_yet_is_said_and_read_meanwhile(root: Path) -> None:
    desk, portfolio = asked(root, FRIDAY, at_once=2)
    found, pending = entries(desk)
    assert pending
    assert pending.startswith("not read yet: 4 of 6 files")
    assert list(found) == DEALS
    assert [each["state"] for each in found.values()] == ["open"] * 2 + ["not read yet"] * 4
    hits, pending = entries(desk, "search", query="cables")
    assert pending
    assert pending.startswith(f"not read yet: {len(DEALS) - len(hits)} of 6 files")
    assert (
        desk.ask("read_deal", {"deal": DEALS[5]}).data["state"] == "open"
    )  # what is asked for alone is read at once
    while desk.prepare():
        pass
    found, pending = entries(desk)
    assert pending is None
    assert {each["state"] for each in found.values()} == {"open"}
    assert found == entries(asked(root, FRIDAY, at_once=100)[0])[0]
    portfolio.keep()


def test_on_the_day_after_each_deal_says_as_of_when_it_stands_until_it_is_judged_again(root: Path) -> None:
    first, portfolio = asked(root, FRIDAY, at_once=100)
    friday, _ = entries(first)
    portfolio.keep()
    second, _ = asked(root, SATURDAY, at_once=2)
    found, pending = entries(second)
    assert pending
    assert pending.startswith("judged as of an earlier day, their `as_of`: 4 of 6 deals")
    assert [each.pop("as_of", None) for each in found.values()] == [None] * 2 + ["2026-11-27"] * 4
    assert [found[deal] for deal in DEALS[2:]] == [friday[deal] for deal in DEALS[2:]]
    assert found[DEALS[0]] != friday[DEALS[0]]  # its close date has passed
    while second.prepare():
        pass
    found, pending = entries(second)
    assert pending is None
    assert {each["findings"] for each in found.values()} == {found[DEALS[0]]["findings"]}


def test_what_changed_comes_before_what_is_only_of_another_day(root: Path) -> None:
    first, portfolio = asked(root, FRIDAY, at_once=100)
    entries(first)
    portfolio.keep()
    (root / "deals/acme/deal-5.md").write_text(DUE.replace("Portal", "Other"), "utf-8")
    found, _ = entries(asked(root, SATURDAY, at_once=1)[0])
    assert "as_of" not in found["acme/deal-5"]
    assert found["acme/deal-5"]["text_from_files"]["title"]["text"] == "Other"
    assert found["acme/deal-0"]["as_of"] == "2026-11-27"


def test_what_was_read_meanwhile_is_kept_when_the_server_ends(root: Path) -> None:
    desk, portfolio = asked(root, FRIDAY, at_once=3)
    entries(desk)
    desk.close()
    again, _ = asked(root, FRIDAY, at_once=0)
    found, _ = entries(again)
    assert [each["state"] for each in found.values()] == ["open"] * 3 + ["not read yet"] * 3
    portfolio.read_all()
    desk.close()
    assert entries(asked(root, FRIDAY, at_once=0)[0])[1] is None
