"""How heavy the page of a deal is that is filled in as real ones are."""

from __future__ import annotations

from pathlib import Path

from benchmarks import realistic
from tests.plugin.trees import Tree, files_of

BAR = 60_000


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
