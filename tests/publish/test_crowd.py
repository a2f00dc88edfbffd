"""Many people push and many read at once, and publishers are killed: readers see a whole site all the while."""

from __future__ import annotations

import json
import random
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest

from tests.plugin.trees import files_of
from tests.publish.readers import MANY, reading
from tests.publish.server import Clone, Server, git, reached

pytestmark = pytest.mark.slow

EACH = 3
KILLS = 8
"""Spread over the whole of a publish, one somewhere in each eighth, so that no part of it is left out."""
PATIENCE = 600
"""Seconds after which something hangs, however much else the machine has to do."""


def push_until_accepted(clone: Clone, number: int) -> str:
    """Commit a deal and push it, over what others have pushed meanwhile; return the commit's id."""
    clone.commit(f"deals/{clone.root.name}/deal-{number}.md", f"---\ntitle: Deal {number}\nstage: prospect\n---\n")
    while (told := clone.push()).returncode:
        assert "refused" not in told.stderr, told.stderr
        git(clone.root, "pull", "--quiet", "--rebase", "origin", "main")
    assert "remote: published main at" in told.stderr or "is published already" in told.stderr, told.stderr
    return git(clone.root, "rev-parse", "HEAD").stdout.strip()


def test_nine_pushes_at_once_end_with_the_newest_and_no_reader_notices(server: Server) -> None:
    server.install()
    server.publish()
    ways = ("file", "http", "git")
    with reading(server) as readers, ExitStack() as open_ways:
        clones = [server.clone(f"from-{way}", open_ways.enter_context(reached(server, way))) for way in ways]
        for clone in clones:
            clone.write(f"deals/{clone.root.name}/index.md", "---\ntitle: An account\n---\n")

        def push_all(clone: Clone) -> list[str]:
            return [push_until_accepted(clone, number) for number in range(EACH)]

        with ThreadPoolExecutor(len(clones)) as people:
            commits = [commit for each in people.map(push_all, clones) for commit in each]
        assert readers.enough.wait(timeout=PATIENCE)
    assert readers.wrong == []
    assert readers.pages >= MANY
    assert len(set(commits)) == EACH * len(ways)
    assert server.shown() == server.head()
    for clone in clones:
        for number in range(EACH):
            assert f"Deal {number}" in server.page(f"{clone.root.name}/deal-{number}")
    assert server.left_over() == []


def test_publishers_killed_at_any_moment_leave_a_whole_site_and_nothing_in_the_way(server: Server) -> None:
    clone = server.clone("dana")
    deals = {f"deals/aldermoor/more-{number}.md": number for number in range(40)}
    for path, number in deals.items():
        clone.write(path, f"---\ntitle: More {number}\nstage: prospect\n---\n")
    clone.commit()
    clone.push()
    begun = time.monotonic()
    assert finished(server) == 0
    whole = time.monotonic() - begun
    addresses = set(files_of(server.current.resolve()))
    chance = random.Random(20261123)  # noqa: S311 - it keeps no secret
    parts = chance.sample(range(KILLS), KILLS)
    killed = 0
    with reading(server) as readers:
        for turn, part in enumerate(parts):
            clone.commit("deals/aldermoor/side-deal.md", f"---\ntitle: Turn {turn}\nstage: prospect\n---\n")
            clone.push()
            moment = whole * (part + chance.random()) / KILLS
            if is_killed(server, moment):
                killed += 1
            else:
                whole = moment  # it takes no longer: the machine had more to do before
            assert set(files_of(server.current.resolve())) == addresses
            assert what_is_shown_fits_together(server)
        assert killed >= KILLS // 2
        assert finished(server) == 0
    assert readers.wrong == []
    assert server.shown() == server.head()
    assert f"Turn {KILLS - 1}" in server.page("aldermoor/side-deal")
    assert server.left_over() == []


def finished(server: Server) -> int:
    """Publish in two processes at once, and return how it ends."""
    process = server.publishing("--jobs", "2")
    process.communicate(timeout=PATIENCE)
    return process.returncode


def is_killed(server: Server, moment: float) -> bool:
    """Start to publish and kill it after some seconds; tell whether it was still at work then."""
    process = server.publishing("--jobs", "2")
    try:
        process.communicate(timeout=moment)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        return True
    return False


def what_is_shown_fits_together(server: Server) -> bool:
    """Tell whether the changed page is that of the commit that the site names."""
    release = server.current.resolve()
    commit = json.loads((release / "build.json").read_bytes())["commit"]["id"]
    title = git(server.bare, "show", f"{commit}:deals/aldermoor/side-deal.md").stdout.splitlines()[1]
    page = (release / "aldermoor/side-deal/index.html").read_text("utf-8")
    return f"<title>{title.removeprefix('title: ')} - " in page and commit[:10] in (release / "index.html").read_text(
        "utf-8"
    )
