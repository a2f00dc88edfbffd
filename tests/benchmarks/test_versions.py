"""The repository that histories are measured on is the same every time, and its deals are sound in every version."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from benchmarks import versions
from benchmarks.realistic import TODAY
from generator.git.cache_file import memory
from generator.git.log import read_log
from generator.history.history import chronicle_of, histories
from generator.read.files import WorkTree
from generator.read.playbook import load, read_surroundings
from tests.git.repository import Repository

DEALS, REVISIONS = 10, 5


def test_every_deal_has_so_many_versions_each_with_a_change_and_every_tenth_has_ended(tmp_path: Path) -> None:
    versions.write(DEALS, REVISIONS, tmp_path)
    deals = tmp_path / "deals"
    source = WorkTree(deals)
    assert not load(source).problems
    assert int(Repository(tmp_path).git("rev-list", "--count", "HEAD")) == 1 + DEALS * REVISIONS
    chronicle = chronicle_of(read_log(deals), deals, memory(tmp_path))
    with histories(chronicle, read_surroundings(source)[0].method, TODAY) as history_of:
        found = [history_of(path) for path in source.listing().deals.values()]
    changes = [each for history in found if history for each in history.revisions]
    assert len(changes) == DEALS * REVISIONS
    assert all(each.first or each.shifts or each.fields for each in changes)
    assert max(each.change.date for each in changes) > TODAY - dt.timedelta(days=versions.DAYS_BETWEEN)
    assert sum(each.stand is not None and each.stand.word == "lost" for each in changes) == 1


def test_it_is_the_same_every_time(tmp_path: Path) -> None:
    for name in ("one", "other"):
        versions.write(2, 3, tmp_path / name)
    assert len({Repository(tmp_path / name).git("rev-parse", "HEAD") for name in ("one", "other")}) == 1
