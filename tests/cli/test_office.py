"""`playbook xlsx`, `pdf` and `slides`: files that other programs open, one sentence where something is missing."""

from __future__ import annotations

import io
import shlex
import subprocess
import sys
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]  # it has no types
import pytest
from pptx import Presentation
from pypdf import PdfReader

from tests.browser.chromium import executable
from tests.cli.running import playbook, with_deal
from tests.cli.test_commands import examples
from tests.edit.workbooks import workbook
from tests.git.repository import Repository
from tests.house.imports import ROOT
from tests.making import TODAY

DEAL = "aldermoor/core-banking"
AS_OF = ("--today", TODAY.isoformat())


def browser() -> str:
    path = executable()
    assert path, "no Chromium on this machine: run `make browser`"
    return path


def without(library: str, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command as if a library had never been installed."""
    code = f"import sys; sys.modules[{library!r}] = None\nfrom generator.cli.main import main; main()"
    command = [sys.executable, "-c", code, "-C", str(folder), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)


def test_the_workbook_holds_the_sound_deals_and_the_command_tells_of_the_others(tmp_path: Path) -> None:
    file = with_deal(tmp_path)
    file.with_name("fraud-desk.md").write_text("---\ntitle: Fraud desk\nstage: nowhere\n---\n")
    said = playbook(tmp_path, "xlsx", "out/deals.xlsx", *AS_OF)
    assert said.exit_code == 1
    assert "deals/aldermoor/fraud-desk.md:3:8:" in said.stderr
    sheet = openpyxl.load_workbook(tmp_path / "out/deals.xlsx")["Deals"]
    assert [cell.value for cell in sheet["A"]] == ["deal", DEAL]


def test_the_brief_is_one_sheet_of_paper_that_names_reader_commit_and_day(tmp_path: Path) -> None:
    with_deal(tmp_path)
    commit = Repository(tmp_path).commit("2026-11-01")
    said = playbook(tmp_path, "pdf", DEAL, "--reader", "Maud Ferrand", *AS_OF, PLAYBOOK_BROWSER=browser())
    assert (said.exit_code, said.output) == (0, "core-banking.pdf written\n")
    (sheet,) = PdfReader(tmp_path / "core-banking.pdf").pages
    text = " ".join(sheet.extract_text().split())
    assert "Core banking" in text
    assert "for Maud Ferrand only" in text
    assert f"As of 23 Nov 2026, commit {commit} of 1 Nov 2026." in text
    assert "link is good" not in text


def test_the_brief_holds_what_its_audience_may_see_alone(tmp_path: Path) -> None:
    text = with_deal(tmp_path).read_text()
    with_deal(tmp_path, text.replace('evidence: "Charter"', 'evidence: "Canary in the mine"'))
    said = playbook(tmp_path, "pdf", DEAL, "--browser", browser(), *AS_OF)
    assert said.exit_code == 0, said.output
    assert "Canary" not in PdfReader(tmp_path / "core-banking.pdf").pages[0].extract_text()


@pytest.mark.parametrize("example", examples("pdf"))
def test_every_example_of_a_brief_runs(tmp_path: Path, example: str) -> None:
    with_deal(tmp_path)
    _, *arguments = shlex.split(example)
    said = playbook(tmp_path, *arguments, PLAYBOOK_BROWSER=browser())
    assert said.exit_code == 0, said.output
    assert len(list(tmp_path.glob("*.pdf"))) == 1


def test_an_audience_that_is_not_there_is_a_wrong_call(tmp_path: Path) -> None:
    with_deal(tmp_path)
    said = playbook(tmp_path, "pdf", DEAL, "--for", "everybody")
    assert said.exit_code == 2
    assert "there is no audience 'everybody' for a brief on paper (there is: executive" in said.stderr


@pytest.mark.parametrize(
    ("browser_", "says"),
    [("/nowhere/chromium", "there is no browser /nowhere/chromium"), (sys.executable, "printed nothing")],
)
def test_without_a_browser_that_prints_one_sentence_says_so(tmp_path: Path, browser_: str, says: str) -> None:
    with_deal(tmp_path)
    said = playbook(tmp_path, "pdf", DEAL, "--browser", browser_)
    assert said.exit_code == 3
    assert says in said.stderr
    assert "Traceback" not in said.stderr
    assert not list(tmp_path.glob("*.pdf"))


def test_on_a_machine_without_a_browser_it_says_what_to_install(tmp_path: Path) -> None:
    with_deal(tmp_path)
    said = playbook(tmp_path, "pdf", DEAL, PATH=str(tmp_path))
    assert said.exit_code == 3
    assert "there is no Chromium, Chrome or Edge (install one, or name it with --browser" in said.stderr


def test_the_slides_are_three(tmp_path: Path) -> None:
    with_deal(tmp_path)
    said = playbook(tmp_path, "slides", DEAL, *AS_OF)
    assert (said.exit_code, said.output) == (0, "core-banking.pptx written\n")
    opened = Presentation(io.BytesIO((tmp_path / "core-banking.pptx").read_bytes()))
    assert len(opened.slides) == 3


@pytest.mark.parametrize(
    ("library", "extra", "arguments"),
    [
        ("xlsxwriter", "office", ("xlsx",)),
        ("pptx", "office", ("slides", DEAL)),
        ("openpyxl", "office", ("import", "deals.xlsx", "--map", "dynamics")),
        ("openpyxl", "office", ("import", "deals.xlsx", "--suggest")),
        ("mcp", "assistants", ("mcp",)),
    ],
)
def test_without_the_extra_one_sentence_says_what_to_install(
    tmp_path: Path, library: str, extra: str, arguments: tuple[str, ...]
) -> None:
    with_deal(tmp_path)
    (tmp_path / "deals.xlsx").write_bytes(workbook({"Deals": [("Id", "Deal", "Stage")]}))
    said = without(library, tmp_path, *arguments)
    assert said.returncode == 3
    remedy = f"in the playbook's folder: pip install '.[{extra}]', or pipx install --force '.[{extra}]'"
    assert said.stderr == f"Error: {library} is not installed ({remedy})\n"
