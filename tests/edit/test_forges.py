"""The files for forges are sound by the forges' own schemas, pinned, and ask for no more than they need."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.edit.forges import FILES, forge_files

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
OURS = {b"${{ vars.PLAYBOOK }}": b"${{ vars.PLAYBOOK || '.' }}", b"variables:\n": b'variables:\n  PLAYBOOK: "."\n'}
"""This repository installs itself where no variable names something else."""


class Loader(yaml.SafeLoader):
    """Reads the one tag that GitLab adds to YAML."""


def reference(loader: Loader, node: yaml.SequenceNode) -> list[Any]:
    return loader.construct_sequence(node)


Loader.add_constructor("!reference", reference)


def read(path: Path) -> dict[str, Any]:
    found = yaml.load(path.read_bytes(), Loader)  # noqa: S506 - a safe loader with one more tag
    assert isinstance(found, dict)
    return found


@pytest.fixture(scope="module", params=[False, True], ids=["one machine", "several machines"])
def fresh(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """Return a folder with the files of every forge, for one machine that builds or for several."""
    folder = tmp_path_factory.mktemp("fresh")
    for forge in FILES:
        for path, content in forge_files(forge, "@acme/sales", "@acme/it", sharded=request.param).items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
    return folder


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("vendor.github-workflows", ".github/workflows/*.yml"),
        ("custom.github-workflows-require-timeout", ".github/workflows/*.yml"),
        ("vendor.github-actions", ".github/actions/*/action.yml"),
        ("vendor.gitlab-ci", ".gitlab-ci.yml"),
    ],
)
def test_the_workflows_fit_the_forges_schemas(schema: str, files: str, fresh: Path) -> None:
    found = [*sorted(fresh.glob(files)), *sorted(ROOT.glob(files))]
    assert len(found) >= 2
    transform = ["--data-transform", "gitlab-ci"] if "gitlab" in schema else []
    said = subprocess.run(
        [BIN / "check-jsonschema", "--builtin-schema", schema, *transform, *found],
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == 0, said.stdout


def test_zizmor_finds_nothing_unsafe_in_the_workflows(fresh: Path) -> None:
    folders = [fresh / ".github", ROOT / ".github"]
    said = subprocess.run(
        [BIN / "zizmor", "--offline", "--no-progress", *folders], capture_output=True, text=True, check=False
    )
    assert said.returncode == 0, said.stdout


def test_every_action_is_pinned_to_a_commit_and_says_its_version(fresh: Path) -> None:
    lines = [
        line.strip()
        for path in sorted((fresh / ".github").rglob("*.yml"))
        for line in path.read_text().splitlines()
        if re.match(r"\s*(- )?uses: (?!\./)", line)
    ]
    assert lines
    assert not [line for line in lines if not re.search(r"uses: actions/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line)]


def test_an_action_has_one_pin_everywhere(fresh: Path) -> None:
    text = "\n".join(path.read_text() for path in (fresh / ".github").rglob("*.yml"))
    pins = set(re.findall(r"uses: (actions/[\w-]+)@(\w+)", text))
    assert len({action for action, _ in pins}) == len(pins)


def test_what_runs_on_a_proposal_may_read_and_knows_no_secret(fresh: Path) -> None:
    review = read(fresh / ".github/workflows/review.yml")
    assert review["permissions"] == {}
    assert [job["permissions"] for job in review["jobs"].values()] == [{"contents": "read"}]
    comment = read(fresh / ".github/workflows/comment.yml")
    assert [job["permissions"] for job in comment["jobs"].values()] == [
        {"contents": "read", "pull-requests": "write"}
    ]
    text = "\n".join(path.read_text() for path in fresh.rglob("*.yml"))
    assert "secrets." not in text
    assert "cache" not in re.sub(r"^\s*#.*$", "", text, flags=re.MULTILINE)


def test_nothing_is_published_before_its_privacy_is_confirmed(fresh: Path) -> None:
    jobs = read(fresh / ".github/workflows/publish.yml")["jobs"]
    assert jobs["deploy"]["if"] == "vars.PLAYBOOK_PAGES_ARE_PRIVATE == 'yes'"
    (rule,) = read(fresh / ".gitlab-ci.yml")["pages"]["rules"]
    assert rule["if"].endswith('$PLAYBOOK_PAGES_ARE_PRIVATE == "yes"')


def test_the_site_is_built_daily_without_a_push(fresh: Path) -> None:
    workflow: dict[Any, Any] = read(fresh / ".github/workflows/publish.yml")
    triggers = workflow[True]  # YAML reads the key `on` as a truth
    assert re.fullmatch(r"\d+ \d+ \* \* \*", triggers["schedule"][0]["cron"])


def test_the_deals_are_the_teams_and_what_judges_and_shares_them_the_maintainers(fresh: Path) -> None:
    rules = [line.split() for line in (fresh / "CODEOWNERS").read_text().splitlines() if line and line[0] != "#"]
    assert rules == [
        ["*", "@acme/it"],
        ["/deals/", "@acme/sales"],
        ["/deals/method.yml", "@acme/it"],
        ["/deals/shares.yml", "@acme/it"],
    ]


def test_this_repository_uses_what_a_fresh_playbook_gets() -> None:
    differing = []
    for forge in FILES:
        for path, content in forge_files(forge, "@sales", "@playbook").items():
            for theirs, ours in OURS.items():
                content = content.replace(theirs, ours)
            if not (ROOT / path).is_file() or (ROOT / path).read_bytes() != content:
                differing.append(path)
    assert not differing


@pytest.mark.skipif(shutil.which("bash") is None, reason="the workflows are for bash")
def test_installing_says_which_variable_is_missing(fresh: Path) -> None:
    (step,) = [each for each in read(fresh / ".github/actions/install/action.yml")["runs"]["steps"] if "run" in each]
    said = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", step["run"]], env={"FROM": ""}, capture_output=True, text=True, check=False
    )
    assert said.returncode == 1
    assert "Set the repository variable PLAYBOOK" in said.stdout
