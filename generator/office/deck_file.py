"""Slides as a .pptx file: text boxes and tables, each with its place, on the library's pages or a template's."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Mapping, Sequence
from typing import Final

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_CONNECTOR
from pptx.enum.text import PP_ALIGN
from pptx.shapes.autoshape import Shape
from pptx.slide import Slide as Page
from pptx.util import Inches, Pt

from generator.office.template import Base, own_base
from generator.show.slides import Block, Deck, Slide

HEIGHT = 7.5
"""Inches."""
LEFT, ACROSS, EDGE = 0.7, 11.9, 0.16
INK, SOFT, TINT, WHITE = map(RGBColor.from_string, ("17202A", "55606C", "E4EFF8", "FFFFFF"))
LINE: Final = 0.33
"""Inches of a line of a block, or a row of a table."""
LONG_TITLE: Final = 45
"""Characters from which on a title is set smaller, to stay on one line."""
FACTS, FIGURES = (2.2, 9.7), (4.9, 0.9, 0.9, 0.9, 1.2, 3.1)
"""Inches of a table's columns: a name and its value; a question, its counts, score and range."""
GOOD, FAIR, OPEN, BAD = map(RGBColor.from_string, ("19704A", "1D5C8F", "7D5700", "A92F26"))
TONES: Final[Mapping[str, RGBColor]] = {
    "pursue": GOOD,
    "strengthen": FAIR,
    "qualify": OPEN,
    "walk-away": BAD,
    "won": GOOD,
    "lost": BAD,
}
"""The site's colours of the verdicts and outcomes; every other outcome is grey."""
NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def deck_file(deck: Deck, today: dt.date, base: Base | None = None) -> bytes:
    """Return the slides as a .pptx file, on a team's template where one is given."""
    base = base or own_base()
    opened = base.opened
    opened.core_properties.title = _plain(deck.title)
    opened.core_properties.author = ""
    opened.core_properties.created = dt.datetime.combine(today, dt.time())
    opened.core_properties.modified = dt.datetime.combine(today, dt.time())
    for slide in deck.slides:
        _draw(base, slide, deck)
    content = io.BytesIO()
    opened.save(content)
    return content.getvalue()


def _draw(base: Base, slide: Slide, deck: Deck) -> None:
    page = base.opened.slides.add_slide(base.layout)
    if base.theirs:
        _on_their_page(page, slide, base)
    else:
        _on_our_page(page, slide, TONES.get(deck.word, SOFT))
    before = len(page.shapes)
    _fill(page, slide, deck)
    base.fit([*page.shapes][before:])


def _on_our_page(page: Page, slide: Slide, tone: RGBColor) -> None:
    _edge(page, tone)
    if title := page.shapes.title:
        _place(title, 0.4, 0.7)
        _write(title, slide.title, 30 if len(slide.title) < LONG_TITLE else 22, bold=True)


def _on_their_page(page: Page, slide: Slide, base: Base) -> None:
    """Fill the title where and as the template has it, or put one where it has none; empty boxes go."""
    title = page.shapes.title
    for shape in [*page.placeholders]:
        if title is None or shape.element is not title.element:
            shape.element.getparent().remove(shape.element)
    if title:
        title.text_frame.text = _plain(slide.title)
    else:
        _text(page, slide.title, 0.4, 26, bold=True)
        base.fit([*page.shapes][-1:])


def _fill(page: Page, slide: Slide, deck: Deck) -> None:
    if slide.lead:
        _text(page, slide.lead, 1.1, 18, soft=True)
    top = 1.95
    for block in slide.blocks:
        if block.heading:
            _text(page, block.heading, top, 14, bold=True, soft=True)
            top += 0.38
        top = _table(page, block, top) if block.tabled else _lines(page, block, top)
    _text(page, deck.footer, HEIGHT - 0.5, 10, soft=True)


def _edge(page: Page, tone: RGBColor) -> None:
    middle = Inches(EDGE / 2)
    edge = page.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, middle, Inches(0), middle, Inches(HEIGHT - 0.5))
    edge.line.width, edge.line.color.rgb = Inches(EDGE), tone


def _lines(page: Page, block: Block, top: float) -> float:
    for line in block.lines:
        _text(page, line, top, 15)
        top += LINE
    return top + 0.2


def _table(page: Page, block: Block, top: float) -> float:
    head, *rows = block.tabled
    shown = [head, *rows] if any(head) else rows
    height = LINE * len(shown)
    frame = page.shapes.add_table(len(shown), len(head), Inches(LEFT), Inches(top), Inches(ACROSS), Inches(height))
    table = frame.table
    table.first_row = any(head)
    widths: Sequence[float] = FIGURES if any(head) else FACTS
    for place, width in enumerate(widths):
        table.columns[place].width = Inches(width)
    for at, row in enumerate(shown):
        for place, text in enumerate(row):
            cell = table.cell(at, place)
            cell.margin_top = cell.margin_bottom = Inches(0.03)
            cell.fill.solid()  # type: ignore[no-untyped-call]  # the library's own
            cell.fill.fore_color.rgb = TINT if any(head) and at == 0 else WHITE
            cell.text = _plain(text)
            run = cell.text_frame.paragraphs[0].font
            run.size, run.color.rgb, run.bold = Pt(14), INK, at == 0 and any(head)
    return top + height + 0.2


def _text(page: Page, text: str, top: float, size: int, *, bold: bool = False, soft: bool = False) -> None:
    box = page.shapes.add_textbox(Inches(LEFT), Inches(top), Inches(ACROSS), Inches(LINE))
    _write(box, text, size, bold=bold, soft=soft)


def _place(shape: Shape, top: float, height: float) -> None:
    shape.left, shape.top, shape.width, shape.height = map(Inches, (LEFT, top, ACROSS, height))


def _write(shape: Shape, text: str, size: int, *, bold: bool = False, soft: bool = False) -> None:
    frame = shape.text_frame
    frame.word_wrap = True
    frame.text = _plain(text)
    paragraph = frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.LEFT
    font = paragraph.font
    font.size, font.bold, font.color.rgb = Pt(size), bold, SOFT if soft else INK


def _plain(text: str) -> str:
    return NOT_XML.sub("", text)
