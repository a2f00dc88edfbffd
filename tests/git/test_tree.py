"""A commit is read like a folder: the same files, the same problems, nothing from the work tree."""

from __future__ import annotations

import pickle
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from generator.git.command import GitFailed
from generator.git.tree import CommitFiles, CommitTree, tip
from generator.problems import Refused
from generator.read.files import WorkTree
from generator.read.playbook import load
from generator.read.yaml.document import LARGEST_FILE
from tests.git.repository import Repository

DEAL = "---\ntitle: Core banking\nstage: prospect\n---\n"
BROKEN = "---\ntitle: Core banking\nstage: nonsense\n---\n"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    repository = Repository(tmp_path / "playbook")
    repository.commit("2026-11-01", deals__acme__core=DEAL, deals__acme__broken=BROKEN, README="not a deal")
    return repository


def committed(repository: Repository) -> CommitFiles:
    return CommitFiles(repository.root, repository.git("rev-parse", "HEAD"))


def read_elsewhere(source: CommitTree) -> bytes:
    """Read in another process."""
    with source.committed:
        return source.read("acme/core.md")


def test_a_commit_loads_like_the_folder_it_was_made_from(repository: Repository) -> None:
    root = repository.root
    (root / "deals/acme/linked.md").symlink_to("core.md")
    (root / "deals/partners").mkdir()
    (root / "deals/stray.txt").write_text("stray", "utf-8")
    (root / "deals/.obsidian/plugins").mkdir(parents=True)
    for left in (".obsidian/plugins/data.json", "acme/core.md~", ".gitattributes"):
        (root / "deals" / left).write_text("left", "utf-8")
    repository.commit("2026-11-02", deals__acme__deeper__deal=DEAL, deals__Acme2__deal=DEAL)
    with committed(repository) as everything:
        from_commit = load(everything.playbook("deals"))
    from_folder = load(WorkTree(root / "deals"))
    assert from_commit == from_folder
    with committed(repository) as everything:
        assert everything.playbook("deals").listing() == WorkTree(root / "deals").listing()
    assert {problem.code for problem in from_commit.problems} >= {
        "symlink",
        "stray-file",
        "too-deep-folder",
        "bad-name",
    }
    assert list(from_commit.deals) == ["acme/core"]


def test_what_is_not_committed_is_not_seen(repository: Repository) -> None:
    with committed(repository) as everything:
        (repository.root / "deals/acme/core.md").write_text("changed", "utf-8")
        assert everything.playbook("deals").read("acme/core.md") == DEAL.encode()
        with pytest.raises(Refused, match=r"deals/acme/new\.md:1:1: the file cannot be read"):
            everything.playbook("deals").read("acme/new.md")


def test_a_link_is_never_read(repository: Repository) -> None:
    (repository.root / "deals/acme/linked.md").symlink_to("core.md")
    repository.commit("2026-11-02")
    with committed(repository) as everything, pytest.raises(Refused):
        everything.playbook("deals").read("acme/linked.md")


def test_a_file_that_is_too_big_is_read_no_further_than_tells(repository: Repository) -> None:
    repository.commit("2026-11-02", deals__acme__big="x" * (LARGEST_FILE + 1000))
    with committed(repository) as everything:
        assert len(everything.playbook("deals").read("acme/big.md")) == LARGEST_FILE + 1
        assert everything.playbook("deals").read("acme/core.md") == DEAL.encode()


@pytest.mark.parametrize(("folder", "says"), [("nowhere", "is not there"), ("README.md", "is no folder but a file")])
def test_a_commit_without_the_folder_says_so(repository: Repository, folder: str, says: str) -> None:
    with committed(repository) as everything:
        (problem,) = everything.playbook(folder).listing().problems
    assert str(problem) == f"{folder}:1:1: the folder of the deals {says} (make the folder)"


@pytest.mark.parametrize("way", ["fork", "spawn"])
def test_processes_read_each_on_their_own(repository: Repository, way: str) -> None:
    with committed(repository) as everything:
        source = everything.playbook("deals")
        source.read("acme/broken.md")
        with ProcessPoolExecutor(2, get_context(way)) as pool:
            assert list(pool.map(read_elsewhere, [source] * 8)) == [DEAL.encode()] * 8
        assert source.read("acme/broken.md") == BROKEN.encode()


def test_a_commit_can_be_handed_on(repository: Repository) -> None:
    with committed(repository) as everything:
        everything.read("README.md", 3)
        copy: CommitFiles = pickle.loads(pickle.dumps(everything))  # noqa: S301 - our own bytes
    with copy:
        assert copy.read("README.md", 3) == b"not"
        assert copy.read("nowhere.md", 3) is None


def test_the_tip_of_a_branch_is_named_whole_with_its_time(repository: Repository) -> None:
    found = tip(repository.root, "refs/heads/main")
    assert found.id == repository.git("rev-parse", "HEAD")
    assert found.time.isoformat() == "2026-11-01T12:00:00+00:00"
    assert found.short == found.id[:10]
    with pytest.raises(GitFailed):
        tip(repository.root, "refs/heads/nowhere")
