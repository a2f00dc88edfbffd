"""Calendar feeds over time: a moved day is seen, a renamed deal keeps its events, and everybody keeps their feed."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from typing import Any

import icalendar
import pytest
import vobject  # type: ignore[import-untyped]  # it has no types

from generator.git.cache_file import memory
from generator.git.log import read_log
from generator.history.history import chronicle_of, histories
from generator.model.account import Partner
from generator.read.files import WorkTree
from generator.read.playbook import load
from generator.show.summary.actions import tasks_of
from generator.show.summary.calendar import EventSource, calendar, event, source_of
from generator.show.urls import page_urls
from tests.git.repository import Repository
from tests.history.deals import METHOD
from tests.making import TODAY, make_account
from tests.show.portfolios import exports, row, surroundings
from tests.show.shown import SETTING

OFFER = {"what": "Send the offer", "owner": "Dana Reyes", "due": "2026-11-16"}
DONE = OFFER | {"state": "done", "owner": "Owen Brisk"}
PLAN = "plan: {actions: {offer: {what: Send the offer, due: %s}}}\n"


def deal(day: str = "2026-11-16", more: str = "") -> str:
    return f"---\ntitle: Core banking\nstage: qualify\n{more}{PLAN % day}---\n"


def row_of_crm(number: str) -> str:
    return f"crm: {{system: salesforce, id: {number}}}\n"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "playbook")


def sources(root: Path) -> dict[str, EventSource]:
    """Return the source of the events of every deal, by the deal."""
    deals = root / "deals"
    chronicle = chronicle_of(read_log(deals), deals, memory(root))
    with histories(chronicle, METHOD, TODAY) as history:
        return {
            each.identity: source_of(each, history(each.path), TODAY) for each in load(WorkTree(deals)).deals.values()
        }


def source(root: Path, identity: str = "acme/core") -> EventSource:
    return sources(root)[identity]


def utc(day: str, hour: int = 12) -> dt.datetime:
    return dt.datetime.fromisoformat(f"{day}T{hour:02d}:00:00+00:00")


def both_parsers(exported: bytes) -> list[tuple[Any, ...]]:
    """Return the events of a feed, of which two parsers have to say the same."""
    walked: list[Any] = list(icalendar.Calendar.from_ical(exported).walk("VEVENT"))
    ours = [
        (str(each["UID"]), each["DTSTART"].dt, each["DTSTAMP"].dt, each["LAST-MODIFIED"].dt, int(each["SEQUENCE"]))
        for each in walked
    ]
    theirs = [
        (each.uid.value, each.dtstart.value, each.dtstamp.value, each.last_modified.value, int(each.sequence.value))
        for each in getattr(vobject.readOne(exported.decode()), "vevent_list", [])
    ]
    assert ours == theirs
    return ours


def test_a_change_is_the_commit_of_the_file_and_its_number_grows_with_it(repository: Repository) -> None:
    repository.commit("2026-11-02", deals__acme__core=deal())
    first = source(repository.root)
    repository.commit("2026-11-03", deals__acme__core=deal("2026-11-20"))
    repository.commit("2026-11-04", deals__acme__side=deal())
    second = source(repository.root)
    assert (first.modified, second.modified) == (utc("2026-11-02"), utc("2026-11-03"))
    assert first.name == second.name == "acme/core"


@pytest.mark.parametrize(
    ("modified", "number"),
    [
        ("2020-01-01T00:00:59+00:00", 0),
        ("2026-11-02T13:01:30+01:00", 3_596_401),
        ("1999-12-31T00:00:00+00:00", 0),
        ("9999-12-31T23:59:59+00:00", 2_147_483_647),
    ],
)
def test_the_number_is_in_minutes_within_what_a_calendar_can_hold(modified: str, number: int) -> None:
    of = row(plan={"actions": {"offer": OFFER}})
    (task,) = tasks_of(of, surroundings())
    time = dt.datetime.fromisoformat(modified).astimezone(dt.UTC)
    ((_, _, stamp, changed, sequence),) = both_parsers(
        calendar("All", [event(task, of.actions["offer"], EventSource("a/b", time))], SETTING)
    )
    assert (stamp, changed, sequence) == (time, time, number)


def test_without_a_commit_the_day_of_the_build_counts() -> None:
    made = exports([row(plan={"actions": {"offer": OFFER}})], surroundings())
    ((name, _, stamp, changed, _),) = both_parsers(made[page_urls.ACTIONS_FEED])
    assert name == "aldermoor.core-banking.offer@deal-playbook"
    assert stamp == changed == dt.datetime.combine(TODAY, dt.time(), dt.UTC)


def test_a_deal_is_named_after_its_first_file_however_often_it_moves(repository: Repository) -> None:
    repository.commit("2026-11-02", deals__acme__core=deal())
    for day, old, new in (("2026-11-03", "acme/core", "acme/bank"), ("2026-11-04", "acme/bank", "beta/bank")):
        (repository.root / "deals/beta").mkdir(exist_ok=True)
        repository.git("mv", f"deals/{old}.md", f"deals/{new}.md")
        repository.commit(day)
        assert source(repository.root, new).name == "acme/core"


def test_a_new_deal_at_the_path_of_a_renamed_one_has_events_of_its_own(repository: Repository) -> None:
    repository.commit("2026-11-02", deals__acme__core=deal())
    repository.git("mv", "deals/acme/core.md", "deals/acme/bank.md")
    repository.commit("2026-11-03")
    (repository.root / "deals/acme/core.md").write_text(deal(more="close: 2027-03-31\n"))
    before_its_commit = sources(repository.root)
    again = repository.commit("2026-11-04")
    names = {identity: each.name for identity, each in sources(repository.root).items()}
    assert names == {"acme/bank": "acme/core", "acme/core": f"acme/core/{again}"}
    assert before_its_commit["acme/bank"].name != before_its_commit["acme/core"].name


def test_the_row_in_the_crm_counts_only_where_the_first_commit_names_it(repository: Repository) -> None:
    repository.commit("2026-11-02", deals__acme__core=deal(more=row_of_crm("006A")), deals__acme__side=deal())
    repository.git("mv", "deals/acme/core.md", "deals/acme/bank.md")
    repository.commit("2026-11-03", deals__acme__side=deal(more=row_of_crm("006B")))
    assert source(repository.root, "acme/bank").name == "crm:salesforce.006A"
    assert source(repository.root, "acme/side").name == "acme/side"


def test_a_copy_that_was_given_a_row_of_its_own_does_not_take_over_the_first_ones_events(
    repository: Repository,
) -> None:
    repository.commit("2026-11-02", deals__acme__core=deal(more=row_of_crm("006A")))
    repository.commit("2026-11-03", deals__acme__copy=deal(more=row_of_crm("006A")))
    repository.commit("2026-11-04", deals__acme__copy=deal(more=row_of_crm("006B")))
    assert source(repository.root, "acme/core").name == "crm:salesforce.006A"
    assert source(repository.root, "acme/copy").name == "acme/copy"


def test_in_a_shallow_clone_a_deal_has_the_name_of_today(repository: Repository, tmp_path: Path) -> None:
    repository.commit("2026-11-02", deals__acme__core=deal(more=row_of_crm("006A")))
    repository.git("mv", "deals/acme/core.md", "deals/acme/bank.md")
    repository.commit("2026-11-03")
    repository.git("clone", "--quiet", "--depth=1", f"file://{repository.root}", str(tmp_path / "shallow"))
    assert source(tmp_path / "shallow", "acme/bank") == EventSource("acme/bank", utc("2026-11-03"))


def test_what_is_kept_of_a_past_gives_the_same_names_and_times(repository: Repository) -> None:
    repository.commit("2026-11-02", deals__acme__core=deal(more=row_of_crm("006A")))
    anew = sources(repository.root)
    assert sources(repository.root) == anew
    shutil.rmtree(repository.root / ".playbook-cache")
    assert sources(repository.root) == anew


def test_whoever_owns_anything_has_a_feed_and_an_empty_one_holds_its_time_zone() -> None:
    lost = {"result": "lost", "date": "2026-10-01", "reason": "Price"}
    known = surroundings(accounts={"aldermoor": make_account(owner="Tom Arden")})
    deals = [
        row(known, plan={"actions": {"done": DONE}, "milestones": {"m": {"what": "Go", "owner": "Mira Stone"}}}),
        row(known, path="aldermoor/old.md", owner="Ines Vale", outcome=lost),
    ]
    made = exports(deals, known)
    feeds = {address: content for address, content in made.items() if address.startswith("export/actions/")}
    names = {address.removeprefix("export/actions/").removesuffix(".ics") for address in feeds}
    assert {"owen-brisk", "mira-stone", "ines-vale", "tom-arden"} <= names
    for content in feeds.values():
        assert both_parsers(content) == []
        assert [zone["TZID"] for zone in icalendar.Calendar.from_ical(content).walk("VTIMEZONE")] == ["UTC"]
        assert vobject.readOne(content.decode()).vtimezone


def test_one_person_in_two_spellings_has_one_feed_with_all_events() -> None:
    deals = [
        row(owner="Dana Reyes", plan={"actions": {"offer": OFFER | {"owner": "dana reyes"}}}),
        row(path="aldermoor/b.md", owner="Dana Reyes"),
    ]
    made = exports(deals, surroundings())
    assert len(both_parsers(made["export/actions/dana-reyes.ics"])) == 1
    assert [address for address in made if "dana" in address] == ["export/actions/dana-reyes.ics"]


def test_whoever_owns_a_partner_or_an_account_without_a_deal_has_a_feed() -> None:
    partner = Partner(path="partners/kestrel.md", title="Kestrel", owner="Lena Moor")
    alone = (
        make_account(path="brackwell/index.md", owner="lena moor"),
        make_account(path="corvane/index.md", owner="Kai Noor"),
    )
    known = surroundings(
        accounts={"aldermoor": make_account(), "brackwell": alone[0], "corvane": alone[1]},
        partners={"kestrel": partner},
    )
    feeds = {address for address in exports([row(known)], known) if address.startswith("export/actions/")}
    assert {"export/actions/lena-moor.ics", "export/actions/kai-noor.ics"} <= feeds
    assert len([each for each in feeds if "lena" in each]) == 1
