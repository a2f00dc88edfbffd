"""Real exports become sites in which every link leads somewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.real.sites import dead_links, tried
from tests.conftest import REAL_INPUT


@pytest.mark.real
@pytest.mark.parametrize(("name", "deals"), [("salesforce", "36 deals"), ("salvirt", "448 deals")])
def test_an_export_imports_checks_and_builds_without_a_dead_link(name: str, deals: str, tmp_path: Path) -> None:
    assert deals in tried(name, REAL_INPUT, tmp_path)


def test_a_dead_link_is_found(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text('<a href="there/">a</a><a href="#b">b</a><p id="c"><a href="#c">c</a>')
    assert sorted(dead_links(tmp_path)) == ["index.html: #b has no such section", "index.html: there/ leads nowhere"]
