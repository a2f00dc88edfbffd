"""The search: what it finds, what it fetches and when, that nothing of it runs, from disk as well."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from generator.site.search.figures import figures
from generator.site.search.tokenizer import words
from tests.browser.serving import served
from tests.browser.visits import RESTS
from tests.house.imports import ROOT
from tests.making import TODAY

PLACES = [
    pytest.param("Brackwell", "[href*='brackwell/']", id="an account"),
    pytest.param("Okafor-Lind", "[href*='aldermoor/']", id="a player"),
    pytest.param("Zeldrin", "[href*='competitors/zeldrin/']", id="a competitor"),
    pytest.param("controller", "[href*='core-banking/'][href*='#']", id="a word in an evidence line or the notes"),
]
KINDS_OF_THINGS = [
    pytest.param("Claims automation", "Deal: Claims automation", id="a deal"),
    pytest.param("Okafor-Lind", "Person: Ruth Okafor-Lind", id="a person"),
    pytest.param("Pellucid", "Partner: Pellucid", id="a partner"),
    pytest.param("Zeldrin", "Competitor: Zeldrin", id="a competitor"),
]
CROWD = 28
"""Small deals beside those of the sample; fifty in all."""
LARGER_CROWD = 278
MOST_TURNS = 600
"""How often the wheel is turned to come to the end of the results."""
PEOPLE = {"will": "Will May", "rene": unicodedata.normalize("NFD", "René Dubé"), "the": "The Anh Do"}
HOSTILE = "<img src=x onerror=boo()> & <script>boo()</script> Hraukfoss"
SPLIT = """async from => {
  const letters = Array.from({length: 4096}, (_, at) => String.fromCodePoint(from + at));
  return letters.map(letter => words(`a${letter}b`).join(" "));
}"""


OTHERS = {
    "銀行基幹システム刷新": "新しいデータ連携を来年度に導入する。",
    "차세대은행시스템구축": "담당자는 예산을 승인했다.",
    "ระบบธนาคารหลักใหม่": "ลูกค้าต้องการย้ายข้อมูล",
}
"""Titles and notes of deals in scripts without blanks between words."""
FINDS = {
    "基幹システム": "銀行基幹システム刷新",
    "システム刷新": "銀行基幹システム刷新",
    "刷": "銀行基幹システム刷新",
    "ﾃﾞｰﾀ連携": "銀行基幹システム刷新",
    "은행시스템": "차세대은행시스템구축",
    "예산": "차세대은행시스템구축",
    "ธนาคาร": "ระบบธนาคารหลักใหม่",
    "ข้อมูล": "ระบบธนาคารหลักใหม่",
    "1,200,000": "Deal: Core banking migration",
    "EUR 1,200,000": "Deal: Core banking migration",
    "1.2m": "Deal: Core banking migration",
    "2,450,000": "Deal: Claims automation",
    "31 Mar 2027": "Deal: Plant maintenance",
    "2027-03-31": "Deal: Plant maintenance",
    "dr": "Owner: Dana Reyes",
    "cbm": "Deal: Core banking migration",
    "access to funds": "Criterion 4: Access to funds",
    "migraton": "Core banking migration",
    "migratiion": "Core banking migration",
    "imgration": "Core banking migration",
    "migrazion": "Core banking migration",
    "okafr": "Okafor",
    "zeldrn": "Zeldrin",
    "ruht okafor": "Ruth Okafor",
    "zaldrun": "Zeldrin",
}
"""What the first result holds for what is typed."""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a playbook of the sample and a crowd of small deals."""
    return crowded(tmp_path_factory.mktemp("crowd"), CROWD)


@pytest.fixture(scope="module")
def larger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a site of three hundred deals and return its address."""
    root = crowded(tmp_path_factory.mktemp("larger"), LARGER_CROWD)
    built(root)
    with served(root / "site") as base:
        yield base


def crowded(root: Path, count: int) -> Path:
    """Put the sample and so many small deals into a folder."""
    shutil.copytree(ROOT / "deals", root / "deals")
    settings = (ROOT / "mkdocs.yml").read_text("utf-8").replace("- search", "- search: {lang: [zh, de]}")
    (root / "mkdocs.yml").write_text(settings, "utf-8")
    crowd = root / "deals" / "crowd"
    crowd.mkdir()
    people = "".join(f"  {slug}: {{name: {name}}}\n" for slug, name in PEOPLE.items())
    (crowd / "index.md").write_text(f"---\ntitle: Müller & Ørsted\npeople:\n{people}---\n", "utf-8")
    for number in range(count):
        (crowd / f"deal-{number:03}.md").write_text(f"---\ntitle: Crowd {number}\nstage: propose\n---\nQuorl.\n")
    for number, (title, notes) in enumerate(OTHERS.items(), 2):
        deal = f"---\ntitle: {title}\nstage: propose\n---\n{notes}\n"
        (crowd / f"deal-{number:03}.md").write_text(deal, "utf-8")
    (crowd / "deal-001.md").write_text(
        "---\ntitle: IT outsourcing\nstage: propose\n---\nR&D & more, for 1,200 a month.\n", "utf-8"
    )
    (crowd / "deal-000.md").write_text(f"---\ntitle: {HOSTILE}\nstage: propose\n---\n{HOSTILE} tagged\n", "utf-8")
    return root


def built(root: Path, *options: str) -> None:
    command = [sys.executable, "-m", "generator", "-C", str(root), "build", "--today", TODAY.isoformat(), *options]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr


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


def search(page: Page, words: str) -> None:
    """Type into the search box as a reader does, from the keyboard."""
    page.goto("")
    page.keyboard.press("/")
    page.keyboard.type(words)


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


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("Will May", "Person: Will May"),
        ("the anh", "Person: The Anh Do"),
        ("rene dube", "Person: René Dubé"),
        ("IT outsourcing", "Deal: IT outsourcing"),
    ],
)
def test_words_that_other_searches_leave_out_and_names_however_composed_are_found(
    page: Page, words: str, title: str
) -> None:
    search(page, words)
    expect(page.locator(".md-search-result__item").first).to_contain_text(title)


@pytest.mark.parametrize("where", ["address", "larger"])
def test_what_is_typed_finds_first_what_is_meant(page: Page, where: str, request: pytest.FixtureRequest) -> None:
    page.goto(request.getfixturevalue(where))
    page.keyboard.press("/")
    box = page.locator("input[name=query]")
    for typed, title in FINDS.items():
        box.fill(typed)
        box.dispatch_event("keyup")
        first = page.locator(".md-search-result__item").first
        expect(first, typed).to_contain_text(title)
        expect(first.locator("mark").first, typed).to_be_attached()


def test_what_completes_the_word_that_is_typed_is_plain_text(page: Page) -> None:
    search(page, "R&D & mul")
    expect(page.locator(".md-search__suggest")).to_have_text("R&D & muller")


@pytest.mark.parametrize("written", ["Müller", "MULLER", "mull", "Orsted", "ørs"])
def test_accents_and_case_make_no_difference(page: Page, written: str) -> None:
    search(page, written)
    expect(results(page).first).to_contain_text("Account: Müller & Ørsted")
    expect(results(page).first.locator("mark")).to_have_count(1)


def test_a_full_name_comes_before_its_parts_in_several_names(page: Page) -> None:
    search(page, "crowd 17")
    expect(results(page).first).to_contain_text("Deal: Crowd 17 –")


def test_where_no_page_has_all_words_those_with_the_most_say_what_they_lack(page: Page) -> None:
    search(page, "7319911 claims automation")
    first = page.locator(".md-search-result__item").first
    expect(first).to_contain_text("Deal: Claims automation")
    expect(first).to_contain_text("Without “7319911”.")
    search(page, "Okafor Quorl")
    expect(first).to_contain_text(re.compile("Without “(okafor|quorl)”"))


def test_words_that_no_page_has_find_nothing(page: Page) -> None:
    search(page, "7319911 8462211")
    expect(page.locator(".md-search-result__meta")).to_have_text("No matching documents")


def test_a_figure_comes_before_longer_ones_that_begin_with_it(page: Page) -> None:
    search(page, "1,200")
    expect(page.locator(".md-search-result__item").first).to_contain_text("Deal: IT outsourcing")
    expect(page.locator(".md-search-result__item", has_text="Core banking").first).to_be_attached()


def test_what_is_left_out_is_counted(page: Page) -> None:
    search(page, "quorl")
    left_out = results(page, f"{CROWD - 2 - len(OTHERS) - 20} more")
    results(page).first.hover()
    for _ in range(MOST_TURNS):
        page.mouse.wheel(0, 40)
        page.evaluate(RESTS)
        if left_out.count():
            break
    expect(left_out).to_have_count(1)


def test_enter_opens_the_best_result_and_its_words_are_marked(page: Page, address: str) -> None:
    search(page, "claims automation")
    expect(results(page, "Deal: Claims automation").first).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}*/claims-automation/?h=claims+automation")
    expect(page.locator("article mark").first).to_be_attached()


def test_enter_waits_for_the_results_of_what_was_typed(page: Page, address: str) -> None:
    """A quick reader presses it while those of the first word are still there."""
    search(page, "zeldrin")
    expect(results(page, "Competitor: Zeldrin").first).to_be_visible()
    page.keyboard.press("Control+a")
    page.keyboard.type("claims automation")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}*/claims-automation/?h=claims+automation")


def test_enter_opens_what_is_shown_where_a_letter_was_typed_and_taken_back(page: Page, address: str) -> None:
    search(page, "claims automation")
    expect(results(page, "Deal: Claims automation").first).to_be_visible()
    page.keyboard.type("x")
    page.keyboard.press("Backspace")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}*/claims-automation/?h=claims+automation")


@pytest.mark.parametrize("path", ["", "aldermoor/core-banking/plan/", "no/such/page/"])
def test_the_search_works_at_every_depth_and_on_the_page_of_what_is_not_there(page: Page, path: str) -> None:
    page.goto(path)
    page.keyboard.press("/")
    page.keyboard.type("zeldrin")
    expect(results(page, "Competitor: Zeldrin").first).to_be_visible()


def test_results_of_one_kind_stand_together_below_its_name_and_the_best_kind_first(page: Page) -> None:
    search(page, "reyes")
    expect(page.locator(".md-search-result__item").first).to_contain_text("Owner: Dana Reyes")
    named = page.locator(".md-search-result__item .pb-kind").all_inner_texts()
    assert named[0] == "Owners"
    assert "Deals" in named
    assert len(named) == len(set(named))
    kinds = page.locator(".md-search-result__item > a h1").all_inner_texts()
    deals = [place for place, each in enumerate(kinds) if each.rpartition("\n")[2].startswith("Deal: ")]
    assert deals == list(range(deals[0], deals[-1] + 1))


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
    search(page, "crowd 27")
    expect(results(page, "Deal: Crowd 27 –").first).to_be_visible()
    paths = [url.removeprefix(address).partition("?")[0] for url in asked]
    fetched = [path for path in paths if path.endswith(".json") and "search" in path]
    assert "search/shards.json" in fetched
    assert "crowd/deal-027/search.json" in fetched
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
    text = "EUR\xa01,200,000 1.35m 250k 31 Mar 2027 2027-03-31 1 200 000 31.3.2027 12 of 15"
    page.add_script_tag(url=f"{address}assets/javascripts/workers/figures.js")
    assert page.evaluate("text => figures(text)", text) == list(figures(text))
    text = f"銀行ﾃﾞｰﾀ 은행을 ข้อมูล R&D_Müller-Lüdenscheidt's 1,5 ½ İstanbul ΟΔΟΣ Mu\u0308ller straße {'a' * 50}"
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
    page.keyboard.type("crowd 27")
    expect(results(page, "Deal: Crowd 27 –").first).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{folder}/crowd/deal-027/index.html?h=*")
    expect(page.locator("article h1")).to_be_visible()
    assert complaints == []
