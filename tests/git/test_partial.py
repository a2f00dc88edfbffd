"""A clone that was made with --filter gets what it lacks, all at once, or says what to fetch."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import playbook
from tests.git.repository import Repository
from tests.plugin.trees import planted

SIDE = "aldermoor/side-deal"


@pytest.fixture
def origin(tmp_path: Path) -> Repository:
    origin = Repository(tmp_path / "origin")
    planted(origin.root)
    (origin.root / ".gitignore").write_text("site/\n.playbook-cache/\n", "ascii")
    origin.commit("2026-11-01")
    for day, stage in ((2, "prospect"), (3, "qualify"), (4, "evaluate")):
        text = f"---\ntitle: Side deal\nstage: {stage}\namount: EUR {day}\n---\n"
        origin.commit(f"2026-11-0{day}", **{"deals__aldermoor__side-deal": text})
    origin.git("mv", f"deals/{SIDE}.md", "deals/aldermoor/aside.md")
    origin.commit("2026-11-05", deals__aldermoor__aside=f"{text}\nMore.\n")
    for name in ("allowFilter", "allowAnySHA1InWant"):
        origin.git("config", f"uploadpack.{name}", "true")
    return origin


def cloned(origin: Repository, kind: str) -> Path:
    """Return a clone without what the filter leaves out."""
    Repository(origin.root.parent).git("clone", "--quiet", f"--filter={kind}", origin.root.as_uri(), "clone")
    return origin.root.parent / "clone"


@pytest.mark.parametrize("kind", ["blob:none", "blob:limit=1", "tree:0"])
def test_a_partial_clone_builds_the_same_site_as_a_whole_one(origin: Repository, kind: str, tmp_path: Path) -> None:
    clone = cloned(origin, kind)
    for root in (origin.root, clone):
        done = playbook(root, "build")
        assert done.exit_code == 0, done.output
    pages = [(root / "site/aldermoor/aside/index.html").read_text("utf-8") for root in (origin.root, clone)]
    assert pages[0] == pages[1]
    assert "5 assessments" in pages[1]
    for words in (["diff", "HEAD~3"], ["check", "--base", "HEAD~3"], ["publish", "--to", str(tmp_path / "www")]):
        one, other = (playbook(root, *words) for root in (origin.root, clone))
        assert other.exit_code == 0, other.output
        assert words[0] == "publish" or one.output == other.output


@pytest.mark.parametrize("kind", ["blob:none", "tree:0"])
def test_what_is_missing_is_fetched_at_once_and_not_file_by_file(origin: Repository, kind: str) -> None:
    clone = cloned(origin, kind)
    before = len(list((clone / ".git/objects/pack").glob("*.promisor")))
    assert playbook(clone, "history", "aldermoor/aside").exit_code == 0
    fetched = len(list((clone / ".git/objects/pack").glob("*.promisor"))) - before
    assert fetched == {"blob:none": 1, "tree:0": 2}[kind]


@pytest.mark.parametrize(
    "words", [["build"], ["history", "aldermoor/aside"], ["diff", "HEAD~3"], ["check", "--base", "HEAD~3"]]
)
def test_where_the_remote_is_gone_it_is_said_what_to_fetch(origin: Repository, words: list[str]) -> None:
    clone = cloned(origin, "blob:none")
    origin.root.rename(origin.root.with_name("gone"))
    done = playbook(clone, *words)
    assert done.exit_code == 3
    said = [line for line in done.stderr.splitlines() if line.startswith("playbook: git: ")]
    assert len(said) == 1
    assert "git fetch --refetch --no-filter" in said[0]


def test_the_remedy_makes_a_partial_clone_whole(origin: Repository) -> None:
    clone = cloned(origin, "blob:none")
    Repository(clone).git("fetch", "--refetch", "--no-filter")
    origin.root.rename(origin.root.with_name("gone"))
    done = playbook(clone, "build")
    assert done.exit_code == 0, done.output
