"""The forecast of built sites: its sums are a pivot of portfolio.csv, and every number leads to its deals."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from benchmarks import realistic
from generator.assess.quarters import quarter_of
from generator.model.method import VERDICTS
from generator.read.files import WorkTree
from generator.read.playbook import read_surroundings
from tests.house.imports import ROOT
from tests.making import TODAY
from tests.show.markup import Element, parse

HEADS = ("won", "commit", "best_case", "pipeline", "", "open")
SPEAKS = {"pursue": "commit", "strengthen": "best_case", "qualify": "pipeline", "walk-away": ""}
NAMELESS = {"Nobody yet": "", "No region": "", "No segment": ""}
TOTAL = "All"
TABLE = re.compile("<table.*?</table>", re.DOTALL)
Sums = Mapping[tuple[str, str, str], str]


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of 300 realistic deals of a pipeline, with their site in `site`."""
    folder = tmp_path_factory.mktemp("generated") / "playbook"
    realistic.write(300, folder, "pipeline")
    command = [sys.executable, "-m", "generator", "-C", str(folder), "build", "--today", TODAY.isoformat()]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    return folder


def pivot(site: Path, deals: Path, quarter: str, by: str) -> Sums:
    """Return the sums of portfolio.csv as they are printed, by name, heading and whether the verdict speaks."""
    method = read_surroundings(WorkTree(deals), TODAY)[0].method
    rates = {code: each.rate for code, each in method.currencies.rates.items()} if method.currencies else {}
    sums: dict[tuple[str, str, str], Decimal] = defaultdict(Decimal)
    for line in rows(site / "export" / "portfolio.csv"):
        day = line["ended"] if line["outcome"] == "won" else line["close"]
        of = quarter_of(TODAY.fromisoformat(day)) if day else ""
        if of != quarter or not line["amount"] or line["outcome"] not in ("", "won"):
            continue
        amount = Decimal(line["amount"]) * rates.get(line["currency"], Decimal(1))
        for name in (line[by], TOTAL):
            if line["outcome"]:
                sums[name, "won", "said"] += amount
            else:
                sums[name, line["category"], "said"] += amount
                sums[name, "open", "said"] += amount
                sums[name, SPEAKS[line["verdict"]], "spoken"] += amount
    return {key: f"{each.quantize(Decimal(1), ROUND_HALF_UP):,}" for key, each in sums.items()}


def rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def table(site: Path, title: str) -> Element:
    """Return a table of the forecast page by the beginning of its caption."""
    tables = map(parse, TABLE.findall((site / "forecast" / "index.html").read_text("utf-8")))
    return next(each for each in tables if each.find("caption")[0].text.startswith(title))


def printed(of: Element) -> Sums:
    """Return the sums that a table prints."""
    found: dict[tuple[str, str, str], str] = {}
    for line in of.find("tr")[1:]:
        name = NAMELESS.get(line.find("th")[0].text, line.find("th")[0].text)
        for head, cell in zip(HEADS, line.find("td"), strict=False):
            spoken = cell.find("small")
            second = spoken[0].text.removeprefix("by verdict").strip() if spoken else ""
            first = cell.text.removesuffix(spoken[0].text).strip() if spoken else cell.text.strip()
            found |= {
                (name, head, kind): text
                for kind, text in (("said", first), ("spoken", second))
                if text and text[0].isdigit()
            }
    return found


@pytest.mark.parametrize("by", ["owner", "region", "segment"])
@pytest.mark.parametrize("quarter", ["2026 Q4", "2027 Q1", "2027 Q2"])
def test_the_sums_of_the_sample_are_a_pivot_of_its_csv(site: Path, quarter: str, by: str) -> None:
    assert printed(table(site, f"{quarter} by {by}")) == pivot(site, ROOT / "deals", quarter, by)


@pytest.mark.parametrize("by", ["owner", "region", "segment"])
def test_the_sums_of_300_deals_are_a_pivot_of_their_csv(generated: Path, by: str) -> None:
    expected = pivot(generated / "site", generated / "deals", "2026 Q4", by)
    assert printed(table(generated / "site", f"2026 Q4 by {by}")) == expected
    assert len(expected) > 20


def test_the_file_holds_the_same_sums_as_numbers(generated: Path) -> None:
    expected = pivot(generated / "site", generated / "deals", "2026 Q4", "owner")
    lines = [each for each in rows(generated / "site" / "export" / "forecast.csv") if each["quarter"] == "2026 Q4"]
    whole = next(each for each in lines if each["by"] == "all")
    assert f"{int(whole['open']):,}" == expected[TOTAL, "open", "said"]
    assert f"{int(whole['verdict_pipeline']):,}" == expected[TOTAL, "pipeline", "spoken"]
    owners = [each for each in lines if each["by"] == "owner"]
    assert sum(int(each["crm_commit"]) for each in owners) == int(whole["crm_commit"]) > 0
    assert {*SPEAKS} == {*VERDICTS}


def test_the_quarter_by_owner_is_one_click_from_home_and_its_deals_two(page: Page) -> None:
    page.goto("")
    page.get_by_role("link", name="Forecast", exact=True).first.click()
    by_owner = page.get_by_role("region", name="2026 Q4 by owner")
    assert "Sunniva Tate" in by_owner.inner_text()
    assert page.get_by_role("heading", name="What changed in 2026 Q4").is_visible()
    by_owner.get_by_role("row", name="Sunniva Tate").get_by_role("link").first.click()
    page.wait_for_selector("[data-deals=open] .pb-tools:not([hidden])")
    assert page.locator("[data-deals=open] [data-count]").inner_text().startswith("2 of ")


def test_every_number_leads_to_deals_of_just_that_sum(site: Path, context: BrowserContext) -> None:
    page = context.new_page()
    links = [
        (link.attributes["href"], link.text)
        for title in ("2027 Q1 by owner", "Every quarter")
        for link in table(site, title).find("a")
        if re.search("owner=|closed/|quarter=%28none%29(&|$)", link.attributes["href"])
    ]
    of_each_kind = {tuple(re.findall("closed/|[a-z_-]+=(?:%28none)?", href)): (href, text) for href, text in links}
    assert len(of_each_kind) > 6
    for href, text in of_each_kind.values():
        page.goto(f"forecast/{href}")
        root = f"[data-deals={'closed' if href.startswith('../closed/') else 'open'}]"
        page.wait_for_selector(f"{root} .pb-tools:not([hidden])")
        said = page.locator(f"{root} [data-sum]").inner_text().replace("\u00a0", " ")
        assert said.removeprefix("Sum of amounts: EUR ").rstrip(".").split(" ")[0] == text, href
