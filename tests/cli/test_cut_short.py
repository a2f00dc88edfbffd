"""A text that is cut short at a # is a finding in every kind of file: of the check, of the change, on the site."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import playbook
from tests.git.repository import Repository

SHARES = """\
shares:
  one:
    deal: acme/core
    audience: executive
    reader: Ruth
    issued: 2026-11-01
    expires: 2026-12-31
"""
SOUND = {
    "mkdocs.yml": "site_name: Ours\ndocs_dir: deals\ntheme: {name: material}\nplugins: [search, playbook]\n",
    "deals/index.md": "---\ntitle: Ours\n---\n",
    "deals/acme/index.md": "---\ntitle: Acme\npeople:\n  r-okafor: Ruth\n---\n",
    "deals/acme/core.md": "---\ntitle: Core\nstage: evaluate\n---\n",
    "deals/partners/bridgewell.md": "---\ntitle: Bridgewell\n---\n",
    "deals/competitors/xsys.md": "---\ntitle: Xsys\n---\n",
    "deals/method.yml": "name: Ours\n",
    "deals/shares.yml": SHARES,
}
CUT = {
    "deals/index.md": ("title: Ours", "title: Ours #1"),
    "deals/acme/index.md": ("r-okafor: Ruth", "r-okafor: Ruth #1"),
    "deals/acme/core.md": ("title: Core", "title: Core #1"),
    "deals/partners/bridgewell.md": ("title: Bridgewell", "title: Bridgewell #1"),
    "deals/competitors/xsys.md": ("title: Xsys", "title: Xsys #1"),
    "deals/method.yml": ("name: Ours", "name: Ours #1"),
    "deals/shares.yml": ("reader: Ruth", "reader: Ruth #1"),
}
PLACES = {
    "deals/acme/core.md": (2, 8),
    "deals/acme/index.md": (4, 13),
    "deals/competitors/xsys.md": (2, 8),
    "deals/index.md": (2, 8),
    "deals/method.yml": (1, 7),
    "deals/partners/bridgewell.md": (2, 8),
    "deals/shares.yml": (5, 13),
}
DAY = ("--today", "2026-11-23")


def made(root: Path, *, cut: bool) -> Path:
    for path, content in SOUND.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(content.replace(*CUT[path]) if cut and path in CUT else content)
    return root


def found(root: Path, *arguments: str) -> dict[str, tuple[int, int]]:
    whole = json.loads(playbook(root, "check", "--format", "json", *arguments, *DAY).stdout)
    assert whole["problems"] == []
    cuts = [each for each in whole["findings"] if each["code"] == "text-cut-short"]
    return {each["path"]: (each["line"], each["column"]) for each in cuts}


def test_a_check_names_each_with_its_place(tmp_path: Path) -> None:
    assert found(made(tmp_path, cut=False)) == {}
    assert found(made(tmp_path, cut=True)) == PLACES
    assert found(tmp_path, str(tmp_path / "deals/acme")) == {path: PLACES[path] for path in PLACES if "acme" in path}
    assert playbook(tmp_path, "check", "--strict", *DAY).exit_code == 1


def test_a_change_tells_of_those_that_it_brings(tmp_path: Path) -> None:
    repository = Repository(made(tmp_path / "playbook", cut=False))
    repository.git("add", ".")
    repository.git("commit", "--quiet", "--message", "sound")
    made(repository.root, cut=True)
    comment = playbook(repository.root, "diff", "HEAD", "--format", "markdown", *DAY).stdout.replace("\u200b", "")
    assert "**6 findings in other files:**" in comment
    assert all(f"{path}:{line}:{column}" in comment for path, (line, column) in PLACES.items() if "core" not in path)
    assert "Findings that appear" in comment
    told = json.loads(playbook(repository.root, "diff", "HEAD", "--format", "json", *DAY).stdout)
    assert [each["path"] for each in told["findings_in_other_files"]] == [
        path for path in PLACES if "core" not in path
    ]
    repository.git("commit", "--quiet", "--all", "--message", "cut")
    assert "in other files" not in playbook(repository.root, "diff", "HEAD", "--format", "markdown", *DAY).stdout
    assert found(repository.root, "--base", "HEAD") == {}


@pytest.mark.slow
def test_the_page_of_findings_holds_them_also_where_their_files_are_not_read_again(tmp_path: Path) -> None:
    made(tmp_path, cut=True)
    for _ in range(2):
        done = playbook(tmp_path, "build", PLAYBOOK_TODAY="2026-11-23")
        assert done.exit_code == 0, done.output
        page = (tmp_path / "site/findings/index.html").read_text("utf-8")
        for path, (line, column) in PLACES.items():
            assert (f"{path}:{line}:{column}" in page) is ("core" not in path)
        assert "&#34;Xsys #1&#34; is cut short: a # after a blank begins a comment" in page
        deal = tmp_path / "deals/acme/core.md"
        deal.write_text(deal.read_text().replace("stage: evaluate", "stage: propose"))
    made(tmp_path, cut=False)
    assert playbook(tmp_path, "build", PLAYBOOK_TODAY="2026-11-23").exit_code == 0
    assert "is cut short" not in (tmp_path / "site/findings/index.html").read_text("utf-8")
