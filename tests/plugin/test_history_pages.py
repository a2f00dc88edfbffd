"""What the pages say about the history of the deals, built from real repositories."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.git.repository import Repository
from tests.history.deals import deal
from tests.plugin.trees import Tree, files_of, planted

UNKNOWN = "????? ????? ????? ?????"
GOOD = "+++++ ++-?+ ++??+ +?+-+"
REVIEW = "acme/core/review"


def committed(root: Path) -> Repository:
    """Commit a playbook with one deal that was changed five times, and one that is new."""
    planted(root, {})
    made = Repository(root)
    made.commit("2026-06-01", deals__acme__core=deal(UNKNOWN, close="2026-12-15"))
    made.commit("2026-07-01", deals__acme__core="---\ntitle: [broken\n---\n")
    made.commit("2026-08-01", deals__acme__core=deal(GOOD, close="2027-01-15"))
    (root / "deals/method.yml").write_text("closing_days: 20\n", "utf-8")
    made.commit("2026-09-01")
    made.commit("2026-11-20", deals__acme__core=deal(UNKNOWN, close="2027-02-15"), deals__acme__new=deal(GOOD))
    made.git("commit", "--quiet", "--amend", "--message=<img src=x> @all", day="2026-11-20")
    return made


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("history")
    committed(root)
    Tree(root).build()
    return root / "site"


def section(site: Path, page: str, anchor: str) -> str:
    """Return the HTML of a page from a heading to the next one of its rank, or to the end of the article."""
    html = (site / page / "index.html").read_text("utf-8").partition("</article>")[0]
    start = html.index(f'<h2 id="{anchor}"')
    return html[start + 1 :].partition("<h2 ")[0]


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", html).replace("\u00a0", " ").split())


def test_the_review_page_draws_the_range_as_a_band_with_its_gap_and_the_change_of_the_method(site: Path) -> None:
    history = section(site, REVIEW, "history")
    assert "4 assessments since 1 Jun 2026, all of them scored under today's method." in text_of(history).replace(
        "&#39;", "'"
    )
    chart = history[history.index("<svg") : history.index("</svg>")]
    assert '<title id="trail-title">' in chart
    assert '<desc id="trail-desc">' in chart
    assert chart.count('class="pb-trail__band"') == chart.count('class="pb-trail__line"') == 2, "a gap in between"
    assert chart.count('class="pb-trail__break"') == 1
    assert re.findall(r"pb-trail__mark--([a-z-]+)", chart) == ["qualify", "pursue", "qualify"]


def test_the_table_beside_it_says_what_each_commit_did(site: Path) -> None:
    told = text_of(section(site, REVIEW, "history"))
    assert "close 15 Jan 2027 → 15 Feb 2027, 31 days later" in told
    assert "Gap: line 2: the [ that opens here is not closed" in told
    assert "compared with the last version that can be read" in told
    assert "The close date was moved to a later day twice." in told


def test_the_deals_own_page_says_what_moved_the_score_and_counts_every_change(site: Path) -> None:
    told = text_of(section(site, "acme/core", "history"))
    assert "20 Nov 2026 Pursue → Qualify; winnable +46.7 to +86.7 → −100 to +100" in told
    assert "1 Jun 2026 first written" in told
    assert "Of 4 changes, 2 moved the score, 1 began the file and 1 cannot be read." in told
    assert '<a href="review/#history">' in section(site, "acme/core", "history")


def test_a_subject_is_text_and_nothing_else(site: Path) -> None:
    history = section(site, REVIEW, "history")
    assert "&lt;img src=x&gt; @all" in history
    assert "<img" not in history


def test_the_close_date_that_moved_twice_is_among_the_findings(site: Path) -> None:
    assert "close-slipping" in section(site, "acme/core", "findings")


def test_the_home_page_says_what_moved(site: Path) -> None:
    moved = text_of(section(site, "", "moved"))
    week, month = moved.split("In the last 30 days")
    assert "verdict Pursue → Qualify; winnable +66.7 → 0; close 15 Jan 2027 → 15 Feb 2027, 31 days later" in week
    assert re.search(r"Core banking \S+ Pursue new", week)
    assert "The same as in the last 7 days." in month


def test_any_number_of_processes_and_a_warm_cache_end_in_the_same_site(site: Path) -> None:
    tree = Tree(site.parent)
    once = files_of(site)
    for jobs, name in ((2, "two"), (1, "again")):
        tree.build(tree.root / name, jobs=jobs)
        assert files_of(tree.root / name) == once


def test_a_shallow_clone_draws_no_chart_and_says_why(site: Path, tmp_path: Path) -> None:
    Repository(tmp_path).git("clone", "--quiet", "--depth=1", f"file://{site.parent}", "shallow")
    Tree(tmp_path / "shallow").build()
    history = section(tmp_path / "shallow/site", REVIEW, "history")
    assert "The history is shallow" in history
    assert "<svg" not in history
    assert "close-slipping" not in (tmp_path / "shallow/site/acme/core/index.html").read_text("utf-8")


def test_outside_version_control_there_is_no_history(tmp_path: Path) -> None:
    tree = planted(tmp_path, {"acme/core.md": deal(GOOD)})
    tree.build()
    for page in ("acme/core", REVIEW):
        assert "#history" not in (tree.site / page / "index.html").read_text("utf-8")
    assert 'id="moved"' not in (tree.site / "index.html").read_text("utf-8")


def lines_of_ids(tree: Tree) -> set[str]:
    return set(re.findall("<id>.*</id>", (tree.site / "export/changes.atom").read_text("utf-8")))


def test_a_commit_at_another_time_and_a_rename_reach_the_calendar_of_the_next_build(tmp_path: Path) -> None:
    tree = planted(tmp_path, {})
    repository = Repository(tmp_path)
    action = "{actions: {offer: {what: Offer, due: 2026-11-24}}}"
    repository.commit("2026-11-02", deals__acme__core=deal(GOOD, plan=action))
    feed = tree.site / "export/actions.ics"

    def lines(of: str) -> set[str]:
        tree.build()
        return {line for line in feed.read_text("utf-8").splitlines() if line.startswith(of)}

    assert lines("LAST-MODIFIED") == {"LAST-MODIFIED:20261102T120000Z"}
    repository.git("commit", "--quiet", "--amend", "--no-edit", day="2026-11-05")
    assert lines("LAST-MODIFIED") == {"LAST-MODIFIED:20261105T120000Z"}
    before, entries = lines("UID"), lines_of_ids(tree)
    repository.git("mv", "deals/acme/core.md", "deals/acme/bank.md")
    repository.commit("2026-11-06")
    assert lines("UID") == before
    assert entries < lines_of_ids(tree)
    assert lines("SEQUENCE") == {"SEQUENCE:3602160"}


def test_a_committed_deletion_and_the_same_without_a_commit_end_as_a_cold_build_does(tmp_path: Path) -> None:
    tree = planted(tmp_path / "warm", {})
    repository = Repository(tree.root)
    core = deal(GOOD, amount="EUR 1,200,000")
    repository.commit("2026-06-01", deals__acme__core=core, deals__beta__lake=deal(GOOD, title="Data lake"))
    tree.build()
    (tree.root / "deals/acme/core.md").unlink()
    tree.build()
    assert "Core banking" not in section(tree.site, "", "moved")
    commit = repository.commit("2026-11-20")
    tree.build()
    told = f"Core banking Acme deleted, was EUR 1.2m, by commit {commit} on 20 Nov 2026: change"
    assert told in text_of(section(tree.site, "", "moved"))
    repository.git("clone", "--quiet", ".", str(tmp_path / "cold"))
    Tree(tmp_path / "cold").build()
    assert files_of(tree.site) == files_of(tmp_path / "cold/site")
    repository.commit("2026-11-21", deals__acme__core=core)
    tree.build()
    assert "deleted" not in section(tree.site, "", "moved")
