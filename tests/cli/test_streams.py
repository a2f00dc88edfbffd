"""Whatever a stream can take, no command ends with a fault of the playbook."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import DEAL, with_deal
from tests.house.imports import ROOT

COMMANDS = (
    ["score"],
    ["check", "--all"],
    ["--help"],
)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a deal whose owner is written in letters that few code pages have."""
    folder = tmp_path_factory.mktemp("streams")
    with_deal(folder, DEAL.replace("Dana Reyes", "Zoë Łukasz 张伟").replace("Core banking", "Core → banking – 2 ≥ 1"))
    return folder


def run(root: Path, command: list[str], shell: str = "", **env: str) -> subprocess.CompletedProcess[bytes]:
    words = [sys.executable, "-m", "generator", "-C", str(root), *command]
    told = ["sh", "-c", f'"$@" {shell}', "sh", *words] if shell else words
    return subprocess.run(told, env=os.environ | {"PYTHONUNBUFFERED": ""} | env, capture_output=True, check=False)


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "cp437", "ascii", "utf-8"])
def test_a_stream_of_any_encoding_is_served(root: Path, encoding: str) -> None:
    done = run(root, ["score", "aldermoor/core-banking"], PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stderr) == (0, b"")


def test_what_a_terminal_cannot_show_is_written_in_the_nearest_letters(root: Path) -> None:
    shown = run(root, ["score", "aldermoor/core-banking"], PYTHONIOENCODING="cp1252").stdout.decode("cp1252")
    assert "Core -> banking – 2 >= 1" in shown
    assert "?" not in shown.splitlines()[0]


def test_json_holds_the_same_on_every_stream(root: Path) -> None:
    plain, other = (
        run(root, ["check", "--format", "json", "--today", "2026-11-23"], PYTHONIOENCODING=encoding).stdout
        for encoding in ("utf-8", "cp1252")
    )
    assert json.loads(plain) == json.loads(other.decode("cp1252"))


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize(("shell", "codes"), [(">&-", {0}), (">/dev/full", {3}), ("<&- >&- 2>&-", {0})])
def test_a_stream_that_takes_nothing_ends_a_command_in_words(
    root: Path, command: list[str], shell: str, codes: set[int]
) -> None:
    done = run(root, command, shell)
    assert done.returncode in codes, done.stderr
    assert b"fault of the playbook" not in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_reader_that_leaves_early_is_no_fault(root: Path) -> None:
    done = run(root, ["check", "--all"], "| true")
    assert b"playbook:" not in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_parser_without_its_library_is_told_with_the_remedy(root: Path, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text("import sys\nsys.modules['yaml._yaml'] = None\n")
    done = run(root, ["check"], PYTHONPATH=f"{tmp_path}{os.pathsep}{Path.cwd()}")
    assert done.returncode == 3
    assert b"PyYAML was built without libyaml (install a wheel of it: pip install" in done.stderr
    assert b"fault of the playbook" not in done.stderr


@pytest.mark.parametrize("name", ["con/x", "acme/aux", "nul/nul", "acme/lpt1"])
def test_no_deal_is_written_under_a_name_that_windows_keeps(tmp_path: Path, name: str) -> None:
    with_deal(tmp_path)
    done = run(tmp_path, ["new", name])
    assert done.returncode == 2
    assert b"on Windows that is a device" in done.stderr
    assert not (tmp_path / "deals" / name.partition("/")[0]).exists()


INTERRUPTED = """
import runpy, sys

class Interrupted:
    def find_spec(self, name, path=None, target=None):
        if name == "click":
            raise KeyboardInterrupt

sys.meta_path.insert(0, Interrupted())
runpy.run_module("generator", run_name="__main__")
"""


def test_a_command_that_is_interrupted_while_it_is_loaded_ends_with_a_word() -> None:
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "Aborted!\n")
