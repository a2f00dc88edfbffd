"""Pushes over every way into a repository: what is sound is shown, what is broken is told and kept out."""

from __future__ import annotations

import pytest

from tests.plugin.trees import BROKEN
from tests.publish.server import Server, reached

pytestmark = pytest.mark.slow

SOUND = "---\ntitle: Depot scanning\nstage: prospect\n---\n"


@pytest.mark.parametrize("way", ["file", "http", "git"])
def test_a_push_is_published_and_a_broken_deal_is_refused(server: Server, way: str) -> None:
    assert server.install().exit_code == 0
    with reached(server, way) as address:
        clone = server.clone("dana", address)
        newest = clone.commit("deals/aldermoor/depot.md", SOUND)
        told = clone.push()
        assert told.returncode == 0, told.stderr
        assert f"remote: published main at {newest[:10]} to {server.current}: 3 deals, " in told.stderr
        assert server.shown() == server.head() == newest
        clone.commit("deals/aldermoor/depot.md", BROKEN)
        refused = clone.push()
    assert refused.returncode == 1
    assert "remote: deals/aldermoor/depot.md:3:8: unknown stage 'nonsense'" in refused.stderr
    assert "remote: refused: 1 problem; main stays as it was" in refused.stderr
    assert server.shown() == server.head() == newest
    assert "Depot scanning" in server.page("aldermoor/depot")
    assert server.left_over() == []
