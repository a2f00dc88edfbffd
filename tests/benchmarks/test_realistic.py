"""The sets of deals that builds are measured on are sound, and the pipeline has what a team's pipeline has."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import realistic, rebuilds
from benchmarks.one_deal import DEAL, file_of, put_back
from benchmarks.realistic import TODAY
from generator.model.deal import Deal
from generator.read.files import WorkTree
from generator.read.playbook import load

COUNT = 60


def deals_of(folder: Path) -> list[Deal]:
    loaded = load(WorkTree(folder / "deals"))
    assert not loaded.problems
    return list(loaded.deals.values())


def the_deal(folder: Path) -> Deal:
    """Return the deal that benchmarks change."""
    (deal,) = (deal for deal in deals_of(folder) if deal.identity == DEAL)
    return deal


def forecast_of(deal: Deal) -> str | None:
    return deal.crm.forecast if deal.crm else None


def dates_seen(deal: Deal) -> Iterator[dt.date]:
    return (rating.date for rating in deal.assessment.values() if rating.date)


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> list[Deal]:
    folder = tmp_path_factory.mktemp("pipeline")
    realistic.write(COUNT, folder, "pipeline")
    return deals_of(folder)


def test_a_third_of_the_pipeline_has_ended_in_each_of_the_four_ways_and_with_a_reason(pipeline: list[Deal]) -> None:
    ends = [deal.outcome for deal in pipeline if deal.outcome]
    assert (len(pipeline), len(ends)) == (COUNT, COUNT // 3)
    assert {end.result for end in ends} == {"won", "lost", "no-decision", "withdrawn"}
    assert all(end.reason and end.lesson for end in ends)
    assert all(bool(end.winner) == (end.result == "lost") for end in ends)


def test_a_deal_that_ended_was_rated_before_its_end_and_closed_on_it(pipeline: list[Deal]) -> None:
    ended = [(deal, deal.outcome.date) for deal in pipeline if deal.outcome]
    assert all(day < TODAY and deal.close == day and max(dates_seen(deal)) <= day for deal, day in ended)
    assert len({day for _, day in ended}) > COUNT // 6


def test_every_deal_of_the_pipeline_has_the_forecast_category_of_its_stage(pipeline: list[Deal]) -> None:
    assert {forecast_of(deal) for deal in pipeline if not deal.outcome} == {
        "pipeline",
        "best case",
        "commit",
        "omitted",
    }
    for deal in pipeline:
        if deal.outcome:
            assert forecast_of(deal) == ("closed" if deal.outcome.result == "won" else "omitted")
        elif deal.stage in ("prospect", "qualify"):
            assert forecast_of(deal) != "commit"


def test_the_pipeline_has_regions_and_segments_and_everybody_who_owns_a_deal_is_a_member(tmp_path: Path) -> None:
    realistic.write(20, tmp_path, "pipeline")
    loaded = load(WorkTree(tmp_path / "deals"))
    accounts, members = loaded.surroundings.accounts.values(), loaded.surroundings.team.members.values()
    assert all(account.region and account.segment for account in accounts)
    assert {deal.owner for deal in loaded.deals.values()} <= {member.name for member in members}
    assert all(member.capacity and member.targets for member in members)


@pytest.mark.parametrize("which", realistic.SETS)
def test_the_deal_that_rebuilds_change_is_open_and_stays_sound_in_either_set(
    which: realistic.Set, tmp_path: Path
) -> None:
    realistic.write(20, tmp_path, which)
    file = file_of(tmp_path)
    for change in (rebuilds.rate, rebuilds.action, rebuilds.note):
        text = file.read_text("utf-8")
        change(tmp_path)
        assert file.read_text("utf-8") != text
    assert the_deal(tmp_path).outcome is None


def test_rebuilds_close_the_deal_and_put_it_back_so_that_they_can_be_run_again(tmp_path: Path) -> None:
    realistic.write(20, tmp_path)
    for _ in range(2):
        with put_back(file_of(tmp_path)) as before:
            rebuilds.close(tmp_path)
            assert the_deal(tmp_path).outcome
        assert file_of(tmp_path).read_text("utf-8") == before


def test_all_deals_of_the_first_set_are_open_and_in_no_forecast(tmp_path: Path) -> None:
    realistic.write(10, tmp_path)
    assert {(deal.outcome, forecast_of(deal)) for deal in deals_of(tmp_path)} == {(None, None)}
