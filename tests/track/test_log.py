"""The last commit of each file, and of the whole."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from generator.track.git import GitFailed
from generator.track.log import Change, Log, read_log
from tests.track.repository import Repository


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "playbook")


def test_a_file_has_its_last_commit_and_the_whole_the_newest(repository: Repository) -> None:
    first = repository.commit("2026-11-01", deals__acme__core="1", deals__acme__side="1")
    second = repository.commit("2026-11-02", deals__acme__core="2")
    third = repository.commit("2026-11-03", README="elsewhere")
    changes = read_log(repository.root / "deals")
    assert changes.by_path == {
        "acme/core.md": Change(second, dt.date(2026, 11, 2)),
        "acme/side.md": Change(first, dt.date(2026, 11, 1)),
    }
    assert changes.newest == Change(third, dt.date(2026, 11, 3))


def test_a_file_that_was_never_committed_has_none(repository: Repository) -> None:
    repository.commit("2026-11-01", deals__acme__core="1")
    (repository.root / "deals/acme/new.md").write_text("x", "utf-8")
    assert set(read_log(repository.root / "deals").by_path) == {"acme/core.md"}


def test_a_change_on_a_merged_branch_counts_and_the_merge_does_not(repository: Repository) -> None:
    repository.commit("2026-11-01", deals__acme__core="1")
    repository.git("switch", "--quiet", "--create", "side")
    side = repository.commit("2026-11-02", deals__acme__core="2")
    repository.git("switch", "--quiet", "main")
    repository.commit("2026-11-03", README="elsewhere")
    repository.git("merge", "--quiet", "--no-edit", "side", day="2026-11-04")
    assert read_log(repository.root / "deals").by_path["acme/core.md"].id == side


def test_a_conflict_resolved_in_a_merge_is_a_change_of_the_file(repository: Repository) -> None:
    repository.commit("2026-11-01", deals__acme__core="1")
    repository.git("switch", "--quiet", "--create", "side")
    repository.commit("2026-11-02", deals__acme__core="2")
    repository.git("switch", "--quiet", "main")
    repository.commit("2026-11-03", deals__acme__core="3")
    repository.git("merge", "--quiet", "--no-commit", "--strategy=ours", "side", day="2026-11-04")
    merged = repository.commit("2026-11-04", deals__acme__core="2 and 3")
    assert read_log(repository.root / "deals").by_path["acme/core.md"].id == merged


def test_names_with_blanks_newlines_and_foreign_letters_are_read_as_they_are(repository: Repository) -> None:
    odd = ("deals__acme__two words", "deals__acme__größe", "deals__acme__two\nlines", "deals__acme__\x01odd")
    repository.commit("2026-11-01", **dict.fromkeys(odd, "x"))
    assert set(read_log(repository.root / "deals").by_path) == {
        "acme/two words.md", "acme/größe.md", "acme/two\nlines.md", "acme/\x01odd.md",
    }  # fmt: skip


def test_a_folder_outside_git_and_a_repository_without_commits_have_no_changes(
    tmp_path: Path, repository: Repository
) -> None:
    (repository.root / "deals").mkdir()
    assert read_log(repository.root / "deals") == Log()
    assert read_log(tmp_path) == Log()


def test_what_a_shallow_clone_cannot_tell_is_left_out(repository: Repository, tmp_path: Path) -> None:
    repository.commit("2026-11-01", deals__acme__core="1")
    repository.commit("2026-11-02", deals__acme__side="1")
    last = repository.commit("2026-11-03", deals__acme__side="2")
    Repository(tmp_path).git("clone", "--quiet", "--depth=2", f"file://{repository.root}", "shallow")
    changes = read_log(tmp_path / "shallow/deals")
    assert changes.newest
    assert changes.newest.id == last
    assert {path: change.id for path, change in changes.by_path.items()} == {"acme/side.md": last}


def test_gits_own_variables_do_not_send_us_elsewhere(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = repository.commit("2026-11-01", deals__acme__core="1")
    other = Repository(tmp_path / "other")
    other.commit("2026-11-05", deals__acme__core="not ours")
    monkeypatch.setenv("GIT_DIR", str(other.root / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other.root))
    assert read_log(repository.root / "deals").by_path["acme/core.md"].id == here


def test_a_history_that_git_cannot_read_is_an_error_with_gits_words(repository: Repository) -> None:
    repository.commit("2026-11-01", deals__acme__core="1")
    for pack in (repository.root / ".git/objects").rglob("*"):
        if pack.is_file():
            pack.chmod(0o600)
            pack.write_bytes(b"damaged")
    with pytest.raises(GitFailed, match=r"fatal|error"):
        read_log(repository.root / "deals")
