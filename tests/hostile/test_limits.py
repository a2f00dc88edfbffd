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


def test_every_file_is_read_assessed_and_shown_or_refused_in_time_and_in_little_memory() -> None:
    command = [sys.executable, "-m", "tests.hostile.measure"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    measured = json.loads(run.stdout)
    assert len(measured["took"]) > 200
    assert {name: took for name, took in measured["took"].items() if took >= MOST_SECONDS} == {}
    assert measured["peak"] < MOST_MEGABYTES
