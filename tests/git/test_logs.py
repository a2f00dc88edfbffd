"""Logs of several commits are the same as those that git tells anew, in whatever order they are asked for."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from generator.git.cache_file import CacheFolder
from generator.git.log import read_log
from generator.git.logs import Logs
from tests.git.repository import Repository

LINES = [f"line {number}\n" for number in range(12)]


@pytest.mark.parametrize("seed", range(3))
def test_a_log_worked_out_from_another_is_the_one_that_git_tells(tmp_path: Path, seed: int) -> None:
    chance, repository = random.Random(seed), Repository(tmp_path / "playbook")  # noqa: S311 - the same every time is what is wanted
    deals, commits = repository.root / "deals", list[str]()
    for number in range(10):
        if commits and chance.random() < 0.3:
            repository.git("switch", "--quiet", "--detach", chance.choice(commits))
        name = f"deals__acme__deal-{chance.randrange(3)}"
        if chance.random() < 0.2 and (files := sorted(deals.glob("*/*.md"))):
            repository.git("mv", str(chance.choice(files)), f"deals/acme/moved-{number}.md")
        commits.append(repository.commit(f"2026-11-{number + 1:02}", **{name: "".join([*LINES, str(number)])}))
    logs = Logs(CacheFolder(str(repository.root / ".git/kept")))
    for commit in chance.choices(commits, k=25):
        assert logs.of(deals, commit) == read_log(deals, commit)


def test_a_log_before_or_after_one_that_is_held_asks_git_for_the_stretch_alone(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "playbook")
    commits = [repository.commit(f"2026-11-0{day}", deals__acme__core=str(day)) for day in (1, 2, 3, 4)]
    deals, logs = repository.root / "deals", Logs(CacheFolder(str(repository.root / ".git/kept")))
    told = {commit: read_log(deals, commit) for commit in commits}
    assert logs.of(deals, commits[2]) == told[commits[2]]
    first = repository.git("rev-parse", f"{commits[0]}:deals/acme")
    (repository.root / ".git/objects" / first[:2] / first[2:]).unlink()  # git could not tell the whole again
    assert logs.of(deals, commits[3]) == told[commits[3]]
    assert logs.of(deals, commits[1]) == told[commits[1]]
