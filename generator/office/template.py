"""The pages that slides are put on: the library's own, made wide, or those of a team's template."""

from __future__ import annotations

import math
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.exc import PythonPptxError
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Opened
from pptx.slide import SlideLayout
from pptx.util import Emu, Inches, Pt

WIDE, HIGH = Emu(12_192_000), Emu(6_858_000)
"""16 to 9, as PowerPoint has it."""
TITLE_ONLY: Final = 5
"""The library's layout with a title, by which programs list and read out slides."""
PRINTER, THUMBNAIL = "/printerSettings", "/thumbnail"
"""Ends of the relations to what belongs to the library's own narrow file: its printer and its picture."""
TITLES: Final = frozenset({PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE})
BESIDE: Final = frozenset({PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER})
BELOW_TITLE: Final = Inches(1.1)
"""Top of the first line below a title."""
SMALLEST: Final = Pt(8)
LARGEST: Final = 100_000_000
"""Bytes of a template."""
OTHER_FORMS: Final = frozenset({".potx", ".potm", ".ppt", ".pot", ".key", ".odp", ".pptm", ".ppsx", ".pps"})
BROKEN = (
    PythonPptxError, zipfile.BadZipFile, SyntaxError, KeyError, ValueError, AttributeError, NotImplementedError,
    RuntimeError, OSError,
)  # fmt: skip
"""Errors of the library for what is no presentation."""


class NoTemplate(Exception):  # noqa: N818 - it is what the file amounts to
    """A file that cannot be a template, with the reason and what to do in a sentence."""


@dataclass(frozen=True)
class Base:
    """An open presentation without slides, the layout for new ones, and whether it is a team's own.

    `down` is how far below our own place the text begins on a page as high as ours, in EMU.
    """

    opened: Opened
    layout: SlideLayout
    theirs: bool = False
    down: int = 0

    def fit(self, shapes: Iterable[Any]) -> None:
        """Move and scale shapes from a page of our size to this one's; sizes of text follow the smaller side."""
        across, high = (self.opened.slide_width or WIDE) / WIDE, (self.opened.slide_height or HIGH) / HIGH
        squeezed = high * (HIGH - self.down) / HIGH
        for shape in shapes:
            shape.left, shape.top = (
                Emu(round(shape.left * across)),
                Emu(round(self.down * high + shape.top * squeezed)),
            )
            if shape.has_table:
                _fit_table(shape.table, across, squeezed)
            else:
                shape.width, shape.height = Emu(round(shape.width * across)), Emu(round(shape.height * squeezed))
            _fit_text(shape, min(across, squeezed, 1))


def _fit_table(table: Any, across: float, high: float) -> None:
    """Scale the columns and rows of a table, whose frame follows them."""
    for column in table.columns:
        column.width = Emu(round(column.width * across))
    for row in table.rows:
        row.height = Emu(round(row.height * high))


def _fit_text(shape: Any, scale: float) -> None:
    for text in shape.element.iter(qn("a:defRPr"), qn("a:rPr"), qn("a:endParaRPr")):
        if size := text.get("sz"):
            text.set("sz", str(round(max(int(size) * scale, SMALLEST.pt * 100))))


def own_base() -> Base:
    """Return the library's own pages, which are 4 to 3, as a wide presentation."""
    opened = Presentation()
    stretch = WIDE / (opened.slide_width or WIDE)
    opened.slide_width, opened.slide_height = WIDE, HIGH
    opened.element.find(qn("p:sldSz")).attrib.pop("type", None)
    _drop(opened.part, PRINTER)
    _drop(opened.part.package, THUMBNAIL)
    for page in (opened.slide_master, *opened.slide_layouts):
        for place in page.element.iter(qn("a:off"), qn("a:ext")):
            for name in {"x", "cx"}.intersection(place.attrib):
                place.set(name, str(round(int(place.get(name)) * stretch)))
    for part in opened.part.package.iter_parts():
        if str(part.partname) == "/docProps/app.xml":
            part._blob = part.blob.replace(b"On-screen Show (4:3)", b"Widescreen")
    return Base(opened, opened.slide_layouts[TITLE_ONLY])


def _drop(owner: Any, kind: str) -> None:
    """Take a relation away, and with it the part that nothing else leads to."""
    relations = owner._rels
    for name in [name for name, relation in relations.items() if relation.reltype.endswith(kind)]:
        relations.pop(name)


def base_of(file: Path) -> Base:
    """Return a team's template without its slides, with its layout that has most room below a title.

    Raises NoTemplate, with what to do, for a file that is no presentation or has no layouts.
    """
    try:
        if file.stat().st_size > LARGEST:
            raise NoTemplate(f"{file} is larger than {LARGEST // 1_000_000} MB: take its pictures out")
        opened = Presentation(str(file))
        _without_slides(opened)
        layout = min(opened.slide_layouts, key=_fitness, default=None)
    except BROKEN as broken:
        raise NoTemplate(_why(file)) from broken
    if layout is None:
        raise NoTemplate(f"{file} has no slide layouts: add one with a title in View, Slide Master")
    return Base(opened, layout, theirs=True, down=_below_the_title(opened, layout))


def _why(file: Path) -> str:
    if not file.exists():
        return f"there is no file {file}"
    if file.suffix.lower() in OTHER_FORMS:
        return f"{file} is no .pptx file: open it in its program and save it as a PowerPoint presentation (.pptx)"
    return f"{file} cannot be read as a .pptx file: open it in PowerPoint and save it again, without a password"


def _without_slides(opened: Opened) -> None:
    """Take away all slides, and the lists that name them."""
    for slide in [*opened.slides._sldIdLst]:
        opened.part.drop_rel(slide.rId)
        slide.getparent().remove(slide)
    element = opened.element
    for part in (*element.findall(qn("p:custShowLst")), *element.findall(qn("p:extLst"))):
        element.remove(part)


def _fitness(layout: SlideLayout) -> tuple[bool, int]:
    """Return how well a layout suits, the lowest best: it has a title, and little else to fill in."""
    kinds = [each.placeholder_format.type for each in _placeholders(layout)]
    return not TITLES.intersection(kinds), len([kind for kind in kinds if kind not in TITLES | BESIDE])


def _placeholders(layout: Any) -> list[Any]:
    return [*layout.placeholders]


def _below_the_title(opened: Opened, layout: SlideLayout) -> int:
    """Return how much farther down text begins than on a page of ours; a title that ends low is written over."""
    titles = [each for each in _placeholders(layout) if each.placeholder_format.type in TITLES]
    high = (opened.slide_height or HIGH) / HIGH
    end = max(((each.top or 0) + (each.height or 0) for each in titles), default=0) / high
    down = (end - BELOW_TITLE) / (1 - BELOW_TITLE / HIGH)  # the first line moves less, as lines come closer
    return math.ceil(max(down, 0)) if end < HIGH / 2 else 0
