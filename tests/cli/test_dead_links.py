"""A dead link in the notes of any file is a finding with the line and the column at which it stands."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.running import DEAL, playbook, with_deal


def test_a_dead_link_is_told_with_its_place_in_every_kind_of_file(tmp_path: Path) -> None:
    deals = with_deal(tmp_path, f"{DEAL}One\n\nSee [it](minutes.docx).\n").parents[1]
    for path in ("index.md", "aldermoor/index.md", "partners/p.md", "competitors/xsys.md"):
        (deals / path).parent.mkdir(exist_ok=True)
        (deals / path).write_text("---\ntitle: T\n---\n[gone](gone.md) [there](/x)\n[web](https://x.example)\n")
    said = json.loads(playbook(tmp_path, "check", "--format", "json", "--today=2026-11-23").stdout)
    dead = [(each["path"], each["line"], each["column"]) for each in said["findings"] if each["code"] == "dead-link"]
    others = ("aldermoor/index.md", "competitors/xsys.md", "index.md", "partners/p.md")
    every = {(f"deals/{path}", 4, column) for path in others for column in (1, 17)}
    assert set(dead) == {*every, ("deals/aldermoor/core-banking.md", 15, 5)}


def test_the_findings_page_follows_what_a_link_leads_to(tmp_path: Path) -> None:
    deals = with_deal(tmp_path).parents[1]
    (tmp_path / "mkdocs.yml").write_text("site_name: D\ndocs_dir: deals\ntheme: material\nplugins: [playbook]\n")
    (deals / "partners").mkdir()
    (deals / "partners/p.md").write_text("---\ntitle: P\n---\n[see](../competitors/xsys.md)\n")
    page = tmp_path / "site/findings/index.html"
    build = "build", "--today=2026-11-23"
    assert playbook(tmp_path, *build).exit_code == 0
    assert "leads nowhere" in page.read_text()
    (deals / "competitors").mkdir()
    (deals / "competitors/xsys.md").write_text("---\ntitle: X\n---\n")
    assert playbook(tmp_path, *build).exit_code == 0
    assert "leads nowhere" not in page.read_text()
