"""Commits that are dated as no calendar has it, or signed as nobody would, stop nothing and stay apart."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from generator.git.log import read_log
from generator.git.moment import moment
from generator.git.tree import tip
from tests.cli.running import playbook
from tests.git.crafted import CLOCKS, crafted, put
from tests.git.repository import Repository
from tests.plugin.trees import planted

SIDE = "aldermoor/side-deal"
NOTE = "the commit has a date outside the calendar"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    repository = Repository(tmp_path / "playbook")
    planted(repository.root)
    (repository.root / ".gitignore").write_text("site/\n", "ascii")
    repository.commit("2026-11-01")
    return repository


def change(repository: Repository, stage: str) -> None:
    """Change the side deal in the work tree."""
    text = f"---\ntitle: Side deal\nstage: {stage}\n---\n"
    (repository.root / f"deals/{SIDE}.md").write_text(text, "utf-8")


@pytest.mark.parametrize(("clock", "day"), CLOCKS.items())
def test_a_moment_that_is_none_is_the_nearest_and_belongs_to_its_own_commit(
    repository: Repository, clock: str, day: str
) -> None:
    first = repository.git("rev-parse", "HEAD")[:10]
    change(repository, "evaluate")
    odd = crafted(repository, clock)
    assert tip(repository.root, "HEAD").time.date() == dt.date.fromisoformat(day)
    newest = repository.commit("2026-11-03", README="elsewhere")
    log = read_log(repository.root / "deals")
    assert [each.change.id for each in log.touches[f"{SIDE}.md"]] == [odd, first]
    assert log.newest
    assert log.newest.id == newest
    last = log.by_path[f"{SIDE}.md"]
    assert (str(last.date), last.nearest) == (day, True)


@pytest.mark.parametrize("clock", ["253402300800 +0000", "1795000000 +2400", "0 -0100", "yesterday"])
def test_every_command_goes_on_after_such_a_commit(repository: Repository, clock: str, tmp_path: Path) -> None:
    root = repository.root
    change(repository, "evaluate")
    odd = crafted(repository, clock)
    for turn in range(2):  # the second time from what is kept
        built = playbook(root, "build", PLAYBOOK_TODAY=f"2026-11-2{turn}")
        assert built.exit_code == 0, built.output
    told = json.loads(playbook(root, "history", SIDE, "--json").output)
    assert [each["commit"] for each in told["revisions"]][-1] == odd
    assert told["revisions"][-1]["date"] == CLOCKS[clock]
    assert told["revisions"][-1]["note"].startswith(NOTE)
    assert NOTE in (root / f"site/{SIDE}/review/index.html").read_text("utf-8")
    feed = (root / "site/export/changes.atom").read_text("utf-8")
    assert f"<updated>{CLOCKS[clock]}T00:00:00Z</updated>" in feed
    assert (root / "site/export/actions.ics").is_file()
    for words in (["check", "--base", "HEAD~1"], ["diff", "HEAD~1"], ["diff", "HEAD~1", "HEAD", "--format", "json"]):
        done = playbook(root, *words)
        assert done.exit_code == 0, done.output
    published = playbook(root, "publish", "--to", str(tmp_path / "www"))
    assert published.exit_code == 0, published.output
    shown = json.loads((tmp_path / "www/current/build.json").read_bytes())["commit"]
    assert (shown["id"][:10], shown["time"][:10]) == (odd, CLOCKS[clock])


AUTHORS = {
    "no name": "<dana@northgate.example>",
    "no address": "Dana",
    "nothing": "",
    "an order to a terminal": "\x1b[31mDana\x07 <dana@northgate.example>",
    "bytes that are no text": "D\xe4n\xff <d\xe9@northgate.example>",
    "what parts a heading": "Dana\x02 <\x02>\x02",
    "too many brackets": "Dana <<dana> x> <y>",
}


@pytest.mark.parametrize("author", AUTHORS.values(), ids=AUTHORS)
def test_whoever_signed_a_commit_and_however_it_is_the_one_that_changed_the_file(
    repository: Repository, author: str
) -> None:
    change(repository, "evaluate")
    odd = crafted(repository, "1795000000 +0000", author=author)
    repository.commit("2026-11-20", README="elsewhere")
    log = read_log(repository.root / "deals")
    assert log.by_path[f"{SIDE}.md"].id == odd
    assert playbook(repository.root, "history", SIDE).exit_code == 0


@pytest.mark.parametrize("encoding", ["nonsense", "UTF-7", "UTF-16", "\x1b[31m", ""])
def test_whatever_encoding_a_commit_names_it_is_the_one_that_changed_the_file(
    repository: Repository, encoding: str
) -> None:
    change(repository, "evaluate")
    odd = crafted(repository, "1795000000 +0000", author="D+AAo-\xfc+AAA- <d@x>", heading=f"encoding {encoding}\n")
    repository.commit("2026-11-20", README="elsewhere")
    assert read_log(repository.root / "deals").by_path[f"{SIDE}.md"].id == odd


def test_a_commit_without_a_committer_is_the_one_that_changed_the_file(repository: Repository) -> None:
    change(repository, "evaluate")
    repository.git("add", "--all")
    tree, parent = repository.git("write-tree"), repository.git("rev-parse", "HEAD")
    odd = put(repository.root, f"tree {tree}\nparent {parent}\n\nno heading\n".encode())
    repository.commit("2026-11-20", README="elsewhere")
    assert read_log(repository.root / "deals").by_path[f"{SIDE}.md"].id == odd


def test_a_merge_that_is_dated_as_no_calendar_has_it_is_no_other_commit(repository: Repository) -> None:
    repository.git("switch", "--quiet", "--create", "side")
    change(repository, "evaluate")
    side = repository.commit("2026-11-02")
    repository.git("switch", "--quiet", "main")
    repository.commit("2026-11-03", README="elsewhere")
    repository.git("merge", "--quiet", "--no-commit", "side")
    tree, parents = repository.git("write-tree"), [repository.git("rev-parse", each) for each in ("main", "side")]
    people = "".join(f"{role} D <d@x> 253402300800 +0000\n" for role in ("author", "committer"))
    heading = "".join(f"parent {parent}\n" for parent in parents)
    merge = put(repository.root, f"tree {tree}\n{heading}{people}\nmerge\n".encode())
    log = read_log(repository.root / "deals")
    assert log.by_path[f"{SIDE}.md"].id == side
    assert log.newest
    assert log.newest.id == merge


def test_an_ordinary_moment_is_read_as_it_is_on_the_commits_own_clock() -> None:
    made = moment("1795000000 1795000000 -0330")
    assert made.time.isoformat() == "2026-11-18T07:36:40-03:30"
    assert not made.nearest


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_first_and_the_last_day_of_the_calendar_have_a_day_before_them_or_none(
    repository: Repository, day: str
) -> None:
    root, outcome = repository.root, f"{{result: lost, date: {day}, reason: price}}"
    text = f"---\ntitle: Side deal\nstage: closed\nclose: {day}\noutcome: {outcome}\n---\n"
    (root / f"deals/{SIDE}.md").write_text(text, "utf-8")
    repository.commit("2026-11-02")
    for words in (["history", SIDE], ["diff", "HEAD~1"], ["build"]):
        done = playbook(root, *words)
        assert done.exit_code == 0, (words, done.output)
