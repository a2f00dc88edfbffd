"""The search of a large playbook, behind the same box: what it finds, what it fetches, that nothing of it runs."""

from __future__ import annotations

import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from generator.site.search.material import MOST_DEALS, SHARDED
from generator.site.search.tokenizer import words
from tests.browser.serving import served
from tests.browser.test_finding import KINDS_OF_THINGS, PLACES, search
from tests.house.imports import ROOT
from tests.making import TODAY

pytestmark = pytest.mark.xdist_group("browser")

HOSTILE = "<img src=x onerror=boo()> & <script>boo()</script> Hraukfoss"
SPLIT = """async from => {
  const letters = Array.from({length: 4096}, (_, at) => String.fromCodePoint(from + at));
  return letters.map(letter => words(`a${letter}b`).join(" "));
}"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a playbook of the sample and as many small deals as the other search takes."""
    root = tmp_path_factory.mktemp("crowd")
    shutil.copytree(ROOT / "deals", root / "deals")
    shutil.copy(ROOT / "mkdocs.yml", root)
    crowd = root / "deals" / "crowd"
    crowd.mkdir()
    (crowd / "index.md").write_text("---\ntitle: Müller & Ørsted\n---\n", "utf-8")
    for number in range(MOST_DEALS):
        (crowd / f"deal-{number:03}.md").write_text(f"---\ntitle: Crowd {number}\nstage: propose\n---\nQuorl.\n")
    (crowd / "deal-000.md").write_text(f"---\ntitle: {HOSTILE}\nstage: propose\n---\n{HOSTILE} tagged\n", "utf-8")
    return root


def built(root: Path, *options: str) -> None:
    command = [sys.executable, "-m", "generator", "-C", str(root), "build", "--today", TODAY.isoformat(), *options]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    assert SHARDED in built.stdout


@pytest.fixture(scope="module")
def site(root: Path) -> Path:
    """Return the folder of the site."""
    built(root)
    return root / "site"


@pytest.fixture(scope="module")
def folder(root: Path) -> str:
    """Return the address of the same as a folder that is opened from disk."""
    built(root, "--offline")
    return (root / "site-offline").as_uri()


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with served(site) as base:
        yield base


def results(page: Page, text: str = "") -> Locator:
    return page.locator(".md-search-result__link", has_text=text)


@pytest.mark.parametrize(("words", "lands_on"), PLACES)
def test_search_lands_on_the_section(page: Page, words: str, lands_on: str) -> None:
    search(page, words)
    result = page.locator(f".md-search-result__link{lands_on}").first
    expect(result).to_be_attached()
    page.goto(result.get_attribute("href") or "")
    _, _, anchor = page.url.partition("#")
    if anchor:
        expect(page.locator(f"[id='{anchor}']")).to_be_attached()


@pytest.mark.parametrize(("words", "title"), KINDS_OF_THINGS)
def test_search_results_say_what_kind_of_thing_they_are(page: Page, words: str, title: str) -> None:
    search(page, words)
    expect(results(page, title).first).to_be_attached()


@pytest.mark.parametrize("written", ["Müller", "MULLER", "mull", "Orsted", "ørs"])
def test_accents_and_case_make_no_difference(page: Page, written: str) -> None:
    search(page, written)
    expect(results(page).first).to_contain_text("Account: Müller & Ørsted")
    expect(results(page).first.locator("mark")).to_have_count(1)


def test_a_full_name_comes_before_its_parts_in_several_names(page: Page) -> None:
    search(page, "crowd 17")
    expect(results(page).first).to_contain_text("Deal: Crowd 17 –")


def test_all_words_have_to_be_there(page: Page) -> None:
    search(page, "Okafor Quorl")
    expect(page.locator(".md-search-result__meta")).to_have_text("No matching documents")


def test_what_is_left_out_is_counted(page: Page) -> None:
    search(page, "quorl")
    results(page).first.hover()
    for _ in range(60):
        page.mouse.wheel(0, 40)
        page.wait_for_timeout(20)
    expect(results(page).last).to_contain_text(f"{MOST_DEALS - 1 - 20} more")


def test_enter_opens_the_best_result_and_its_words_are_marked(page: Page, address: str) -> None:
    search(page, "claims automation")
    expect(results(page, "Deal: Claims automation").first).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}*/claims-automation/?h=claims+automation")
    expect(page.locator("article mark").first).to_be_attached()


@pytest.mark.parametrize("path", ["", "aldermoor/core-banking/plan/", "no/such/page/"])
def test_the_search_works_at_every_depth_and_on_the_page_of_what_is_not_there(page: Page, path: str) -> None:
    page.goto(path)
    page.keyboard.press("/")
    page.keyboard.type("zeldrin")
    expect(results(page, "Competitor: Zeldrin").first).to_be_visible()


def test_texts_of_deals_stay_texts(page: Page) -> None:
    page.add_init_script("window.boo = () => { window.booed = true; }")
    search(page, "hraukfoss tagged")
    expect(results(page).first).to_contain_text("<img src=x onerror=boo()> & <script>boo()</script> Hraukfoss")
    page.locator("input[name=query]").fill("<script>boo()")
    expect(results(page).first).to_contain_text("<script>boo()</script>")
    assert page.locator(".md-search-result :is(script, img)").count() == 0
    assert not page.evaluate("window.booed")


def test_a_search_fetches_little_and_only_from_the_site(page: Page, address: str, site: Path) -> None:
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    search(page, "crowd 199")
    expect(results(page, "Deal: Crowd 199 –").first).to_be_visible()
    paths = [url.removeprefix(address).partition("?")[0] for url in asked]
    fetched = [path for path in paths if path.endswith(".json") and "search" in path]
    assert "search/shards.json" in fetched
    assert "crowd/deal-199/search.json" in fetched
    assert sum((site / path).stat().st_size for path in fetched) < 60_000
    assert all(url.startswith(address) for url in asked)


def test_the_browser_splits_texts_into_the_same_words(page: Page, address: str) -> None:
    page.goto("")
    page.add_script_tag(url=f"{address}assets/javascripts/workers/words.js")
    for start in range(0, 0x20000, 4096):
        letters = [chr(start + at) for at in range(4096)]
        told = page.evaluate(SPLIT, start)
        known = [unicodedata.category(letter) not in ("Cn", "Cs") for letter in letters]
        here = [" ".join(words(f"a{letter}b")) for letter in letters]
        assert [each for each, is_known in zip(told, known, strict=True) if is_known] == [
            each for each, is_known in zip(here, known, strict=True) if is_known
        ]
    text = f"R&D_Müller-Lüdenscheidt's 1,5 ½ İstanbul ΟΔΟΣ Mu\u0308ller straße {'a' * 50}"
    assert page.evaluate("text => words(text)", text) == words(text)


def test_a_site_that_was_built_again_meanwhile_is_searched_anew(page: Page) -> None:
    page.context.route(
        "**/search/words/*", lambda route: route.fulfill(json={"of": "another index", "words": {}}), times=1
    )
    search(page, "zeldrin")
    expect(results(page, "Competitor: Zeldrin").first).to_be_visible()


@pytest.mark.parametrize("path", ["index.html", "aldermoor/core-banking/plan/index.html"])
def test_the_search_of_a_folder_works_from_disk(page: Page, folder: str, path: str) -> None:
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    page.on("requestfailed", lambda request: complaints.append(request.url))
    page.goto(f"{folder}/{path}")
    page.keyboard.press("/")
    page.keyboard.type("crowd 199")
    expect(results(page, "Deal: Crowd 199 –").first).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{folder}/crowd/deal-199/index.html?h=*")
    expect(page.locator("article h1")).to_be_visible()
    assert complaints == []
