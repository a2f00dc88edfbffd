"""What stops a build, what is left of the last site then, and what a broken file does not hide."""

from __future__ import annotations

import fcntl
import json
import os
from pathlib import Path

import pytest

from generator.plugin.driver import build
from generator.problems import Refused
from tests.plugin.trees import BROKEN, Tree, files_of


def refusal(tree: Tree, site: Path | None = None, *, keep_going: bool = False) -> str:
    """Return what the build says when it refuses."""
    with pytest.raises(Refused) as refused:
        tree.build(site, keep_going=keep_going)
    return str(refused.value)


def beside(tree: Tree) -> set[str]:
    """Return what lies in the playbook's folder besides the cache."""
    return {path.name for path in tree.root.iterdir()} - {".playbook-cache"}


def test_a_broken_deal_leaves_the_old_site_untouched(tree: Tree) -> None:
    tree.build()
    before = files_of(tree.site)
    tree.write("deals/aldermoor/side-deal.md", "---\ntitle: Renamed\nstage: prospect\n---\n")
    tree.write("deals/aldermoor/broken.md", BROKEN)
    assert "deals/aldermoor/broken.md:3:8: unknown stage 'nonsense'" in refusal(tree)
    assert files_of(tree.site) == before
    assert beside(tree) == {"deals", "mkdocs.yml", "site"}


def test_every_problem_of_every_file_is_told_at_once(tree: Tree) -> None:
    tree.write("deals/aldermoor/broken.md", BROKEN)
    tree.write("deals/aldermoor/worse.md", "---\ntitle: Worse\nstage: prospect\nclose: 2026-02-30\namuont: 3\n---\n")
    told = refusal(tree)
    assert [line.split(": ")[0] for line in told.splitlines()] == [
        "deals/aldermoor/broken.md:3:8", "deals/aldermoor/worse.md:4:8", "deals/aldermoor/worse.md:5:1",
    ]  # fmt: skip


def test_with_keep_going_the_broken_deal_has_a_page_and_the_portfolio_says_so(tree: Tree) -> None:
    tree.write("deals/aldermoor/broken.md", BROKEN)
    built = tree.build(keep_going=True)
    assert [problem.path for problem in built.problems] == ["deals/aldermoor/broken.md"]
    assert "unknown stage" in (tree.site / "aldermoor/broken/index.html").read_text("utf-8")
    assert "aldermoor/broken/" in (tree.site / "index.html").read_text("utf-8")
    assert (tree.site / "aldermoor/core-banking/index.html").is_file()
    assert json.loads((tree.site / "build.json").read_text("utf-8"))["problems"] == 1


def test_a_broken_method_stops_even_a_build_that_keeps_going(tree: Tree) -> None:
    tree.build()
    before = files_of(tree.site)
    tree.write("deals/method.yml", "extends: nothing-of-ours\n")
    assert "deals/method.yml:1:" in refusal(tree, keep_going=True)
    assert files_of(tree.site) == before


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("site_name: [", "mkdocs.yml:8:13: while parsing a flow node expected the node content, but found"),
        ("site_url: not an address", "mkdocs.yml:8:1: site_url: "),
        ("docs_dir: nowhere", "mkdocs.yml:8:1: docs_dir: "),
        ("theme: {name: readthedocs}", "mkdocs.yml:8:9: the theme is 'readthedocs' (write theme: {name: material})"),
        ("plugins: [search]", "mkdocs.yml:8:1: plugins: plugins do not name playbook (add it)"),
        ("nav: [index.md]", "mkdocs.yml:8:1: the navigation of a playbook is made by itself (delete nav)"),
        ("edit_uri_template: '?file={path}&edit'", "mkdocs.yml:8:1: edit_uri_template does not end in {path}"),
    ],
)
def test_a_fault_in_mkdocs_yml_stops_with_its_place(tree: Tree, written: str, told: str) -> None:
    key = written.split(":")[0]
    kept = [line for line in tree.mkdocs.read_text("utf-8").splitlines() if not line.startswith(f"{key}:")]
    filling = ["# one line more"] * (7 - len(kept))
    tree.write("mkdocs.yml", "\n".join([*kept, *filling, written]))
    assert refusal(tree, keep_going=True).startswith(told)


@pytest.mark.parametrize(
    ("written", "column"),
    [
        ("extra_css: [ours.css]", 13),
        ("theme: {name: material, logo: ours.css}", 25),
        ("extra_javascript: [ours.css]", 20),
    ],
)
def test_a_file_of_the_team_that_is_not_there_stops_and_says_where_it_goes(
    tree: Tree, written: str, column: int
) -> None:
    kept = [
        line for line in tree.mkdocs.read_text("utf-8").splitlines() if line.split(":")[0] != written.split(":")[0]
    ]
    tree.write("mkdocs.yml", "\n".join([*kept, written]))
    told = refusal(tree)
    assert "names ours.css, and there is no such file (put it into a folder `overrides/`" in told
    assert told.startswith(f"mkdocs.yml:{len(kept) + 1}:{column}: ")
    tree.write("deals/ours.css", "p {color: red}")
    assert "names ours.css, which lies among the deals, whose folder is not published" in refusal(tree)


def test_a_teams_style_logo_and_page_come_from_its_own_folder(tree: Tree) -> None:
    theme = "theme: {name: material, custom_dir: ours, logo: img/ours.svg}\nextra_css: [css/ours.css]"
    tree.write("mkdocs.yml", tree.mkdocs.read_text("utf-8").replace("theme: {name: material}", theme))
    tree.write("ours/css/ours.css", "p {color: red}")
    assert refusal(tree).endswith(
        "theme.logo names img/ours.svg, and there is no such file (put it into ours/img/ours.svg)"
    )
    tree.write("ours/img/ours.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    tree.write("ours/main.html", '{% extends "base.html" %}')
    assert 'begin it with {% extends "playbook.html" %}' in refusal(tree)
    tree.write("ours/main.html", '{% extends "playbook.html" %}{% block announce %}Our word{% endblock %}')
    tree.build()
    html = (tree.site / "aldermoor/index.html").read_text("utf-8")
    assert all(each in html for each in ('href="../css/ours.css"', 'src="../img/ours.svg"', "Our word"))
    assert (tree.site / "css/ours.css").is_file()
    assert (tree.site / "img/ours.svg").is_file()


@pytest.mark.parametrize("where", ["mkdocs.yml", "environment"])
def test_a_today_that_is_no_date_stops(tree: Tree, where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if where == "environment":
        monkeypatch.setenv("PLAYBOOK_TODAY", "soon")
    else:
        tree.write("mkdocs.yml", tree.mkdocs.read_text("utf-8").replace("today: 2026-11-23", "today: soon"))
    places = {"mkdocs.yml": "7:30: today", "environment": "1:1: PLAYBOOK_TODAY in the environment: today"}
    with pytest.raises(Refused, match=f"mkdocs.yml:{places[where]} is not a date: 'soon'"):
        build(tree.mkdocs)


def test_without_mkdocs_yml_the_way_to_one_is_told(tree: Tree) -> None:
    tree.mkdocs.unlink()
    assert refusal(tree) == "mkdocs.yml:1:1: there is no such file (playbook init makes one)"


@pytest.mark.parametrize("place", [".", "..", "deals/site", ".git/site"])
def test_a_site_in_the_place_of_its_own_sources_is_refused(tree: Tree, place: str) -> None:
    before = files_of(tree.root)
    assert "mkdocs.yml:" in refusal(tree, tree.root / place)
    assert files_of(tree.root) == before


def test_a_folder_with_other_files_is_not_taken_for_a_site(tree: Tree) -> None:
    tree.write("site/thesis.txt", "years of work")
    assert "holds files that no build of a playbook made" in refusal(tree)
    assert files_of(tree.site) == {"thesis.txt": b"years of work"}


def test_a_link_named_site_does_not_lead_into_the_sources(tree: Tree) -> None:
    (tree.root / "site").symlink_to("deals")
    before = files_of(tree.root / "deals")
    assert "overlaps" in refusal(tree)
    assert files_of(tree.root / "deals") == before


def test_links_among_the_deals_are_reported_and_never_followed(tree: Tree, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("---\ntitle: Cormorant's secret\nstage: prospect\n---\n", "utf-8")
    (tree.root / "deals/aldermoor/linked.md").symlink_to(tmp_path / "secret.md")
    (tree.root / "deals/elsewhere").symlink_to(tmp_path)
    built = tree.build(keep_going=True)
    assert {problem.path for problem in built.problems} == {"deals/aldermoor/linked.md", "deals/elsewhere"}
    assert not [path for path, content in files_of(tree.site).items() if b"Cormorant's secret" in content]


def test_links_inside_the_site_are_replaced_and_never_written_through(tree: Tree, tmp_path: Path) -> None:
    tree.build()
    outside = tmp_path / "outside"
    outside.mkdir()
    page = tree.site / "aldermoor/side-deal/index.html"
    (outside / "index.html").write_bytes(page.read_bytes())
    page.unlink()
    page.parent.rename(tmp_path / "moved")
    page.parent.symlink_to(outside)
    tree.write("deals/aldermoor/side-deal.md", "---\ntitle: Renamed\nstage: prospect\n---\n")
    tree.build()
    assert b"Renamed" not in (outside / "index.html").read_bytes()
    assert not page.parent.is_symlink()
    assert b"Renamed" in page.read_bytes()


def test_files_of_gone_deals_are_gone_and_a_branchs_git_folder_stays(tree: Tree) -> None:
    tree.build()
    tree.write("site/.git/config", "kept")
    tree.write("site/stray.html", "not ours")
    (tree.root / "deals/aldermoor/side-deal.md").unlink()
    tree.build()
    assert not (tree.site / "aldermoor/side-deal").exists()
    assert not (tree.site / "stray.html").exists()
    assert (tree.site / ".git/config").read_text("utf-8") == "kept"


def test_a_page_takes_the_place_of_a_file_and_a_file_that_of_a_folder(tree: Tree) -> None:
    tree.build()
    whole = files_of(tree.site)
    (tree.site / "404.html").unlink()
    tree.write("site/404.html/odd", "a folder now")
    deal = tree.site / "aldermoor/side-deal"
    for path in sorted(deal.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    deal.rmdir()
    deal.write_text("a file now", "utf-8")
    tree.build()
    assert files_of(tree.site) == whole


def test_two_builds_of_one_site_do_not_meet(tree: Tree) -> None:
    staging = tree.root / ".site.staging"
    staging.mkdir()
    lock = os.open(staging, os.O_RDONLY)
    fcntl.flock(lock, fcntl.LOCK_EX)
    assert "another build is writing" in refusal(tree)
    os.close(lock)
    tree.build()


def test_what_a_killed_build_left_behind_is_cleared_away(tree: Tree) -> None:
    tree.write(".site.staging/site/half.html", "half a page")
    tree.build()
    assert "half.html" not in files_of(tree.site)
    assert beside(tree) == {"deals", "mkdocs.yml", "site"}
