"""Closing a deal rewrites no other deal's page, even where it makes the difference between odds and none."""

from __future__ import annotations

from pathlib import Path

from tests.plugin.trees import planted
from tests.site.tasks.test_large import built

RATED = '  {}: {{us: "{}", date: 2026-01-05}}\n'
CRITERIA = ("compelling_event", "solution_fit", "inside_support", "access_to_funds", "business_value")


def deal(title: str, sign: str, result: str = "") -> str:
    """Return a deal with five dated ratings, closed where it has a result."""
    ratings = "".join(RATED.format(criterion, sign) for criterion in CRITERIA)
    outcome = f"outcome: {{result: {result}, date: 2026-08-01}}\n" if result else ""
    stage = "closed" if result else "evaluate"
    return f"---\ntitle: {title}\nstage: {stage}\nassessment:\n{ratings}{outcome}---\n"


FILES = (
    {f"won-{n}/deal.md": deal(f"Won {n}", "+", "won") for n in range(19)}
    | {f"lost-{n}/deal.md": deal(f"Lost {n}", "-", "lost") for n in range(20)}
    | {"open-1/deal.md": deal("Open", "+"), "last/deal.md": deal("Last", "+")}
)


def test_closing_a_deal_changes_its_own_pages_and_those_over_all_deals(tmp_path: Path) -> None:
    tree = planted(tmp_path / "playbook", FILES)
    before = built(tree)
    tree.write("deals/last/deal.md", deal("Last", "+", "won"))
    after = built(tree)
    assert b"1 won is missing" in before["method/index.html"]
    assert b"Of 20 closed deals that stood in this band" in after["method/index.html"]
    of_deals = {path for path in after if path.endswith("index.html") and path.count("/") >= 2}
    changed = {path for path in of_deals if after[path] != before.get(path)}
    assert {path for path in changed if "/deal/" in f"/{path}"} == {
        path for path in changed if path.startswith("last/deal/")
    }
    assert b"../../method/#odds-20-to-40" in after["open-1/deal/index.html"]
    assert after["open-1/deal/index.html"] == before["open-1/deal/index.html"]
