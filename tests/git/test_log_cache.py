"""The log that is kept is the same as the one that git tells anew."""

from __future__ import annotations

import random
import shutil
import subprocess
from pathlib import Path

import pytest

from generator.git.cache_file import CacheFolder
from generator.git.command import GitFailed
from generator.git.log import Log, read_log
from generator.git.log_cache import kept_log
from tests.git.repository import Repository

LINES = [f"line {number}\n" for number in range(12)]


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "playbook")


def log_of(repository: Repository) -> Log:
    """Return the log of the deals, with what is told kept beside them."""
    return kept_log(repository.root / "deals", CacheFolder(str(repository.root / ".git/kept")))


def forget_the_first_commit(repository: Repository) -> None:
    """Take away the folders of the first commit, so that git cannot tell what it did."""
    first = repository.git("rev-list", "--max-parents=0", "HEAD")
    for tree in repository.git("rev-parse", f"{first}^{{tree}}", f"{first}:deals").split():
        (repository.root / ".git/objects" / tree[:2] / tree[2:]).unlink()


def test_git_tells_only_what_came_since(repository: Repository) -> None:
    first = repository.commit("2026-11-01", deals__acme__core="1", deals__acme__side="1")
    repository.commit("2026-11-02", deals__acme__core="2")
    log_of(repository)
    third = repository.commit("2026-11-03", deals__acme__core="3", deals__acme__new="1")
    forget_the_first_commit(repository)
    with pytest.raises(GitFailed):
        read_log(repository.root / "deals")
    log = log_of(repository)
    assert [touch.change.date.day for touch in log.touches["acme/core.md"]] == [3, 2, 1]
    assert (log.by_path["acme/side.md"].id, log.by_path["acme/new.md"].id) == (first, third)
    assert log_of(repository) == log


def test_a_commit_elsewhere_is_the_newest_and_touches_nothing(repository: Repository) -> None:
    repository.commit("2026-11-01", deals__acme__core="1")
    before = log_of(repository)
    newest = repository.commit("2026-11-02", README="elsewhere")
    log = log_of(repository)
    assert log.newest
    assert (log.newest.id, log.touches) == (newest, before.touches)


@pytest.mark.parametrize("damaged", [b"", b"x", b"log of deals/\n\n"])
def test_a_damaged_log_is_told_anew(repository: Repository, damaged: bytes) -> None:
    repository.commit("2026-11-01", deals__acme__core="1")
    log = log_of(repository)
    kept = repository.root / ".git/kept/history/log.lines"
    whole = kept.read_bytes()
    kept.write_bytes(damaged or whole[:-3])
    assert log_of(repository) == log
    assert kept.read_bytes() == whole


def test_a_history_that_was_rewritten_is_told_anew(repository: Repository) -> None:
    repository.commit("2026-11-01", deals__acme__core="1")
    repository.commit("2026-11-02", deals__acme__core="2")
    log_of(repository)
    repository.git("reset", "--quiet", "--hard", "HEAD~1")
    assert log_of(repository) == read_log(repository.root / "deals")
    shutil.rmtree(repository.root / ".git/kept")
    repository.commit("2026-11-04", deals__acme__core="4")
    assert log_of(repository) == read_log(repository.root / "deals")


@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_committed_merged_renamed_and_deleted_the_log_is_the_same(
    repository: Repository, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same every time is what is wanted
    repository.commit("2026-01-01", deals__acme__core="".join(LINES))
    for step in range(14):
        day = f"2026-02-{chance.choice((step + 1, chance.randrange(1, 28))):02}"
        chance.choice((change, change, change, rename, delete, branch, merge, merge))(repository, chance, day)
        assert log_of(repository) == read_log(repository.root / "deals")


def change(repository: Repository, chance: random.Random, day: str) -> None:
    """Commit a new content of one of a few files."""
    lines = chance.sample(LINES, 10)
    repository.commit(day, **{f"deals__acme__{chance.choice(('core', 'side', 'new'))}": "".join(lines)})


def rename(repository: Repository, chance: random.Random, day: str) -> None:
    """Commit another name for some file, if one is there."""
    for file in sorted(repository.root.glob("deals/*/*.md"))[:1]:
        file.rename(file.with_stem(f"moved-{chance.randrange(9)}"))
    repository.commit(day)


def delete(repository: Repository, chance: random.Random, day: str) -> None:
    """Commit that some file is gone, if there is another one."""
    files = sorted(repository.root.glob("deals/*/*.md"))
    if len(files) > 1:
        chance.choice(files).unlink()
    repository.commit(day)


def branch(repository: Repository, chance: random.Random, day: str) -> None:
    """Begin a side branch with a change, a few commits back, and leave it for a merge to come."""
    back = chance.randrange(3)
    known = int(repository.git("rev-list", "--count", "--first-parent", "HEAD"))
    repository.git("switch", "--quiet", "--force-create", "side", f"HEAD~{min(back, known - 1)}")
    change(repository, chance, day)
    repository.git("switch", "--quiet", "main")


def merge(repository: Repository, chance: random.Random, day: str) -> None:
    """Merge the side branch where there is one, with what one of the sides has."""
    if "side" in repository.git("branch", "--list", "side"):
        side = chance.choice(("-Xours", "-Xtheirs", "-sours"))
        try:
            repository.git("merge", "--quiet", "--no-ff", "--no-edit", side, "side", day=day)
        except subprocess.CalledProcessError:
            repository.git("merge", "--abort")
