"""A fresh repository made by `init` passes its own workflows' shell steps, and takes no code from a proposal."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from generator.cli.main import main
from tests.edit.test_forges import read
from tests.git.repository import Repository

pytestmark = pytest.mark.slow

DEAL = "deals/first-account/first-deal.md"
HOOK = "import pathlib\npathlib.Path('ran').touch()\n"
BASH = ("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c")


class Job:
    """The shell of a job in a clone of a repository."""

    def __init__(self, origin: Repository, folder: Path, commit: str) -> None:
        self.folder, self.temp, self.summary = folder / "work", folder / "temp", folder / "summary.md"
        self.temp.mkdir(parents=True)
        origin.git("clone", "--quiet", str(origin.root), str(self.folder))
        self.git = Repository(self.folder).git
        self.git("checkout", "--quiet", "--detach", commit)

    def run(self, script: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run a script as a runner does; `playbook` is the one of this checkout."""
        own = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        told = {"RUNNER_TEMP": str(self.temp), "GITHUB_STEP_SUMMARY": str(self.summary), "NO_COLOR": "1"}
        told["GITHUB_OUTPUT"] = str(self.temp / "output")
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        return subprocess.run(
            [*BASH, script],
            cwd=self.folder,
            env=own | told | {"PATH": path} | variables,
            capture_output=True,
            text=True,
            check=False,
        )

    def steps(self, job: Mapping[str, Any], **variables: str) -> str:
        """Run every shell step of a GitHub job and return what they print; each has to end well."""
        printed = ""
        for step in job["steps"]:
            if "run" in step:
                done = self.run(step["run"], **variables)
                assert done.returncode == 0, (step, done.stdout, done.stderr)
                printed += done.stdout
        return printed


@pytest.fixture
def origin(tmp_path: Path) -> Repository:
    """Return a fresh playbook on main, and a proposal that changes a deal and tries to bring in code."""
    folder = tmp_path / "origin"
    folder.mkdir()
    done = CliRunner().invoke(main, ["-C", str(folder), "init"])
    assert done.exit_code == 0, done.output
    made = Repository(folder)
    made.commit("2026-11-01")
    made.git("switch", "--quiet", "--create", "proposal")
    return made


def proposed(origin: Repository, deal: str = 'risk: {us: "?"}=>risk: {us: "+"}') -> str:
    """Commit a change of the deal and a hook on the branch, and return the commit that merges it into main."""
    file, (before, after) = origin.root / DEAL, deal.split("=>")
    text = file.read_text()
    assert before in text
    file.write_text(text.replace(before, after))
    (origin.root / "hook.py").write_text(HOOK)
    settings = origin.root / "mkdocs.yml"
    settings.write_text(settings.read_text() + "hooks: [hook.py]\n")
    origin.commit("2026-11-02")
    origin.git("switch", "--quiet", "--detach", "main")
    origin.git("merge", "--quiet", "--no-ff", "--no-edit", "proposal")
    merged = origin.git("rev-parse", "HEAD")
    origin.git("branch", "--quiet", "merged", merged)
    return merged


def job(root: Path, workflow: str, name: str) -> dict[str, Any]:
    found = read(root / f".github/workflows/{workflow}.yml")["jobs"][name]
    assert isinstance(found, dict)
    return found


def test_a_proposal_is_compared_checked_and_built_on_github(origin: Repository, tmp_path: Path) -> None:
    here = Job(origin, tmp_path / "review", proposed(origin))
    printed = here.steps(job(origin.root, "review", "review"))
    assert "::warning file=mkdocs.yml,line=" in printed
    assert "hooks run code when the site is built" in printed
    summary = here.summary.read_text()
    assert "first-account/first-deal" in summary
    assert "Deal check." in summary
    page = (here.temp / "site/first-account/first-deal/index.html").read_text()
    assert "First deal" in page
    assert not (here.folder / "hook.py").exists()
    assert not (here.folder / "ran").exists()
    assert "hooks" not in (here.folder / "mkdocs.yml").read_text()


def test_a_broken_proposal_stops_at_the_check_with_its_place(origin: Repository, tmp_path: Path) -> None:
    here = Job(origin, tmp_path / "review", proposed(origin, 'risk: {us: "?"}=>risk: {us: ok}'))
    *_, check, build = [step for step in job(origin.root, "review", "review")["steps"] if "run" in step]
    assert build["name"] == "Build"
    for step in job(origin.root, "review", "review")["steps"]:
        if "run" not in step:
            continue
        done = here.run(step["run"])
        if step == check:
            assert done.returncode == 1
            assert f"::error file={DEAL}," in done.stdout
            return
        assert done.returncode == 0, done.stderr


def test_a_deal_that_the_proposal_deletes_is_gone_from_its_preview(origin: Repository, tmp_path: Path) -> None:
    other = origin.root / "deals/first-account/second-deal.md"
    origin.git("switch", "--quiet", "main")
    other.write_text((origin.root / DEAL).read_text())
    origin.commit("2026-11-01")
    origin.git("switch", "--quiet", "proposal")
    origin.git("merge", "--quiet", "main")
    other.unlink()
    here = Job(origin, tmp_path / "review", proposed(origin))
    here.steps(job(origin.root, "review", "review"))
    assert not (here.temp / "site/first-account/second-deal").exists()
    assert "second-deal" in here.summary.read_text()


def test_the_comment_is_made_from_the_two_commits_alone(origin: Repository, tmp_path: Path) -> None:
    proposed(origin)
    here = Job(origin, tmp_path / "comment", "origin/main")
    compare, comment = [step for step in job(origin.root, "comment", "comment")["steps"] if "run" in step]
    assert comment["if"] == "steps.compare.outputs.deals == 'changed'"
    commits = {"BASE": origin.git("rev-parse", "main"), "PROPOSED": origin.git("rev-parse", "proposal")}
    done = here.run(compare["run"], **commits)
    assert done.returncode == 0, done.stderr
    assert "first-account/first-deal" in (here.temp / "difference.md").read_text()
    assert (here.temp / "output").read_text() == "deals=changed\n"
    other = here.run(
        compare["run"], BASE=commits["BASE"], PROPOSED=commits["BASE"], GITHUB_OUTPUT=str(here.temp / "no")
    )
    assert (other.returncode, (here.temp / "no").exists()) == (0, False), "what is not about deals gets no comment"


def test_the_default_branch_is_built_on_github(origin: Repository, tmp_path: Path) -> None:
    here = Job(origin, tmp_path / "publish", "origin/main")
    printed = here.steps(job(origin.root, "publish", "build"))
    assert json.loads((here.temp / "site/build.json").read_text())["deals"] == 1
    assert "::notice::Built and not published" in printed


def test_a_broken_deal_on_the_default_branch_does_not_stop_the_rest(origin: Repository, tmp_path: Path) -> None:
    (origin.root / "deals/first-account/broken.md").write_text("---\ntitle: Broken\n---\n")
    origin.git("switch", "--quiet", "main")
    origin.commit("2026-11-02")
    here = Job(origin, tmp_path / "publish", "origin/main")
    assert "::warning::Some files have problems" in here.steps(job(origin.root, "publish", "build"))
    assert (here.temp / "site/first-account/first-deal/index.html").is_file()


def test_a_broken_method_stops_the_build_on_the_default_branch(origin: Repository, tmp_path: Path) -> None:
    (origin.root / "deals/method.yml").write_text("extends: nothing\n")
    origin.git("switch", "--quiet", "main")
    origin.commit("2026-11-02")
    here = Job(origin, tmp_path / "publish", "origin/main")
    build = next(step for step in job(origin.root, "publish", "build")["steps"] if "run" in step)
    assert here.run(build["run"]).returncode == 1
    script = "\n".join(read(origin.root / ".gitlab-ci.yml")[".site"]["script"])
    assert here.run(script).returncode == 1


def test_a_proposal_is_compared_checked_and_built_on_gitlab(origin: Repository, tmp_path: Path) -> None:
    proposed(origin)
    here = Job(origin, tmp_path / "review", "origin/proposal")
    review = read(origin.root / ".gitlab-ci.yml")["review"]
    lines = [line for line in review["before_script"] + review["script"] if isinstance(line, str)]
    variables = {
        "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main",
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": origin.git("rev-parse", "main"),
        "CI_COMMIT_SHA": origin.git("rev-parse", "proposal"),
    }
    done = here.run("\n".join(lines), **variables)
    assert done.returncode == 0, (done.stdout, done.stderr)
    assert "first-account/first-deal" in (here.folder / "difference.md").read_text()
    report = json.loads((here.folder / "gl-code-quality-report.json").read_text())
    assert {each["location"]["path"] for each in report} == {DEAL, "mkdocs.yml"}
    assert (here.folder / "preview/first-account/first-deal/index.html").is_file()
    assert not (here.folder / "ran").exists()


def test_the_default_branch_is_built_on_gitlab(origin: Repository, tmp_path: Path) -> None:
    here = Job(origin, tmp_path / "site", "origin/main")
    script = "\n".join(read(origin.root / ".gitlab-ci.yml")[".site"]["script"])
    done = here.run(script)
    assert done.returncode == 0, done.stderr
    assert (here.folder / "public/index.html").is_file()


def test_several_machines_build_the_default_branch_together(tmp_path: Path) -> None:
    """The slices are carried from machine to machine as the forges' artifacts carry them."""
    origin = Repository(tmp_path / "origin")
    done = CliRunner().invoke(main, ["-C", str(origin.root), "init", "--sharded"])
    assert done.exit_code == 0, done.output
    (origin.root / "deals/other").mkdir()
    (origin.root / "deals/other/broken.md").write_text("---\ntitle: Broken\n---\n")
    origin.commit("2026-11-01")
    joining = Job(origin, tmp_path / "join", "origin/main")
    for number in (1, 2):
        slicing = Job(origin, tmp_path / f"slice-{number}", "origin/main")
        slicing.steps(job(origin.root, "publish", "slices"), SLICE=f"{number}/2")
        carried = joining.temp / f"slices/slice-{number}"
        carried.parent.mkdir(exist_ok=True)
        (slicing.temp / "slice").rename(carried)
    printed = joining.steps(job(origin.root, "publish", "build"))
    assert "::warning::Some files have problems" in printed
    assert json.loads((joining.temp / "site/build.json").read_text())["deals"] == 2
    script = "\n".join(read(origin.root / ".gitlab-ci.yml")["slices"]["script"])
    for index in ("1", "2"):
        assert joining.run(script, CI_NODE_INDEX=index, CI_NODE_TOTAL="2").returncode == 0
    script = "\n".join(read(origin.root / ".gitlab-ci.yml")[".site"]["script"])
    assert joining.run(script).returncode == 0
    assert (joining.folder / "public/index.html").read_bytes() == (joining.temp / "site/index.html").read_bytes()


def test_init_writes_the_files_of_the_forge_that_is_named(tmp_path: Path) -> None:
    for forge, there, missing in (
        ("github", ".github", ".gitlab-ci.yml"),
        ("gitlab", ".gitlab-ci.yml", ".github"),
        ("none", "mkdocs.yml", "CODEOWNERS"),
    ):
        done = CliRunner().invoke(main, ["-C", str(tmp_path), "init", forge, "--forge", forge])
        assert done.exit_code == 0
        assert (tmp_path / forge / there).exists()
        assert not (tmp_path / forge / missing).exists()
        assert ("is public" in done.output) == (forge != "none")


def test_init_takes_the_names_of_who_owns_what(tmp_path: Path) -> None:
    done = CliRunner().invoke(
        main, ["-C", str(tmp_path), "init", "--team", "@acme/sales @dana", "--maintainers", "it"]
    )
    assert (done.exit_code, "'it' names nobody" in done.output) == (2, True)
    assert list(tmp_path.iterdir()) == []
    done = CliRunner().invoke(main, ["-C", str(tmp_path), "init", "--team", "@acme/sales @dana"])
    assert "@acme/sales @dana\n" in (tmp_path / "CODEOWNERS").read_text()
