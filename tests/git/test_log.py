"""The last commit of each file, and of the whole."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from generator.git.command import GitFailed
from generator.git.log import Change, Log, read_log
from tests.git.repository import Repository


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "playbook")


def test_a_file_has_its_last_commit_and_the_whole_the_newest(repository: Repository) -> None:
    first = repository.commit("2026-11-01", deals__acme__core="1", deals__acme__side="1")
    second = repository.commit("2026-11-02", deals__acme__core="2")
    third = repository.commit("2026-11-03", README="elsewhere")
    changes = read_log(repository.root / "deals")
    assert changes.by_path == {
        "acme/core.md": Change(second, dt.datetime(2026, 11, 2, 12, tzinfo=dt.UTC)),
        "acme/side.md": Change(first, dt.datetime(2026, 11, 1, 12, tzinfo=dt.UTC)),
    }
    assert changes.newest == Change(third, dt.datetime(2026, 11, 3, 12, tzinfo=dt.UTC))


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


def days(log: Log, path: str) -> list[int]:
    """Return the days of November on which a file of today was touched, the newest first."""
    return [touch.change.date.day for touch in log.touches.get(path, ())]


def test_a_rename_is_followed_and_the_old_name_has_no_history_of_its_own(repository: Repository) -> None:
    text = "".join(f"line {number}\n" for number in range(9))
    repository.commit("2026-11-01", deals__acme__core=text)
    repository.git("mv", "deals/acme/core.md", "deals/acme/bank.md")
    repository.commit("2026-11-02", deals__acme__bank=f"{text}more\n")
    repository.commit("2026-11-03", deals__acme__bank=f"{text}and more\n")
    log = read_log(repository.root / "deals")
    assert days(log, "acme/bank.md") == [3, 2, 1]
    assert set(log.touches) == {"acme/bank.md"}
    assert [touch.path for touch in log.touches["acme/bank.md"]] == ["acme/bank.md", "acme/bank.md", "acme/core.md"]


def test_two_files_that_swap_their_names_swap_their_histories(repository: Repository) -> None:
    one, other = ("".join(f"{word} {number}\n" for number in range(9)) for word in ("one", "other"))
    repository.commit("2026-11-01", deals__acme__a=one)
    repository.commit("2026-11-02", deals__acme__b=other)
    for old, new in (("a", "c"), ("b", "d")):
        repository.git("mv", f"deals/acme/{old}.md", f"deals/acme/{new}.md")
    repository.commit("2026-11-03")
    for old, new in (("c", "b"), ("d", "a")):
        repository.git("mv", f"deals/acme/{old}.md", f"deals/acme/{new}.md")
    repository.commit("2026-11-04")
    log = read_log(repository.root / "deals")
    assert (days(log, "acme/a.md"), days(log, "acme/b.md")) == ([4, 3, 2], [4, 3, 1])


def test_what_stood_under_a_name_before_a_file_was_renamed_to_it_is_not_its_history(repository: Repository) -> None:
    repository.commit("2026-11-01", deals__acme__core="something else altogether\n")
    repository.git("rm", "--quiet", "deals/acme/core.md")
    repository.commit("2026-11-02", deals__acme__old="".join(f"line {number}\n" for number in range(9)))
    repository.git("mv", "deals/acme/old.md", "deals/acme/core.md")
    repository.commit("2026-11-03")
    assert days(read_log(repository.root / "deals"), "acme/core.md") == [3, 2]


def test_a_change_of_the_old_name_on_a_branch_belongs_to_the_renamed_file(repository: Repository) -> None:
    lines = [f"line {number}\n" for number in range(9)]
    repository.commit("2026-11-01", deals__acme__core="".join(lines))
    repository.git("switch", "--quiet", "--create", "side")
    repository.commit("2026-11-04", deals__acme__core="".join([*lines[:-1], "line of the side\n"]))
    repository.git("switch", "--quiet", "main")
    repository.git("mv", "deals/acme/core.md", "deals/acme/bank.md")
    repository.commit("2026-11-02", deals__acme__bank="".join(["line of the main\n", *lines[1:]]))
    repository.git("merge", "--quiet", "--no-edit", "side", day="2026-11-05")
    log = read_log(repository.root / "deals")
    assert days(log, "acme/bank.md") == [5, 4, 2, 1]
    merge = log.touches["acme/bank.md"][0]
    assert len(merge.before) == 2, "it left the file unlike it was on either side"
    assert set(log.touches) == {"acme/bank.md"}


def test_a_subject_is_one_printable_line_of_bounded_length(repository: Repository) -> None:
    repository.commit("2026-11-01", deals__acme__core="1")
    odd = f"\x1b[31mred\x02 \u202eevil {'x' * 200}"
    repository.git("commit", "--quiet", "--allow-empty", f"--message={odd}")
    repository.commit("2026-11-02", deals__acme__core="2")
    repository.git("commit", "--quiet", "--amend", "--cleanup=verbatim", f"--message={odd}", day="2026-11-02")
    subject = read_log(repository.root / "deals").touches["acme/core.md"][0].change.subject
    assert subject.isprintable()
    assert subject.startswith(" [31mred   evil xxx")
    assert len(subject) == 120


def test_the_reading_of_the_log_does_not_depend_on_how_somebody_has_set_up_git(repository: Repository) -> None:
    repository.commit("2026-11-01", deals__acme__core="1")
    repository.commit("2026-11-02", deals__acme__core="2")
    plain = read_log(repository.root / "deals")
    settings = {
        "diff.relative": "true", "log.follow": "true", "diff.renames": "copies", "log.showSignature": "true",
        "core.quotePath": "true", "diff.noprefix": "true", "log.date": "relative", "core.abbrev": "5",
    }  # fmt: skip
    for name, value in settings.items():
        repository.git("config", name, value)
    assert read_log(repository.root / "deals") == plain


def test_a_bare_repository_tells_the_same_log(repository: Repository, tmp_path: Path) -> None:
    repository.commit("2026-11-01", deals__acme__core="1")
    Repository(tmp_path).git("clone", "--quiet", "--bare", str(repository.root), "bare")
    assert read_log(tmp_path / "bare", "main", "deals") == read_log(repository.root / "deals")
