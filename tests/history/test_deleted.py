"""Deals that were deleted lately, from real repositories: those that are gone, and none that only moved."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from generator.git.cache_file import memory
from generator.git.log import read_log
from generator.history.deleted import DeletedDeal, deleted_deals
from generator.history.history import chronicle_of
from generator.read.files import WorkTree
from tests.git.repository import Repository
from tests.history.deals import deal
from tests.history.test_history import BROKEN, GOOD, UNKNOWN
from tests.making import TODAY

NEARLY, LATELY = "2026-11-16", "2026-11-20"
OTHER = deal(UNKNOWN, title="Data lake", amount="EUR 90,000")
CORE = deal(GOOD, amount="EUR 1,200,000", crm="{system: sf, id: 006X}")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = Repository(tmp_path / "playbook")
    made.commit("2026-06-01", deals__acme__core=CORE, deals__beta__lake=OTHER)
    return made


def gone(repository: Repository, today: dt.date = TODAY) -> dict[str, DeletedDeal]:
    """Return the deleted deals by identity."""
    deals = repository.root / "deals"
    chronicle = chronicle_of(read_log(deals), deals, memory(repository.root))
    living = WorkTree(deals).listing().deals.values()
    return {each.identity: each for each in deleted_deals(chronicle, living, today)}


def delete(repository: Repository, path: str, day: str = LATELY, **files: str) -> str:
    (repository.root / "deals" / path).unlink()
    return repository.commit(day, **files)


def test_a_deleted_deal_is_told_by_its_title_amount_and_commit(repository: Repository) -> None:
    commit = delete(repository, "acme/core.md")
    (one,) = gone(repository).values()
    assert (one.identity, one.title, str(one.amount)) == ("acme/core", "Core banking", "EUR 1,200,000")
    assert (one.commit, one.day, one.subject, one.result) == (commit, dt.date(2026, 11, 20), "change", "")


def test_a_deal_that_had_ended_says_how(repository: Repository) -> None:
    repository.commit("2026-07-01", deals__beta__lake=deal(UNKNOWN, outcome="{result: lost, date: 2026-06-20}"))
    delete(repository, "beta/lake.md")
    assert gone(repository)["beta/lake"].result == "lost"


def test_an_account_is_deleted_with_each_of_its_deals(repository: Repository) -> None:
    repository.commit("2026-07-01", deals__beta__index="---\ntitle: Beta\n---\n", deals__beta__portal=deal(GOOD))
    for path in (repository.root / "deals" / "beta").iterdir():
        path.unlink()
    repository.commit(LATELY)
    assert set(gone(repository)) == {"beta/lake", "beta/portal"}


def test_what_was_deleted_before_the_longest_window_is_not_told(repository: Repository) -> None:
    delete(repository, "acme/core.md", "2026-10-24")
    delete(repository, "beta/lake.md", "2026-10-25")
    assert set(gone(repository)) == {"beta/lake"}


@pytest.mark.parametrize("name", ["deals__acme__bank", "deals__delta__core"])
def test_a_renamed_deal_is_not_gone_however_much_was_written_into_it(repository: Repository, name: str) -> None:
    delete(repository, "acme/core.md", **{name: CORE.replace("evaluate", "propose")})
    assert not gone(repository)
    rewritten = deal(UNKNOWN, title="Data lake", owner="Dana Reyes") + "A quite different note.\n" * 50
    delete(repository, "beta/lake.md", deals__gamma__lake=rewritten)
    assert not gone(repository)


def test_a_deal_that_came_under_another_path_by_another_commit_is_not_gone(repository: Repository) -> None:
    delete(repository, "acme/core.md", NEARLY)
    delete(repository, "beta/lake.md", NEARLY)
    assert set(gone(repository)) == {"acme/core", "beta/lake"}
    rewritten = deal(UNKNOWN, title="Core banking renewal", crm="{system: sf, id: 006X}")
    repository.commit(LATELY, deals__delta__renewal=rewritten, deals__gamma__lake=OTHER)
    assert not gone(repository)


def test_a_copy_that_is_deleted_again_leaves_what_it_was_copied_from(repository: Repository) -> None:
    repository.commit("2026-07-01", deals__gamma__lake=OTHER)
    delete(repository, "gamma/lake.md")
    assert set(gone(repository)) == {"gamma/lake"}


def test_another_deal_of_the_same_title_hides_no_deletion(repository: Repository) -> None:
    repository.commit(NEARLY, deals__delta__core=deal(UNKNOWN))
    delete(repository, "acme/core.md")
    assert set(gone(repository)) == {"acme/core"}


def test_a_deal_that_was_written_again_is_not_gone(repository: Repository) -> None:
    delete(repository, "acme/core.md", NEARLY)
    repository.commit(LATELY, deals__acme__core=deal(UNKNOWN, title="Core, once more"))
    assert not gone(repository)


def test_a_file_that_never_was_a_deal_is_not_gone(repository: Repository) -> None:
    partner = "---\ntitle: Kestrel\n---\n"
    more = {"deals__acme__index": partner, "deals__partners__kestrel": partner, "deals__acme__a__b": OTHER}
    repository.commit(NEARLY, deals__acme__broken=BROKEN, deals__Acme__core=OTHER, **more)
    for path in ("acme/broken.md", "acme/index.md", "partners/kestrel.md", "acme/a/b.md", "Acme/core.md"):
        delete(repository, path)
    assert not gone(repository)


def test_a_deal_whose_last_version_was_broken_is_told_by_the_one_before(repository: Repository) -> None:
    repository.commit(NEARLY, deals__acme__core=BROKEN)
    delete(repository, "acme/core.md")
    assert gone(repository)["acme/core"].title == "Core banking"


def test_a_deletion_that_a_merge_brought_counts_though_the_file_was_changed_later(repository: Repository) -> None:
    repository.git("checkout", "-q", "-b", "side")
    commit = delete(repository, "acme/core.md", NEARLY)
    repository.git("checkout", "-q", "main")
    repository.commit(LATELY, deals__acme__core=CORE.replace("evaluate", "propose"))
    with pytest.raises(Exception, match="merge"):
        repository.git("merge", "-q", "side", day="2026-11-21")
    repository.git("rm", "-q", "deals/acme/core.md")
    repository.git("commit", "-q", "-m", "merged", day="2026-11-21")
    assert gone(repository)["acme/core"].commit == commit


def test_a_file_that_is_only_missing_in_the_folder_is_not_gone(repository: Repository) -> None:
    (repository.root / "deals/acme/core.md").unlink()
    assert not gone(repository)


def test_a_shallow_clone_tells_what_it_holds(repository: Repository, tmp_path: Path) -> None:
    delete(repository, "acme/core.md", NEARLY)
    repository.commit(LATELY, deals__beta__portal=OTHER)
    for depth, told in ((1, set()), (2, set()), (3, {"acme/core"})):
        clone = tmp_path / f"clone-{depth}"
        repository.git("clone", "-q", f"--depth={depth}", repository.root.as_uri(), str(clone))
        assert set(gone(Repository(clone))) == told


def test_without_a_history_nothing_is_told() -> None:
    assert deleted_deals(None, (), TODAY) == ()
