"""What every page of a built site has, and what none has."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.problems import Refused
from generator.site.layout.stylesheet import joined
from tests.git.repository import Repository
from tests.house.imports import ROOT
from tests.plugin.reading import leads_to, page, pages
from tests.plugin.trees import MKDOCS, Tree, files_of, planted

EDIT = "https://git.example/sales/playbook/edit/main/deals/"


def without_the_lost(site: Path) -> list[str]:
    """Return the pages apart from the one that is served wherever nothing stands."""
    return [path for path in pages(site) if path != "404.html"]


def test_no_link_is_dead_and_every_section_that_is_linked_is_there(site: Path) -> None:
    dead = [
        fault
        for path in without_the_lost(site)
        for href in [*page(site, path).links, *page(site, path).loaded]
        if (fault := leads_to(site, path, href))
    ]
    assert not dead


def test_no_page_has_an_id_twice(site: Path) -> None:
    twice = {path: ids for path in pages(site) if len(ids := page(site, path).ids) != len(set(ids))}
    assert not twice


def test_the_page_of_what_is_not_there_links_from_the_top_of_the_host(site: Path) -> None:
    lost = page(site, "404.html")
    assert all(href.startswith(("/team/", "#", "https://")) for href in [*lost.links, *lost.loaded])
    assert all((site / href.removeprefix("/team/")).exists() for href in lost.links if href.startswith("/team/"))


def test_a_name_of_the_site_is_a_text_wherever_a_page_has_it(tmp_path: Path) -> None:
    named = "Sales <EMEA> & <b>more</b>"
    deals = {"a/b.md": "---\ntitle: B\nstage: prospect\n---\n", "a/index.md": "---\ntitle: A\n---\n"}
    tree = planted(tmp_path, deals, MKDOCS.replace("Deals & more", named))
    tree.build()
    for path in ("index.html", "a/index.html", "404.html"):
        html = (tree.site / path).read_text("utf-8")
        assert "<EMEA>" not in html
        assert "<b>more" not in html
        assert html.count("Sales &lt;EMEA&gt; &amp; &lt;b&gt;more&lt;/b&gt;") >= 7, path


def test_nothing_is_loaded_from_another_host(site: Path) -> None:
    for path in pages(site):
        of = page(site, path)
        assert [href for href in of.loaded if "//" in href and href != of.rels.get("canonical")] == []
    sheets = b"".join(content for path, content in files_of(site).items() if path.endswith(".css"))
    assert not re.search(rb"url\(\s*[\"']?(https?:)?//|@import", sheets)


def test_every_page_carries_the_policy_and_nothing_that_it_forbids(site: Path) -> None:
    for path in pages(site):
        of = page(site, path)
        rules = of.metas["Content-Security-Policy"].split("; ")
        assert "default-src 'none'" in rules
        assert "base-uri 'none'" in rules
        assert [rule for rule in rules if "unsafe" in rule or "http" in rule] == []
        assert of.inline == [], path


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("aldermoor/core-banking/index.html", "aldermoor/core-banking.md"),
        ("aldermoor/core-banking/plan/index.html", "aldermoor/core-banking.md"),
        ("aldermoor/core-banking/value/index.html", "aldermoor/core-banking.md"),
        ("aldermoor/core-banking/partners/index.html", "aldermoor/core-banking.md"),
        ("aldermoor/index.html", "aldermoor/index.md"),
        ("partners/pellucid/index.html", "partners/pellucid.md"),
        ("competitors/zeldrin/index.html", "competitors/zeldrin.md"),
    ],
)
def test_edit_this_page_opens_the_file_that_makes_it(site: Path, path: str, source: str) -> None:
    assert page(site, path).rels["edit"] == EDIT + source


def test_a_page_over_several_deals_has_no_file_to_edit(site: Path) -> None:
    assert "edit" not in page(site, "actions/index.html").rels


def test_pages_have_their_title_and_their_own_address(site: Path) -> None:
    deal = (site / "aldermoor/core-banking/index.html").read_text("utf-8")
    title = re.search("<title>(.*)</title>", deal)
    assert title
    assert title[1].startswith("Core &lt;b&gt;banking&lt;/b&gt;")
    assert title[1].endswith(" - Deals &amp; more")
    assert '<link rel="canonical" href="https://deals.example/team/aldermoor/core-banking/">' in deal
    assert "<title>Deals &amp; more</title>" in (site / "index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("path", "entry"),
    [
        ("index.html", "Home"),
        ("aldermoor/index.html", "Accounts"),
        ("aldermoor/core-banking/plan/index.html", "Deals"),
        ("actions/index.html", "Actions"),
        ("partners/pellucid/index.html", "Partners"),
        ("competitors/zeldrin/index.html", "Competitors"),
    ],
)
def test_the_navigation_shows_where_a_page_belongs(site: Path, path: str, entry: str) -> None:
    html = (site / path).read_text("utf-8")
    assert re.findall(r'md-tabs__item--active">\s*<a [^>]*>\s*(\w+)', html) == [entry]
    assert re.findall(r'md-nav__link--active">\s*(\w+)', html) == [entry]


def test_no_single_deal_or_account_is_in_the_navigation(site: Path) -> None:
    html = (site / "index.html").read_text("utf-8")
    navigation = html[html.index("md-nav--primary") : html.index('id="__content"')]
    assert re.findall(r'<a href="([^"]*)" class="md-nav__link', navigation) == [
        ".", "deals/", "accounts/", "forecast/", "actions/", "findings/", "owners/", "people/", "charts/",
        "closed/", "partners/", "competitors/", "method/",
    ]  # fmt: skip


def sections(site: Path) -> Iterator[tuple[str, str, str]]:
    """Yield address, title and text of everything that the search finds, in the order of the site."""
    for file in sorted(site.rglob("search.json")):
        top = f"{file.parent.relative_to(site).as_posix()}/".removeprefix("./")
        yield from ((top + place, title, text) for place, title, text in json.loads(file.read_bytes()))


def test_the_search_lands_on_sections_that_are_there(site: Path) -> None:
    for address, _, _ in sections(site):
        path, _, anchor = address.partition("#")
        assert (site / path / "index.html").is_file(), address
        assert not anchor or anchor in page(site, f"{path}index.html").ids, address


@pytest.mark.parametrize(
    ("word", "below"),
    [
        ("cormorant", "aldermoor/core-banking/"),
        ("Ruth Okafor", "aldermoor/core-banking/plan/"),
        ("Zeldrin", "competitors/zeldrin/"),
        ("in May", "aldermoor/core-banking/"),
        ("lighthouse", "aldermoor/"),
    ],
)
def test_the_search_finds(site: Path, word: str, below: str) -> None:
    assert below in {address.partition("#")[0] for address, title, text in sections(site) if word in title + text}


def test_a_page_comes_before_its_sections_in_the_search(site: Path) -> None:
    met: set[str] = set()
    for address, _, _ in sections(site):
        path, hash_sign, _ = address.partition("#")
        assert not hash_sign or path in met
        met.add(path)


def test_the_search_is_ours_and_nothing_of_the_themes_own_is_in_the_site(site: Path) -> None:
    assert json.loads((site / "search/search_index.json").read_bytes())["docs"] == []
    scripts = {file.name for file in (site / "assets/javascripts").rglob("*.js") if file.parent.name != "javascripts"}
    assert scripts == {"playbook.js", "words.js", "figures.js", "index.js", "spelling.js", "results.js", "answers.js"}
    for file in site.rglob("*.html"):
        assert file.read_text("utf-8").count("assets/javascripts/workers/playbook.js") == 1, file


def test_only_what_we_made_reaches_the_site(tree: Tree) -> None:
    tree.write("deals/aldermoor/core-banking.md.orig", "cormorant stray")
    tree.write("deals/secret.html", "cormorant stray")
    tree.build(keep_going=True)
    holding = [path for path, content in files_of(tree.site).items() if b"cormorant stray" in content]
    assert not holding
    ours = {path.split("/")[0] for path in files_of(tree.site)}
    assert ours == {
        "404.html", "_headers", "accounts", "actions", "aldermoor", "assets", "build.json", "charts", "closed",
        "compare", "competitors", "deals", "export", "findings", "forecast", "headers.nginx.conf", "index.html",
        "method", "owners", "partners", "people", "schema", "search", "search.json",
    }  # fmt: skip


def test_a_page_says_which_commit_last_changed_its_file_and_the_manifest_the_newest(tree: Tree) -> None:
    repository = Repository(tree.root)
    first = repository.commit("2026-11-01")
    newest = repository.commit("2026-11-02", deals__aldermoor__other="---\ntitle: Other\nstage: prospect\n---\n")
    built = tree.build()
    assert first in (tree.site / "aldermoor/core-banking/index.html").read_text("utf-8")
    assert newest in (tree.site / "aldermoor/other/index.html").read_text("utf-8")
    told = json.loads((tree.site / "build.json").read_bytes())["commit"]
    assert told == {"id": repository.git("rev-parse", "HEAD"), "time": "2026-11-02T12:00:00+00:00"}
    assert built.deals == 3


def test_slots_in_what_people_write_are_not_filled(tree: Tree) -> None:
    tree.write("deals/aldermoor/odd.md", "---\ntitle: playbook-slot-content-ends\nstage: prospect\n---\n")
    tree.build()
    assert "<title>playbook-slot-content-ends" in (tree.site / "aldermoor/odd/index.html").read_text("utf-8")


def test_a_site_without_directory_addresses_links_to_files(tree: Tree) -> None:
    tree.write("mkdocs.yml", tree.mkdocs.read_text("utf-8") + "use_directory_urls: false\n")
    tree.build()
    for path in without_the_lost(tree.site):
        for href in page(tree.site, path).links:
            assert not href.endswith("/") or "://" in href, (path, href)
            assert not leads_to(tree.site, path, href)


def test_a_script_in_a_teams_theme_stops_the_build_and_a_changed_footer_does_not(tree: Tree) -> None:
    theirs = tree.mkdocs.read_text("utf-8").replace("{name: material}", "{name: material, custom_dir: own}")
    tree.write("mkdocs.yml", theirs)
    tree.write("own/partials/copyright.html", "Our footer")
    tree.build()
    assert "Our footer" in (tree.site / "index.html").read_text("utf-8")
    tree.write("own/partials/copyright.html", "<script>alert(1)</script>")
    with pytest.raises(Refused, match="holds an inline script of its own"):
        tree.build()


def test_the_site_has_the_joined_styles_and_not_their_pieces(site: Path) -> None:
    assert (site / "assets/playbook.css").read_text("utf-8") == joined(ROOT / "theme/styles")
    assert not (site / "styles").exists()
