"""The recipes of the import page do what they print, each in a folder of its own that `init` has made."""

from __future__ import annotations

import csv
import datetime as dt
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.cli.running import playbook
from tests.docs.examples import DOCS
from tests.docs.test_first_commands import pattern
from tests.edit.workbooks import workbook

SAMPLES = Path(__file__).parent
PAGE = DOCS.joinpath("import.md").read_text("utf-8")
SECTION = re.split("^## ", PAGE.partition("\n## From your CRM to the site\n")[2], flags=re.MULTILINE)[0]
RECIPES = dict(re.findall(r"^### ([^\n]+)\n(.*?)(?=^### |\Z)", SECTION, re.MULTILINE | re.DOTALL))
SAMPLE = re.compile(r"^<!-- sample: (?P<file>.+?)(?: as (?P<name>.+?))? -->$", re.MULTILINE)
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^\$ playbook (?P<words>.*)\n(?P<printed>(?:(?!\$ ).*\n)*)", re.MULTILINE)


class Step(NamedTuple):
    """A command, the file that its output goes to, and the lines that the page prints below it."""

    words: list[str]
    into: str
    printed: str


def steps(text: str) -> Iterator[Step]:
    """Yield the commands of a piece of the page."""
    for block in BLOCK.findall(text):
        for found in COMMAND.finditer(block):
            words, _, into = found["words"].partition(" > ")
            yield Step(shlex.split(words), into, found["printed"])


def typed(cell: str) -> object:
    """Return a cell of a sample as a spreadsheet has it: a number, a day, or text."""
    if re.fullmatch(r"\d+(?:\.\d+)?", cell):
        return float(cell)
    for day in ("%Y-%m-%d", "%m/%d/%Y"):
        try:
            return dt.datetime.strptime(cell, day)
        except ValueError:
            continue
    return cell or None


def place(text: str, folder: Path) -> None:
    """Put the samples of a recipe into the folder; one that is to be a workbook becomes one."""
    for found in SAMPLE.finditer(text):
        sample = SAMPLES / found["file"]
        name = found["name"] or sample.name
        if name.endswith(".xlsx"):
            rows = [list(map(typed, row)) for row in csv.reader(sample.read_text("utf-8").splitlines())]
            (folder / name).write_bytes(workbook({"Sheet1": rows, "hiddenSheet": [["x"]]}, hidden=["hiddenSheet"]))
        else:
            shutil.copy(sample, folder / name)


def run(step: Step, folder: Path) -> None:
    """Run a command as the page has it, and compare what it prints."""
    done = playbook(folder, *step.words)
    assert done.exit_code == 0, done.output
    if step.into:
        (folder / step.into).write_text(done.output, "utf-8")
    else:
        assert re.fullmatch(pattern(step.printed), done.output), done.output


def test_the_way_back_does_what_it_prints(tmp_path: Path) -> None:
    (begin,) = steps(SECTION.partition("\n### ")[0])
    run(begin, tmp_path)
    folder = tmp_path / begin.words[1]
    section = PAGE.partition("\n## Back to the CRM\n")[2].partition("\n## ")[0]
    place(section, folder)
    for step in steps(section):
        run(step, folder)
    written = (folder / "back.csv").read_text("utf-8-sig").splitlines()
    assert written[0].startswith('"Opportunity ID","deal","title"')
    assert [line.split(",")[0] for line in written[1:]] == [
        '"006Qy00000AbCdEIAV"',
        '"006Qy00000AbCdFIAV"',
        '"006Qy00000AbCdGIAV"',
    ]


def test_every_recipe_is_tried() -> None:
    assert [*RECIPES] == [
        "Salesforce",
        "HubSpot",
        "Pipedrive",
        "Dynamics 365 Sales",
        "A spreadsheet",
        "Stages of your own",
        "Every week",
    ]


@pytest.mark.parametrize("recipe", [name for name in RECIPES if "```console" in RECIPES[name]])
def test_a_recipe_does_what_it_prints_from_an_empty_folder_to_the_site(tmp_path: Path, recipe: str) -> None:
    (begin,) = steps(SECTION.partition("\n### ")[0])
    run(begin, tmp_path)
    folder = tmp_path / begin.words[1]
    place(RECIPES[recipe], folder)
    for step in steps(RECIPES[recipe]):
        run(step, folder)
    pages = {page.parent.name for page in (folder / "site" / "larkfield").glob("*/index.html")}
    assert {"loading-bay", "old-line"} <= pages
    assert playbook(folder, "check").exit_code == 0
