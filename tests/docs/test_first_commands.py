"""Every page of the docs begins with one command and what it prints, and README with how to look at the site."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
import urllib.request
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import click
import pytest

from generator.cli.main import main
from tests.docs.examples import DOCS
from tests.house.imports import ROOT

BIN = Path(sys.executable).parent
PAGES = sorted(each.name for each in DOCS.glob("*.md"))
BLOCK = re.compile(r"^```console\n\$ (playbook .*)\n((?:(?!```|\$ ).*\n)+)```$", re.MULTILINE)
BEFORE = re.compile(r"^<!-- before: (.*) -->$", re.MULTILINE)
GIVEN = re.compile(r"^<!-- given: (\S+) -->\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TODAY = "2026-11-28"
COMMITTED = "2026-11-20T09:00:00+00:00"
PRINTED_PORT = ":8000"
MOST_LINES_BEFORE = 20
ANY_LINES = "(?:.*\n)*"


class FirstCommand(NamedTuple):
    """The first command of a page, the lines printed below it, and what is done to the sample portfolio before."""

    command: str
    printed: str
    before: list[str]
    given: list[tuple[str, str]]


def first_command(page: Path) -> FirstCommand:
    """Return a page's first command; fail if there is none."""
    text = page.read_text("utf-8")
    found = BLOCK.search(text)
    assert found, f"{page.name} has no block of a command and its output"
    return FirstCommand(found[1], found[2], BEFORE.findall(text), GIVEN.findall(text))


def environment(home: Path) -> dict[str, str]:
    """Return an environment of a fresh machine: the installed playbook, a made-up author, one day of commits."""
    who = {f"GIT_{role}_{part}": "x@y.example" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
    when = {f"GIT_{role}_DATE": COMMITTED for role in ("AUTHOR", "COMMITTER")}
    path = os.pathsep.join((str(BIN), os.environ["PATH"]))
    alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "PATH": path, "HOME": str(home)}
    kept = {name: value for name, value in os.environ.items() if name == "PYTHONPYCACHEPREFIX"}
    return who | when | alone | kept | {"LC_ALL": "C.UTF-8", "PYTHONUNBUFFERED": "1"}


@pytest.fixture
def portfolio(tmp_path: Path) -> Path:
    """Return a fresh copy of the sample portfolio, committed."""
    folder = tmp_path / "portfolio"
    shutil.copytree(ROOT / "deals", folder / "deals")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    for words in (["init", "--quiet", "--initial-branch=main"], ["add", "--all"], ["commit", "--quiet", "-mDeals"]):
        subprocess.run(["git", *words], cwd=folder, env=environment(tmp_path), check=True)
    return folder


def takes_a_day(words: list[str]) -> bool:
    """Tell whether a command judges as of a day."""
    command: click.Command = main
    context = click.Context(main)
    for word in words:
        if not isinstance(command, click.Group):
            break
        found = command.get_command(context, word)
        assert found, f"there is no command {word}"
        command = found
    return any(each.name == "today" for each in command.params)


def pattern(printed: str) -> str:
    """Return the whole output as an expression: `…` is anything within a line, a line of `…` is any lines."""
    lines = printed.splitlines()
    return "".join(ANY_LINES if line.strip() == "…" else re.escape(line).replace("…", ".*") + "\n" for line in lines)


def prepared(first: FirstCommand, folder: Path) -> dict[str, str]:
    """Do what the page says is done before, and return the environment for its command."""
    env = environment(folder.parent)
    for name, text in first.given:
        (folder / name).write_text(text, "utf-8")
    for line in first.before:
        subprocess.run(["sh", "-euc", line], cwd=folder, env=env, check=True, capture_output=True)
    return env


def output_of(words: list[str], folder: Path, env: dict[str, str]) -> str:
    """Return what a command prints, errors among it; the command has to end with 0 or to find problems."""
    done = subprocess.run(
        words, cwd=folder, env=env, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    assert done.returncode in (0, 1), done.stdout
    return done.stdout


def said_by_server(words: list[str], lines: int, folder: Path, env: dict[str, str]) -> str:
    """Return the first lines that a server prints once its first page has been fetched; the server is ended."""
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    words = [*words, "--port", str(port)]
    with subprocess.Popen(
        words, cwd=folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as server:
        try:
            assert server.stdout
            said = "".join(server.stdout.readline() for _ in range(lines))
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=60) as answer:
                assert "Core banking migration" in answer.read().decode()
        finally:
            server.terminate()
    return said.replace(f":{port}", PRINTED_PORT)


@pytest.mark.parametrize("page", [*PAGES, "../README.md"])
def test_the_first_command_of_a_page_prints_what_stands_below_it(page: str, portfolio: Path) -> None:
    first = first_command(DOCS / page)
    env = prepared(first, portfolio)
    words = shlex.split(first.command)
    command = [str(BIN / words[0]), *words[1:]]
    if words[1] == "serve":
        said = said_by_server(command, len(first.printed.splitlines()), portfolio, env)
    else:
        day = ["--today", TODAY] if takes_a_day(words[1:]) else []
        said = output_of([*command, *day], portfolio, env)
    assert re.fullmatch(pattern(first.printed), said), said


@pytest.mark.parametrize("page", PAGES)
def test_a_page_begins_with_one_command_before_any_table_or_other_block(page: str) -> None:
    text = (DOCS / page).read_text("utf-8")
    begins, found, _ = text.partition("```console\n")
    assert found
    assert len(begins.splitlines()) <= MOST_LINES_BEFORE
    assert not re.search(r"^(\||    \S|## |<!-- file)", begins, re.MULTILINE)
    assert text.index(first_command(DOCS / page).command) == len(begins) + len("```console\n$ ")


def test_lines_may_be_left_out_of_an_example_only_where_it_says_so() -> None:
    printed = "deals: 3\nacme: pursue\nhollin: qualify\n"
    for shown in (printed, "deals: …\nacme: pursue\nhollin: qualify\n", "deals: 3\n…\nhollin: qualify\n", "…\n"):
        assert re.fullmatch(pattern(shown), printed)
    for shown in ("deals: 3\n", "deals: 3\nhollin: qualify\n", "hollin: qualify\n…\nacme: pursue\n", "deals. …\n…\n"):
        assert not re.fullmatch(pattern(shown), printed)
