"""A small playbook in a folder, and its site as it was built."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

from generator.plugin.driver import build
from generator.site.build import Built
from generator.site.request import BuildRequest

TODAY = dt.date(2026, 11, 23)
MKDOCS = """
site_name: Deals & more
site_url: https://deals.example/team/
repo_url: https://git.example/sales/playbook
edit_uri: edit/main/deals/
docs_dir: deals
theme: {name: material}
plugins: [search, playbook: {today: 2026-11-23, jobs: 1}]
"""
DEALS = {
    "index.md": "---\ntitle: Us\n---\n",
    "aldermoor/index.md": """
        ---
        title: Aldermoor Bank
        people:
          r-okafor: {name: Ruth Okafor, title: Controller}
        ---
        A word of the account: lighthouse.
        """,
    "aldermoor/core-banking.md": """
        ---
        title: Core <b>banking</b>
        stage: evaluate
        owner: Dana Reyes
        amount: EUR 1,200,000
        close: 2027-03-31
        competitors: [zeldrin]
        partners:
          pellucid: {role: delivery}
        assessment:
          compelling_event: {us: "+", zeldrin: "?", date: 2026-11-02, by: customer, evidence: "It <i>ends</i> in May"}
          access_to_funds: {us: "-"}
        players:
          r-okafor: {part: approver}
        plan:
          actions:
            meet-her: {what: Meet the controller, owner: Dana Reyes, due: 2026-12-01}
        ---
        A word of the notes: cormorant. <script>alert(1)</script>
        """,
    "aldermoor/side-deal.md": "---\ntitle: Side deal\nstage: prospect\n---\n",
    "partners/pellucid.md": "---\ntitle: Pellucid Data\n---\n",
    "competitors/zeldrin.md": "---\ntitle: Zeldrin\n---\n",
}
BROKEN = "---\ntitle: Broken\nstage: nonsense\n---\n"


@dataclass(frozen=True)
class Tree:
    """A playbook's folder."""

    root: Path

    @property
    def mkdocs(self) -> Path:
        """Its mkdocs.yml."""
        return self.root / "mkdocs.yml"

    @property
    def site(self) -> Path:
        """Where its site is built to, if nothing else is said."""
        return self.root / "site"

    def write(self, path: str, text: str) -> None:
        """Write a file below the folder, in one step as an editor does."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = target.with_name(f".{target.name}~")
        beside.write_text(dedent(text).lstrip("\n"), "utf-8")
        beside.replace(target)

    def build(self, site: Path | None = None, *, jobs: int = 1, keep_going: bool = False) -> Built:
        """Build it as `playbook build` does."""
        return build(self.mkdocs, BuildRequest(site, today=TODAY, jobs=jobs, keep_going=keep_going))


def planted(root: Path, deals: Mapping[str, str] = DEALS, mkdocs: str = MKDOCS) -> Tree:
    """Write a playbook into a folder."""
    tree = Tree(root)
    tree.write("mkdocs.yml", mkdocs)
    for path, text in deals.items():
        tree.write(f"deals/{path}", text)
    return tree


def files_of(site: Path) -> dict[str, bytes]:
    """Return every file below a folder by its path."""
    return {str(path.relative_to(site)): path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()}
