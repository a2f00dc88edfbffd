"""What files that mean harm leave on the site: text."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from xml.etree import ElementTree

import pytest

from generator.read.droppings import is_dropping
from generator.read.file_names import printable
from generator.show.summary.portfolio_files import FORMULA
from tests.hostile.corpus import PATHS, PAYLOADS, SCRIPT, deals, paths, surroundings
from tests.hostile.markup import faults
from tests.hostile.planting import CANARY, LINKS, PAGE_AFTER_PAGE, Hostile

pytestmark = pytest.mark.xdist_group("browser")  # whose process builds the site


def page_of(path: str) -> str:
    return f"{path.removesuffix('.md')}/index.html"


def test_every_file_is_refused_with_its_place_or_has_its_page(hostile: Hostile, pages: Mapping[str, str]) -> None:
    refused = {problem.path.removeprefix("deals/") for problem in hostile.problems}
    assert all(problem.line >= 1 and problem.column >= 1 and problem.says for problem in hostile.problems)
    cases = [case for case in deals() if case.name not in PAGE_AFTER_PAGE]
    neither = [case.name for case in cases if case.path not in refused and page_of(case.path) not in pages]
    assert neither == []
    shown = [case.name for case in cases if case.path not in refused]
    assert len(shown) > 140
    assert len(cases) - len(shown) > 60


def test_the_corpus_is_large() -> None:
    assert len({case.path for case in (*deals(), *paths(), *surroundings())}) > 250


def test_text_of_every_kind_is_shown_and_only_what_nobody_sees_is_taken_for_a_mistake(hostile: Hostile) -> None:
    refused = {problem.path for problem in hostile.problems}
    unseen = ["confusable", "zalgo"]
    assert [name for name in PAYLOADS if f"deals/texts/{name}.md" in refused] == unseen


def test_pages_hold_elements_attributes_and_addresses_of_ours_alone(pages: Mapping[str, str]) -> None:
    scripts = pages["404.html"].count("<script")
    found = {path: faults(html, scripts) for path, html in pages.items()}
    assert {path: what[:3] for path, what in found.items() if what} == {}


def test_a_script_in_every_field_is_read_as_it_was_written(pages: Mapping[str, str]) -> None:
    shown = "".join(html for path, html in pages.items() if path.startswith("texts/script/"))
    assert SCRIPT not in shown
    assert shown.count("&lt;script&gt;boo()&lt;/script&gt;") > 60


def test_files_with_names_that_mean_harm_are_named_and_no_page_has_such_a_name(
    hostile: Hostile, pages: Mapping[str, str]
) -> None:
    told = {problem.path.removeprefix("deals/") for problem in hostile.problems}
    assert all(path.isprintable() for path in told)
    meant = [path for path in PATHS if not is_dropping(PurePosixPath(path).name)]  # others are counted in a note
    unnamed = [path for path in meant if not told & {printable(path), *map(str, PurePosixPath(path).parents)}]
    assert unnamed == ["share/x.md"]
    assert all(re.fullmatch(r"(?:[a-z0-9-]+/)*(?:index|404)\.html", path) for path in pages)


def test_links_are_named_and_nothing_of_what_they_lead_to_is_published(
    hostile: Hostile, pages: Mapping[str, str]
) -> None:
    codes = {problem.path.removeprefix("deals/"): problem.code for problem in hostile.problems}
    assert {codes[path] for path in LINKS} == {"symlink"}
    assert codes["texts/pipe.md"] == "not-a-file"
    for file in hostile.site.rglob("*"):
        assert not file.is_symlink()
        assert not file.is_file() or CANARY.encode() not in file.read_bytes(), file
        assert not file.is_file() or b"root:x:0" not in file.read_bytes(), file


def test_what_is_published_is_what_the_build_made(hostile: Hostile) -> None:
    endings = {file.suffix for file in hostile.site.rglob("*") if file.is_file()}
    assert endings <= {
        ".html",
        ".js",
        ".map",
        ".css",
        ".svg",
        ".png",
        ".json",
        ".csv",
        ".ics",
        ".atom",
        ".txt",
        ".conf",
        "",
    }
    assert not [file for file in hostile.site.rglob("*.svg") if "assets" not in file.parts]


def test_the_search_holds_texts_and_places_on_the_site(hostile: Hostile) -> None:
    """Sections are text, which the browser's worker escapes."""
    files = sorted(hostile.site.rglob("search.json"))
    sections = [section for file in files for section in json.loads(file.read_text("utf-8"))]
    assert len(sections) > 1_000
    for place, title, text in sections:
        assert (type(title), type(text)) == (str, str)
        assert re.fullmatch(r"[a-z0-9_/.-]*(?:#[a-z0-9_-]+)?", place), place


def test_no_cell_of_the_csv_begins_a_formula(hostile: Hostile) -> None:
    sheet = (hostile.site / "export" / "portfolio.csv").read_text("utf-8-sig")
    rows = list(csv.reader(io.StringIO(sheet), quoting=csv.QUOTE_NONNUMERIC))
    texts = [cell for row in rows for cell in row if isinstance(cell, str)]
    assert not [cell for cell in texts if FORMULA.match(cell.lstrip())]
    assert any(cell.startswith("'=HYPERLINK") for cell in texts)


def test_calendars_hold_the_properties_that_we_write(hostile: Hostile) -> None:
    for file in (hostile.site / "export").rglob("*.ics"):
        unfolded = re.sub(r"\r\n[ \t]", "", file.read_bytes().decode("utf-8"))
        names = {re.split("[:;]", line, maxsplit=1)[0] for line in unfolded.split("\r\n") if line}
        assert names <= {
            "BEGIN", "END", "VERSION", "PRODID", "NAME", "X-WR-CALNAME", "UID", "DTSTAMP", "LAST-MODIFIED",
            "SEQUENCE", "TZID", "TZNAME", "TZOFFSETFROM", "TZOFFSETTO", "DTSTART", "DTEND",
            "SUMMARY", "DESCRIPTION", "URL", "STATUS", "TRANSP", "CATEGORIES", "METHOD", "CALSCALE",
        }, file  # fmt: skip
        assert unfolded.count("BEGIN:VEVENT\r\n") == unfolded.count("\r\nUID:")


def test_feeds_and_exports_can_be_parsed(hostile: Hostile) -> None:
    export = hostile.site / "export"
    feed = ElementTree.fromstring((export / "changes.atom").read_bytes())  # noqa: S314 - made by this test
    assert feed.tag.endswith("feed")
    for file in export.glob("*.json"):
        assert "__proto__" not in json.loads(file.read_text("utf-8"))


def test_the_links_at_the_end_of_every_page_are_ours_and_links(pages: Mapping[str, str]) -> None:
    for path, html in pages.items():
        assert "&lt;nav" not in html, path
        assert path == "404.html" or '<nav class="pb-forge"' in html, path
