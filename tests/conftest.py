"""Tests on real input run where that input is, and say where it is not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

VARIABLE = "PLAYBOOK_REAL_INPUT"
REAL_INPUT = Path(os.environ.get(VARIABLE) or Path(__file__).resolve().parents[2] / "shared" / "data")


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
