"""Take pictures of every kind of page of a built site: light, dark, on a phone and on paper.

    python -m benchmarks.pictures site pictures            every kind of page, into a folder
    python -m benchmarks.pictures site docs/pictures --readme    those that README and docs/editing.md show

Paper is a PDF per page; the rest are PNG files. What no page of the site is by itself is taken too: the search with
its results, a filtered table, the page of a file that cannot be read, and the briefs behind read-only links.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from tests.browser.chromium import FLAGS, executable
from tests.browser.kinds import KINDS
from tests.browser.serving import served
from tests.house.imports import ROOT
from tests.making import TODAY
from tests.share.opening import SECRET, link, registered

LAPTOP: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 360, "height": 640}
LOOKS: dict[str, tuple[ViewportSize, Literal["light", "dark"]]] = {
    "light": (LAPTOP, "light"),
    "dark": (LAPTOP, "dark"),
    "phone": (PHONE, "light"),
}
README = {
    "portfolio": ("", LAPTOP),
    "deal": ("aldermoor/core-banking/", LAPTOP),
    "phone": ("aldermoor/core-banking/", PHONE),
}
EDITS = '{forge: github, repository: "https://github.com/acme/deals", branch: main}'
"""Setting with which the site proposes changes, to a forge that no picture asks."""
COMPARED = "compare/?a=aldermoor/core-banking&b=brackwell/claims-automation"
"""Address of two deals side by side, to which others can be added."""
BROKEN = "brackwell/claims-automation/"
BRIEFS = {
    "brief-executive": "deal: aldermoor/core-banking, audience: executive, reader: Halla Storm-Petri",
    "brief-customer": "deal: aldermoor/core-banking, audience: customer-executive, reader: Ruth Okafor-Lind",
    "brief-portfolio": "portfolio: {}, audience: executive, reader: Halla Storm-Petri",
    "brief-asks-for-a-passphrase": "deal: aldermoor/core-banking, audience: executive, reader: H, passphrase: yes",
    "brief-withdrawn": "deal: aldermoor/core-banking, audience: executive, reader: Halla, revoked: 2026-11-22",
}
SECRETS = {
    "PLAYBOOK_SHARE_SECRET": SECRET,
    "PLAYBOOK_SHARE_PASS_BRIEF_ASKS_FOR_A_PASSPHRASE": "three herons",
    "CI": "",
    "GITHUB_ACTIONS": "",
    "GITLAB_CI": "",
}


def left_alone(page: Page) -> None:
    """Take the page as it opens."""


def with_results(page: Page) -> None:
    """Search for a word."""
    page.keyboard.press("/")
    page.keyboard.type("core banking", delay=20)
    page.locator(".md-search-result__link").first.wait_for()


def side_by_side(page: Page) -> None:
    """Wait until the deals stand side by side."""
    page.locator(".pb-compare[data-ready]").wait_for(state="attached")


@dataclass(frozen=True, slots=True)
class Scene:
    """A picture to take: its name, where, what the reader does there first, and how much of the page it shows.

    `dated` sets the reader's clock to the day of the tests, on which the links of the briefs are good.
    """

    name: str
    address: str
    acts: Callable[[Page], None] = left_alone
    whole: bool = True
    dated: bool = False


def take(browser: Browser, scene: Scene, target: Path) -> None:
    """Take a scene light, dark, on a phone and on paper."""
    for look, (size, scheme) in LOOKS.items():
        context = browser.new_context(viewport=size, color_scheme=scheme)
        page = opened(context.new_page(), scene)
        page.screenshot(path=target / f"{scene.name}-{look}.png", full_page=scene.whole, animations="disabled")
        if look == "light" and scene.whole:
            page.pdf(path=target / f"{scene.name}-print.pdf", format="A4", prefer_css_page_size=True)
        context.close()


def opened(page: Page, scene: Scene) -> Page:
    """Open a scene and do what the reader does there."""
    if scene.dated:
        page.clock.set_fixed_time(TODAY.isoformat())
    page.goto(scene.address, wait_until="networkidle")
    scene.acts(page)
    return page


def every_kind(base: str) -> Iterator[Scene]:
    """Yield a scene for every kind of page, and those that a reader makes."""
    for kind, path in KINDS.items():
        yield Scene(kind.replace(", ", "-").replace(" ", "-"), base + path)
    yield Scene("portfolio-filtered", f"{base}deals/?verdict=Walk+away&sort=-winnable", whole=False)
    yield Scene("compare-two", base + COMPARED, side_by_side)
    yield Scene("compare-four", f"{base}{COMPARED}&c=hollin/quoting&d=gravenhall/theatre-scheduling", side_by_side)
    yield Scene("search", base, with_results, whole=False)


@contextmanager
def beside_the_site(playbook: Path = ROOT, generator: Path = ROOT) -> Iterator[Iterator[Scene]]:
    """Yield the scenes that a sample has no page for, from a copy of it: a broken file, and read-only briefs.

    `generator` is the tree whose generator and theme make them.
    """
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        shutil.copytree(playbook / "deals", copy / "deals")
        shutil.copy(playbook / "mkdocs.yml", copy)
        registered(copy, **{name.replace("-", "_"): fields for name, fields in BRIEFS.items()})
        command = [sys.executable, "-m", "generator"]
        dated = ["--today", TODAY.isoformat()]
        environment = os.environ | SECRETS | {"PYTHONPATH": str(generator), "PYTHONSAFEPATH": "1"}
        subprocess.run(
            [*command, "share", "build", *dated], cwd=copy, env=environment, check=True, capture_output=True
        )
        deal = copy / "deals" / f"{BROKEN.rstrip('/')}.md"
        deal.write_text(
            deal.read_text("utf-8").replace("\nowner: ", "\nownr: ").replace("\nclose: 2026-", "\nclose: 2026/")
        )
        build = [*command, "build", "--keep-going", *dated]
        subprocess.run(build, cwd=copy, env=environment, check=False, capture_output=True)
        with served(copy / "site") as site, served(copy / "site-share") as briefs:
            yield iter(
                [Scene("broken-file", site + BROKEN), Scene("portfolio-with-a-broken-file", site, whole=False)]
                + [Scene(name, f"{briefs}{link(name).path}/#{link(name).code}", dated=True) for name in BRIEFS]
            )


def for_readme(browser: Browser, base: str, target: Path) -> None:
    """Take the first screen of the pages that README shows."""
    for name, (path, size) in README.items():
        page = browser.new_page(viewport=size)
        opened(page, Scene(name, base + path)).screenshot(path=target / f"{name}.png", animations="disabled")
        page.close()


def with_a_rating(page: Page) -> None:
    """Rate a criterion with evidence in its form."""
    page.get_by_label("Section", exact=True).select_option(label="Scorecard")
    criterion = page.locator("fieldset", has_text="Executive credibility").first
    criterion.get_by_label("Evidence").fill("He read our letter and asked for a meeting")
    criterion.get_by_role("radio", name="+").first.check(force=True)
    criterion.scroll_into_view_if_needed()


def proposed(page: Page) -> None:
    """Go on from a rating to its proposal."""
    with_a_rating(page)
    page.get_by_role("button", name="Propose").click()
    page.get_by_label("Token for GitHub").wait_for()


def for_editing(browser: Browser, target: Path) -> None:
    """Take a proposal from the published site on a phone: its link, a rating in its form, the lines that change."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        shutil.copytree(ROOT / "deals", copy / "deals")
        settings = (ROOT / "mkdocs.yml").read_text("utf-8") + f"extra: {{playbook: {{edit: {EDITS}}}}}\n"
        (copy / "mkdocs.yml").write_text(settings, "utf-8")
        command = [sys.executable, "-m", "generator", "build", "--today", TODAY.isoformat()]
        environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONSAFEPATH": "1"}
        subprocess.run(command, cwd=copy, env=environment, check=True, capture_output=True)
        with served(copy / "site") as base:
            form = f"{base}edit/#aldermoor/core-banking"
            link = Scene("propose-link", f"{base}aldermoor/core-banking/", to_the_link)
            for scene in (link, Scene("propose-form", form, with_a_rating), Scene("propose-lines", form, proposed)):
                page = browser.new_page(viewport=PHONE)
                opened(page, scene).screenshot(path=target / f"{scene.name}.png", animations="disabled")
                page.close()


def to_the_link(page: Page) -> None:
    """Scroll to the link at the end of a page."""
    page.get_by_role("link", name="Propose a change").scroll_into_view_if_needed()


def main() -> None:
    """Read the arguments and take the pictures."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("site", type=Path)
    arguments.add_argument("target", type=Path)
    arguments.add_argument("--readme", action="store_true")
    given = arguments.parse_args()
    given.target.mkdir(parents=True, exist_ok=True)
    with served(given.site) as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=list(FLAGS))
        if given.readme:
            for_readme(browser, base, given.target)
            for_editing(browser, given.target)
        else:
            with beside_the_site() as others:
                for scene in (*every_kind(base), *others):
                    take(browser, scene, given.target)
        browser.close()


if __name__ == "__main__":
    main()
