"""`init` and `new` write files that read without a problem and never overwrite one."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from generator.read.files import WorkTree
from generator.read.playbook import load
from tests.cli.running import playbook


def test_init_then_build_gives_a_site(tmp_path: Path) -> None:
    assert playbook(tmp_path, "init").exit_code == 0
    built = playbook(tmp_path, "build", "--jobs", "1")
    assert built.exit_code == 0, built.output
    page = (tmp_path / "site/first-account/first-deal/index.html").read_text()
    assert "First deal" in page
    assert (tmp_path / "site/index.html").is_file()


def test_a_new_playbook_tells_editors_of_schemas_that_every_build_makes_anew(tmp_path: Path) -> None:
    playbook(tmp_path, "init")
    (tmp_path / "deals/method.yml").write_text("symptoms: {too_quiet: {label: Too quiet, head: sales}}\n")
    assert playbook(tmp_path, "build", "--jobs", "1").exit_code == 0
    told = json.loads((tmp_path / ".vscode/settings.json").read_text())["yaml.schemas"]
    assert list(told.values()) == ["deals/method.yml", "deals/shares.yml"]
    assert [json.loads((tmp_path / each).read_text())["title"] for each in told] == ["Method", "Shares"]
    assert "too_quiet" in (tmp_path / "site/schema/deal.json").read_text()


def test_init_says_which_files_are_there_and_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("mine")
    said = playbook(tmp_path, "init")
    assert said.exit_code == 1
    assert f"{tmp_path}/mkdocs.yml is there already" in said.output
    assert [each.name for each in tmp_path.iterdir()] == ["mkdocs.yml"]
    assert playbook(tmp_path, "init", "fresh").exit_code == 0
    assert (tmp_path / "fresh/deals/first-account/first-deal.md").is_file()


@pytest.mark.parametrize("method", ["target-account", "meddpicc"])
def test_a_new_deal_reads_without_a_problem_and_asks_every_criterion(tmp_path: Path, method: str) -> None:
    (tmp_path / "deals").mkdir()
    (tmp_path / "deals/method.yml").write_text(f"extends: {method}\n")
    said = playbook(tmp_path, "new", "larkfield/loading-bay", "--title", 'A "hard": title #1')
    assert said.exit_code == 0, said.output
    read = load(WorkTree(tmp_path / "deals"))
    assert read.problems == ()
    deal = read.deals["larkfield/loading-bay"]
    assert deal.title == 'A "hard": title #1'
    assert set(deal.assessment) == set(read.surroundings.method.criteria)
    assert read.surroundings.accounts["larkfield"].title == "Larkfield"


def test_new_never_overwrites(tmp_path: Path) -> None:
    (tmp_path / "deals").mkdir()
    playbook(tmp_path, "new", "larkfield/loading-bay")
    (tmp_path / "deals/larkfield/index.md").write_text("---\ntitle: Ours\n---\n")
    before = (tmp_path / "deals/larkfield/loading-bay.md").read_bytes()
    assert playbook(tmp_path, "new", "larkfield/loading-bay").exit_code == 1
    assert playbook(tmp_path, "new", "larkfield/second").exit_code == 0
    assert (tmp_path / "deals/larkfield/loading-bay.md").read_bytes() == before
    assert (tmp_path / "deals/larkfield/index.md").read_text() == "---\ntitle: Ours\n---\n"


def test_new_deals_get_their_title_from_their_name(tmp_path: Path) -> None:
    (tmp_path / "deals").mkdir()
    playbook(tmp_path, "new", "larkfield/loading-bay")
    assert load(WorkTree(tmp_path / "deals")).deals["larkfield/loading-bay"].title == "Loading bay"


def test_init_for_assistants_adds_one_file_to_a_playbook_and_overwrites_none(tmp_path: Path) -> None:
    assert playbook(tmp_path, "init", "fresh", "--assistants").exit_code == 0
    assert "Never guess a rating" in (tmp_path / "fresh" / "AGENTS.md").read_text("utf-8")
    assert playbook(tmp_path, "init", "older").exit_code == 0
    before = {file: file.read_bytes() for file in (tmp_path / "older").rglob("*") if file.is_file()}
    said = playbook(tmp_path, "init", "older", "--assistants")
    assert (said.exit_code, said.output) == (0, f"Written:\n  {tmp_path / 'older' / 'AGENTS.md'}\n")
    after = {file: file.read_bytes() for file in (tmp_path / "older").rglob("*") if file.is_file()}
    assert {file for file in after if after[file] != before.get(file)} == {tmp_path / "older" / "AGENTS.md"}
    (tmp_path / "older" / "AGENTS.md").write_text("ours")
    refused = playbook(tmp_path, "init", "older", "--assistants")
    assert refused.exit_code == 1
    assert "AGENTS.md is there already" in refused.output
    assert (tmp_path / "older" / "AGENTS.md").read_text() == "ours"


def test_init_begins_with_what_to_do_next_and_ends_with_what_to_set_before_publishing(tmp_path: Path) -> None:
    lines = playbook(tmp_path, "init", "our deals").output.splitlines()
    assert lines[:2] == ["Next:", "  cd 'our deals'"]
    assert "serve" in lines[2]
    assert "interview first-account/first-deal" in lines[3]
    assert lines.index("Written:") < lines.index(f"  {tmp_path / 'our deals/mkdocs.yml'}")
    assert lines[-1].startswith("  on GitLab: set the variable PLAYBOOK")


def test_init_without_a_forge_says_nothing_about_publishing(tmp_path: Path) -> None:
    assert "publish" not in playbook(tmp_path, "init", "--forge", "none").output


def test_what_init_says_to_type_works_as_written_where_the_path_does_not_have_the_command(tmp_path: Path) -> None:
    command = Path(sys.executable).with_name("playbook")
    bare = {"PATH": os.defpath, "HOME": str(tmp_path)}
    run = partial(subprocess.run, capture_output=True, text=True, cwd=tmp_path, env=bare)
    said = run([command, "init", "sales"], check=True).stdout
    step = next(line for line in said.splitlines() if line.endswith(" serve")).removesuffix(" serve").strip()
    assert step == str(command)
    checked = run(["sh", "-c", f"cd sales && {step} check"], check=False)
    assert checked.returncode == 0, checked.stderr


@pytest.mark.parametrize(
    ("written", "proposed"),
    [
        ("Müller/ERP Ablösung", "playbook new muller/erp-ablosung --title 'ERP Ablösung'"),
        ("aldermoor/Core", "playbook new aldermoor/core --title Core"),
    ],
)
def test_a_name_that_cannot_be_used_comes_with_one_that_can(tmp_path: Path, written: str, proposed: str) -> None:
    assert playbook(tmp_path, "init").exit_code == 0
    done = playbook(tmp_path, "new", written)
    assert done.exit_code == 2
    assert proposed in " ".join(done.stderr.split())
    assert playbook(tmp_path, *shlex.split(proposed)[1:]).exit_code == 0
