"""What holds for every test: properties are tried alike in every run, and real input runs only where it is.

Properties have no time limit, since machines differ, and leave nothing in the tree. Missing real input is said.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis.configuration import set_hypothesis_home_dir
from playwright.sync_api import Browser, sync_playwright

from tests.browser.chromium import FLAGS, executable

set_hypothesis_home_dir(Path(tempfile.gettempdir()) / "playbook-hypothesis")
settings.register_profile("playbook", deadline=None, database=None, derandomize=True)
settings.load_profile("playbook")

VARIABLE = "PLAYBOOK_REAL_INPUT"
REAL_INPUT = Path(os.environ.get(VARIABLE) or Path(__file__).resolve().parents[2] / "shared" / "data")


def pytest_itemcollected(item: pytest.Item) -> None:
    if "browser" in getattr(item, "fixturenames", ()):
        item.add_marker(pytest.mark.browser)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if REAL_INPUT.is_dir():
        return
    real = [item for item in items if item.get_closest_marker("real")]
    config.hook.pytest_deselected(items=real)
    items[:] = [item for item in items if item not in real]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not REAL_INPUT.is_dir():
        terminalreporter.section("real input")
        terminalreporter.line(f"NOT RUN: tests marked `real`, for {REAL_INPUT} is not there (name it in {VARIABLE})")


@pytest.fixture(scope="session")
def real_input() -> Path:
    return REAL_INPUT


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the browser once for all tests of a process."""
    path = executable()
    assert path, "no Chromium on this machine: run `make browser`"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield started
        started.close()
