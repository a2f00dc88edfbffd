"""The slides, read back from the file: three of them, with what the deal's page says, and nothing off the page."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from pptx import Presentation
from pptx.util import Inches

from generator.assess.deal.assessment import assess
from generator.office.deck_file import deck_file
from generator.office.template import NoTemplate, base_of
from generator.show.deal.context import DealContext
from generator.show.page import Commit
from generator.show.slides import deck
from tests.making import TODAY, make_deal, rated
from tests.show.portfolios import GOOD
from tests.show.shown import SETTING, around, harmed_noun, sample

pytestmark = pytest.mark.slow

CHANGED = Commit("4c0ffee123", TODAY)


def made(deal: Any, known: Any = None) -> Any:
    known = known or around()
    view = DealContext(assess(deal, known, TODAY), known, SETTING, CHANGED, "")
    return Presentation(io.BytesIO(deck_file(deck(view), TODAY)))


def texts(slide: Any) -> list[str]:
    found = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    tables = [shape.table for shape in slide.shapes if shape.has_table]
    found += [cell.text for table in tables for row in table.rows for cell in row.cells]
    return [text.replace("\u00a0", " ") for text in found]


def test_three_slides_say_where_it_stands_what_is_known_and_what_is_next() -> None:
    opened = made(
        make_deal(
            amount="EUR 1,200,000",
            assessment=rated(around().method, GOOD),
            plan={"actions": {"offer": {"what": "Send the offer", "owner": "Dana Reyes", "due": "2026-12-01"}}},
            ask={"what": "Meet their CFO", "whom_to_call": "Maud Ferrand", "by": "2026-12-11"},
        )
    )
    first, second, third = (texts(slide) for slide in opened.slides)
    assert first[0] == "Core banking · Aldermoor Bank"
    assert opened.slides[0].shapes.title.text == first[0]
    assert first[1].startswith("Pursue: ")
    assert "EUR 1,200,000" in first
    assert "+66.7" in second
    assert "+46.7 to +86.7" in second
    assert "Winnable 12 of 15 known, 11 of 11 + proven" in second
    assert "1 Dec 2026: Send the offer (Dana Reyes)" in third
    assert "Meet their CFO by 11 Dec 2026" in third
    assert "Call: Maud Ferrand" in third
    foot = "As of 23 Nov 2026, commit 4c0ffee123 of 23 Nov 2026"
    assert all(foot in texts(slide) for slide in opened.slides)


def test_the_deck_is_wide_in_all_its_parts_and_carries_no_printer_and_no_picture() -> None:
    view = DealContext(assess(make_deal(), around(), TODAY), around(), SETTING, CHANGED, "")
    with zipfile.ZipFile(io.BytesIO(deck_file(deck(view), TODAY))) as file:
        names, whole = file.namelist(), b"".join(file.read(name) for name in file.namelist())
        size = re.search(rb"<p:sldSz[^>]*>", file.read("ppt/presentation.xml"))
    assert size
    assert size[0] == b'<p:sldSz cx="12192000" cy="6858000"/>'
    assert not [name for name in names if "printer" in name or "thumbnail" in name]
    assert b"4:3" not in whole
    assert b"screen4x3" not in whole
    assert b"printerSettings" not in whole


def template(path: Path, width: float, height: float) -> Path:
    """Write a team's presentation of a size in inches, with a slide of its own that a section names."""
    opened = Presentation()
    opened.slide_width, opened.slide_height = Inches(width), Inches(height)
    opened.slides.add_slide(opened.slide_layouts[0]).shapes.title.text = "Our own words"
    opened.save(str(path))
    return path


@pytest.mark.parametrize("size", [(10, 7.5), (13.333, 7.5), (7.5, 10), (20, 11.25)])
def test_a_template_gives_size_and_title_and_loses_its_slides(tmp_path: Path, size: tuple[float, float]) -> None:
    for deal in [*sample().deals.values()][:2]:
        base = base_of(template(tmp_path / "team.pptx", *size))
        view = DealContext(assess(deal, sample().surroundings, TODAY), sample().surroundings, SETTING, CHANGED, "")
        opened = Presentation(io.BytesIO(deck_file(deck(view), TODAY, base)))
        assert (opened.slide_width, opened.slide_height) == (Inches(size[0]), Inches(size[1]))
        assert len(opened.slides) == 3
        for slide in opened.slides:
            assert slide.shapes.title.text
            assert slide.slide_layout.name == "Title Only"
            assert [shape.name for shape in slide.placeholders] == [slide.shapes.title.name]
            boxes = [shape for shape in slide.shapes if shape.name != slide.shapes.title.name]
            assert max(shape.top + shape.height for shape in boxes) <= opened.slide_height
            assert max(shape.left + shape.width for shape in boxes) <= opened.slide_width
            assert min(shape.top for shape in boxes) >= slide.shapes.title.top + slide.shapes.title.height - 10


def potx(path: Path) -> None:
    with zipfile.ZipFile(template(path.with_suffix(".tmp"), 10, 7.5)) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"presentation.main+xml", b"template.main+xml"))


@pytest.mark.parametrize(
    ("name", "write", "says"),
    [
        ("missing.pptx", lambda path: None, "there is no file"),
        ("folder.pptx", Path.mkdir, "cannot be read as a .pptx file"),
        ("text.pptx", lambda path: path.write_text("PK?"), "cannot be read as a .pptx file"),
        ("empty.pptx", lambda path: path.write_bytes(b""), "cannot be read as a .pptx file"),
        ("zip.pptx", lambda path: zipfile.ZipFile(path, "w").close(), "cannot be read as a .pptx file"),
        ("old.ppt", lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0"), "save it as a PowerPoint presentation"),
        ("team.potx", potx, "save it as a PowerPoint presentation"),
    ],
)
def test_what_is_no_template_is_refused_in_words(tmp_path: Path, name: str, write: Any, says: str) -> None:
    write(tmp_path / name)
    with pytest.raises(NoTemplate, match=says):
        base_of(tmp_path / name)


@pytest.mark.parametrize("harmed", [False, True])
def test_no_deal_of_the_sample_runs_off_a_slide(harmed: bool) -> None:
    for deal in sample().deals.values():
        opened = made(harmed_noun(deal) if harmed else deal, sample().surroundings)
        assert len(opened.slides) == 3
        for slide in opened.slides:
            *blocks, footer = list(slide.shapes)
            bottoms = [shape.top + shape.height for shape in blocks]
            assert max(bottoms) <= footer.top, deal.identity
            assert footer.top + footer.height <= opened.slide_height


def test_what_stands_in_a_table_fits_its_column_in_a_wide_font() -> None:
    for deal in sample().deals.values():
        for slide in made(deal, sample().surroundings).slides:
            for table in [shape.table for shape in slide.shapes if shape.has_table]:
                widths = [column.width.inches - 0.2 for column in table.columns]
                for row in table.rows:
                    for cell, width in zip(row.cells, widths, strict=True):
                        size = cell.text_frame.paragraphs[0].font.size.inches
                        assert 0.6 * size * len(cell.text) <= width, (deal.identity, cell.text)


def test_every_part_of_the_file_is_well_formed_and_refers_to_nothing_outside() -> None:
    view = DealContext(assess(make_deal(title="<a:t>&\x0b"), around(), TODAY), around(), SETTING, None, "")
    with zipfile.ZipFile(io.BytesIO(deck_file(deck(view), TODAY))) as file:
        assert file.testzip() is None
        parts = {name: file.read(name) for name in file.namelist() if name.endswith((".xml", ".rels"))}
    for content in parts.values():
        ElementTree.fromstring(content)  # noqa: S314 - our own file
    assert not [name for name, content in parts.items() if b'TargetMode="External"' in content]
