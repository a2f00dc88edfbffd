"""What holds for every command: help, exit codes, colour, and faults without a traceback."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest
from pptx import Presentation

from generator.cli.main import COMMANDS, main
from tests.cli.running import playbook, with_deal
from tests.edit.crm import MAP, ONE_DEAL
from tests.git.repository import Repository

ELSEWHERE = "/tmp"  # noqa: S108 - where an example puts its site
ROOT = Path(__file__).resolve().parents[2]


MEETING = "---\ndate: 2026-11-10\ndeals: [core-banking]\npresent: {Ruth: ruth}\n---\nRuth: The money is there.\n"
RECORDING = "WEBVTT\n\n00:01.000 --> 00:04.000\n<v Ruth>The money is there.</v>\n"


def examples(command: str) -> list[str]:
    """Return the examples at the end of a command's help."""
    said = playbook(Path(), command, "--help").output
    return [line.strip() for line in said.partition("Example:")[2].splitlines() if line.strip()]


OF_THEIR_OWN = ("serve", "rate", "interview", "publish", "hook", "pdf", "mcp")
"""Commands that do not end, ask questions, commit, write outside the folder or need a browser: their own tests run
their examples.
"""


def all_examples() -> list[str]:
    return [line for command in COMMANDS if command not in OF_THEIR_OWN for line in examples(command)]


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_an_example_of_its_own_command(command: str) -> None:
    assert examples(command)
    assert all(line.startswith(f"playbook {command}") for line in examples(command))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder in which every example can run but `new` and `init`, whose files must not be there yet."""
    settings = "site_name: Deals\ndocs_dir: deals\ntheme: {name: material}\nplugins: [search, playbook]\n"
    (tmp_path / "mkdocs.yml").write_text(settings)
    file = with_deal(tmp_path)
    file.with_name("fraud-desk.md").write_text(file.read_text())
    file.with_name("index.md").write_text("---\ntitle: Aldermoor\npeople: {ruth: {name: Ruth}}\n---\n")
    (file.parent / "meetings").mkdir()
    (file.parent / "meetings/2026-11-10-call.md").write_text(MEETING)
    (tmp_path / "2026-11-27-call.vtt").write_text(RECORDING)
    (tmp_path / "answers.json").write_text('{"deal": "aldermoor/core-banking", "not_said": ["risk"]}')
    (tmp_path / "maps").mkdir()
    (tmp_path / "maps/our-crm.yml").write_text(MAP)
    (tmp_path / "export.csv").write_text(ONE_DEAL)
    Presentation().save(str(tmp_path / "team.pptx"))
    (tmp_path / "deals.csv").write_text("Record ID,Deal Name,Deal Stage\n1,One,Contract Sent\n")
    (tmp_path / "Opportunity.csv").write_text("Id,AccountId,Name,StageName,CloseDate\n6,1,One,Prospecting,\n")
    (tmp_path / "Account.csv").write_text("Id,Name,Industry\n1,Larkfield,\n")
    (tmp_path / "Contact.csv").write_text("Id,AccountId,LastName\n3,1,Roe\n")
    repository = Repository(tmp_path)
    repository.git("update-ref", "refs/remotes/origin/main", repository.commit("2026-11-01"))
    return tmp_path


@pytest.mark.parametrize("example", all_examples())
def test_every_example_runs(folder: Path, example: str) -> None:
    _, *arguments = shlex.split(example.partition(" > ")[0])
    if arguments[0] == "new":
        (folder / "deals/aldermoor/core-banking.md").unlink()
    if arguments[0] == "init":
        folder = folder / "empty"
        folder.mkdir()
    said = playbook(folder, *[each.replace(ELSEWHERE, str(folder)) for each in arguments])
    strict = "--strict" in arguments
    assert said.exit_code == (1 if strict else 0), said.output


def test_serves_example_is_understood(folder: Path) -> None:
    (example,) = examples("serve")
    _, command, *options = shlex.split(example)
    found = main.get_command(click.Context(main), command)
    assert found
    assert found.make_context("serve", options, obj=folder).params == {"host": "127.0.0.1", "port": 8001}


def test_help_loads_neither_the_model_nor_mkdocs() -> None:
    loud = (
        "import sys\nfrom generator.cli.main import main\n"
        "main(['--help'], standalone_mode=False)\nprint(*sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", loud], capture_output=True, text=True, check=True, cwd=ROOT).stdout
    loaded = set(said.splitlines()[-1].split())
    assert "click" in loaded
    assert not loaded & {"pydantic", "mkdocs", "jinja2", "yaml"}


def test_the_module_runs_as_the_command_does() -> None:
    command = [sys.executable, "-m", "generator", "--version"]
    said = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout
    assert re.fullmatch(r"playbook \d+\.\d+\.\d+\S*\n", said)


@pytest.mark.parametrize(
    "arguments",
    [
        ["nothing"],
        ["check", "--format", "xml"],
        ["check", "deals/aldermoor/gone.md"],
        ["check", "mkdocs.yml"],
        ["check", "--deals", "nowhere"],
        ["check", "--today", "yesterday"],
        ["score", "aldermoor/core-bankin"],
        ["new", "one"],
        ["new", "Partners/One"],
        ["new", "partners/one"],
        ["new", "acme/index"],
        ["new", "acme/one/two"],
        ["import", "gone.csv", "--map", "salesforce"],
        ["import", "export.csv", "--map", "nowhere.yml"],
        ["import", "export.csv"],
        ["build", "--jobs", "0"],
    ],
)
def test_a_wrong_call_ends_with_2(folder: Path, arguments: list[str]) -> None:
    said = playbook(folder, *arguments)
    assert said.exit_code == 2, said.output
    assert "Error: " in said.output


def test_a_folder_that_is_not_there_is_a_wrong_call(tmp_path: Path) -> None:
    assert playbook(tmp_path / "gone", "check").exit_code == 2


def test_what_the_disk_refuses_ends_with_3_and_a_sentence(folder: Path) -> None:
    (folder / "blocked").write_text("a file where a folder is wanted")
    said = playbook(folder, "import", "export.csv", "--map", "maps/our-crm.yml", "--deals", "blocked")
    assert said.exit_code == 3
    assert said.output.startswith("playbook: ")
    assert "Traceback" not in said.output


def test_a_fault_of_ours_says_so_and_shows_a_traceback_only_when_asked(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("two\nlines")

    monkeypatch.setattr("generator.cli.check.checked", broken)
    said = playbook(folder, "check")
    assert said.exit_code == 3
    assert said.output.splitlines()[0] == (
        "playbook: this is a fault of the playbook, not of your files (RuntimeError: two lines)"
    )
    assert isinstance(playbook(folder, "check", PLAYBOOK_DEBUG="1").exception, RuntimeError)


def test_colour_is_for_terminals_and_only_where_wanted(folder: Path) -> None:
    coloured = playbook(folder, "check")
    assert "\x1b[" not in coloured.output
    runner = click.testing.CliRunner()
    on_a_terminal = runner.invoke(main, ["-C", str(folder), "check"], color=True)
    assert "\x1b[" in on_a_terminal.output
    unwanted = runner.invoke(main, ["-C", str(folder), "check"], color=True, env={"NO_COLOR": "1"})
    assert "\x1b[" not in unwanted.output


def test_a_problem_ends_check_and_score_with_1(folder: Path) -> None:
    file = with_deal(folder, "---\ntitle: Core banking\nstage: evaluate\nclose: 2026-02-30\n---\n")
    for command in ("check", "score"):
        said = playbook(folder, command)
        assert said.exit_code == 1
        assert "deals/aldermoor/core-banking.md:4:8: close is not a date: '2026-02-30'" in said.output
    assert file.exists()
    assert json.loads(playbook(folder, "check", "--format", "json").stdout)["problems"][0]["code"] == "not-a-date"
