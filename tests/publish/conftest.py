"""A server for each test, all of them copies of one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.publish.server import Server


@pytest.fixture(scope="session")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Server:
    """Return a server that nobody uses."""
    return Server(tmp_path_factory.mktemp("fresh") / "server")


@pytest.fixture
def server(tmp_path: Path, fresh: Server) -> Server:
    return Server(tmp_path / "server", like=fresh)
