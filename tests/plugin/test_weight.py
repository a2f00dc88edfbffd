"""How heavy the page of a deal is that is filled in as real ones are."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from benchmarks import realistic
from tests.git.repository import Repository
from tests.house.imports import ROOT
from tests.plugin.trees import Tree, files_of

BAR = 60_000
FULLEST = "aldermoor/core-banking"
MOVING = ("access_to_funds", "political_alignment", "inside_support", "cultural_fit", "solution_fit")
CHANGES = 200


def test_the_page_of_a_realistic_deal_stays_below_the_bar(tmp_path: Path) -> None:
    realistic.write(25, tmp_path)
    tree = Tree(tmp_path)
    tree.build()
    sizes = {
        path: len(page)
        for path, page in files_of(tree.site).items()
        if Path(path).match("account-*/deal-*/index.html")
    }
    assert len(sizes) == 25
    assert {path: size for path, size in sizes.items() if size >= BAR} == {}


def versions(text: str, count: int) -> Iterator[str]:
    """Yield so many versions of a deal, each with another score than the one before and most with another verdict."""
    for number in range(count):
        against = "|".join(name for place, name in enumerate(MOVING) if number >> place & 1) or "nothing"
        yield re.sub(rf'(?m)^(  (?:{against}): +\{{us: )"\+"', r'\1"-"', text)


def grown(root: Path, count: int) -> Path:
    """Return the site of the sample after so many commits of its fullest deal, each of which moved the score."""
    shutil.copytree(ROOT / "deals", root / "deals")
    shutil.copy(ROOT / "mkdocs.yml", root)
    repository = Repository(root)
    path = root / f"deals/{FULLEST}.md"
    whole, first = path.read_text("utf-8"), dt.date(2026, 4, 20)
    for number, text in enumerate([*versions(whole, count - 1), whole]):
        path.write_text(text, "utf-8")
        day = (first + dt.timedelta(days=number)).isoformat()
        repository.git("add", "--all")
        repository.git("commit", "--quiet", f"--message=Deals: what the call of {day} changed for the score", day=day)
    tree = Tree(root)
    tree.build()
    return tree.site


def test_the_weight_of_a_deals_pages_does_not_grow_with_its_history(tmp_path: Path) -> None:
    some, many = grown(tmp_path / "some", CHANGES // 4), grown(tmp_path / "many", CHANGES)
    for page in ("index.html", "review/index.html"):
        few, all_of_them = (len((site / FULLEST / page).read_bytes()) for site in (some, many))
        assert all_of_them < BAR
        assert abs(all_of_them - few) < 500
