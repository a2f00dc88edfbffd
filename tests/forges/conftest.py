"""A site that proposes changes to forges of this machine, built and opened once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.serving import served
from tests.browser.visits import watched
from tests.forges.bare import Bare
from tests.forges.server import TOKEN, Forges, forges
from tests.plugin.trees import Tree, planted

FILE = "aldermoor/core-banking.md"
TEMPLATE = "- [ ] The evidence is dated\n"
SETTING = """
extra:
  playbook:
    edit: {{forge: github, repository: "{web}/acme/deals", branch: main, folder: deals, api: "{api}"}}
"""
LOAD = "import(new URL('forges/forge.js', document.baseURI)).then(() => null)"
PROPOSE = """async ([target, token, change]) => {
  const {forgeOf, propose} = await import(new URL("forges/forge.js", document.baseURI));
  try {
    return await propose(forgeOf(target, token), change);
  } catch (fault) {
    return {fault: fault.code, says: fault.message, newest: fault.newest?.text, until: fault.until?.toISOString()};
  }
}"""


class Desk(NamedTuple):
    """The page for proposals in a browser, with the forges behind it."""

    page: Page
    context: BrowserContext
    forges: Forges
    tree: Tree
    text: str
    complaints: list[str]

    def target(self, kind: str) -> dict[str, str]:
        """Return a forge as the page has it."""
        return self.forges.target(kind)

    def bare(self, kind: str) -> Bare:
        """Return the repository of a forge."""
        return self.forges.stores[kind].bare

    def propose(self, kind: str, token: str = TOKEN, branch: str = "main", **changes: Any) -> Any:
        """Propose a rating by the page's own modules, and return what came of it."""
        blob = self.bare(kind).blob("main", f"deals/{FILE}")
        change = {
            "file": FILE, "before": self.text, "after": rated(self.text), "blob": blob and blob[0],
            "topic": "core-banking", "title": "Core banking: access to funds − → +",
            "message": "Core banking: access to funds − → +\n", "body": "",
        }  # fmt: skip
        return self.page.evaluate(PROPOSE, [self.target(kind) | {"branch": branch}, token, change | changes])

    @contextmanager
    def offline(self) -> Iterator[None]:
        """Context without a network, which begins once the page has what a form loads as soon as it stands."""
        self.page.evaluate(LOAD)
        self.context.set_offline(True)
        try:
            yield
        finally:
            self.context.set_offline(False)


def rated(text: str) -> str:
    """Return a deal with another rating."""
    return text.replace('access_to_funds: {us: "-"}', 'access_to_funds: {us: "+"}')


@pytest.fixture(scope="package")
def desk(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Desk]:
    """Open the page for proposals; nothing may ask another host, no request may be another than is described."""
    folder = tmp_path_factory.mktemp("forges")
    tree = planted(folder / "playbook")
    text = (tree.root / "deals" / FILE).read_text("utf-8")
    files = {f"deals/{FILE}": text.encode(), ".github/pull_request_template.md": TEMPLATE.encode()}
    files[".gitlab/merge_request_templates/Default.md"] = TEMPLATE.encode()
    with forges(folder / "stores", files) as running:
        setting = SETTING.format(web=f"{running.address}/web/github", api=f"{running.address}/github")
        tree.write("mkdocs.yml", tree.mkdocs.read_text("utf-8").replace("/team/", "/") + setting)
        tree.build()
        with served(tree.site) as address:
            running.allowed = address.rstrip("/")
            context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900})
            page = context.new_page()
            foreign, complaints = watched(page, address)
            page.goto("edit/")
            yield Desk(page, context, running, tree, text, complaints)
            context.close()
        assert [each for each in foreign if not each.startswith(f"{running.address}/")] == []
        assert sorted(set(running.faults)) == []
        assert running.leaks == []
