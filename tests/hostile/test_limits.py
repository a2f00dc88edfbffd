"""The worst file that the limits admit costs a moment: under 2 s of a processor and 300 MB."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.house.imports import ROOT

pytestmark = pytest.mark.slow

MOST_SECONDS = 2.0
MOST_MEGABYTES = 300
BALLAST = 350_000_000
"""Bytes that a test worker may hold when it starts a process."""


def python(*words: str) -> str:
    """Return what a process of its own prints."""
    run = subprocess.run([sys.executable, *words], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return run.stdout


def test_every_file_is_read_assessed_and_shown_or_refused_in_time_and_in_little_memory() -> None:
    measured = json.loads(python("-m", "tests.hostile.measure"))
    assert len(measured["took"]) > 240
    assert {name: took for name, took in measured["took"].items() if took >= MOST_SECONDS} == {}
    assert measured["peak"] < MOST_MEGABYTES


def test_what_a_process_takes_is_measured_without_what_its_starter_held() -> None:
    held = b"x" * BALLAST
    taken = float(python("-c", "from tests.hostile.measure import peak; print(peak())"))
    assert len(held) == BALLAST
    assert 10 < taken < BALLAST / 1024**2


def test_what_a_process_held_and_gave_back_is_measured() -> None:
    program = f"from tests.hostile.measure import peak; held = b'x' * {BALLAST}; del held; print(peak())"
    assert float(python("-c", program)) > BALLAST / 1024**2
