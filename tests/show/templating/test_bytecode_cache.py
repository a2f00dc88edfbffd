"""Compiled templates are kept in the installation, and never stand in for what has changed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from generator.show.templating.bytecode_cache import Compiled
from tests.house.imports import ROOT


def shown(folder: Path, text: str) -> str:
    made = Environment(loader=DictLoader({"a.html": text}), bytecode_cache=Compiled(folder), autoescape=True)
    return made.get_template("a.html").render()


@pytest.fixture(autouse=True)
def python_may_write(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


def test_a_template_is_kept_and_found_again(tmp_path: Path) -> None:
    assert shown(tmp_path, "one") == "one"
    (kept,) = tmp_path.iterdir()
    before = kept.stat()
    assert shown(tmp_path, "one") == "one"
    assert kept.stat().st_mtime_ns == before.st_mtime_ns


def test_a_changed_template_is_compiled_anew(tmp_path: Path) -> None:
    assert [shown(tmp_path, text) for text in ("one", "two")] == ["one", "two"]


def test_a_damaged_one_is_compiled_anew(tmp_path: Path) -> None:
    shown(tmp_path, "one")
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(kept.read_bytes()[:20])
    assert shown(tmp_path, "one") == "one"


def test_without_a_folder_none_is_kept(tmp_path: Path) -> None:
    assert shown(tmp_path / "missing", "one") == "one"
    assert not list(tmp_path.iterdir())


def test_where_python_writes_none_none_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert shown(tmp_path, "one") == "one"
    assert not list(tmp_path.iterdir())


def test_they_lie_beside_pythons_own_wherever_those_are(tmp_path: Path) -> None:
    says = "import generator.show.templating.bytecode_cache as it; print(it.BESIDE, it.__spec__.cached, sep='\\n')"
    for where in ({}, {"PYTHONPYCACHEPREFIX": str(tmp_path)}):
        own = {name: value for name, value in os.environ.items() if name != "PYTHONPYCACHEPREFIX"} | where
        done = subprocess.run(
            [sys.executable, "-c", says], cwd=ROOT, env=own, capture_output=True, text=True, check=True
        )
        templates, module = map(Path, done.stdout.splitlines())
        assert templates == module.parent
        assert templates.is_relative_to(tmp_path if where else ROOT)
