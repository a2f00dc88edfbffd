"""A built page as flat blocks of text, with a slot wherever the page prints something of the scoring or the notes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from benchmarks.peers.article import Element

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
LISTS = frozenset({"ul", "ol", "svg"})
TABLES = frozenset({"table", "dl"})
ITEMS = frozenset({"li", "title", "desc", "text"})
CAPTIONS = frozenset({"caption"})
WALKED = frozenset({"pb-questions"})
"""Lists whose items are slots."""

ROWS = frozenset({"tr", "dt"})
CELLS = frozenset({"th", "td", "dt", "dd"})
MARKED_SLOTS = {"pb-call__says": "verdict", "pb-axis": "axis", "pb-question": "question", "pb-notes": "notes"}
RIVAL_SLOTS = {"p": "lead", "table": "position"}

Kind = Literal["heading", "paragraph", "list", "table", "slot"]
Said = str | list[str] | list[list[str]]


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph, a list of items, a table of rows of cells; or the name of a slot.

    `about` is a heading's tag, and the question, axis or competitor that a slot is about.
    """

    kind: Kind
    says: Said
    about: str = ""

    def as_data(self) -> dict[str, Said]:
        """Return what a content file says of the block."""
        said: dict[str, Said] = {"kind": self.kind, "says": self.says}
        return {**said, "about": self.about} if self.about else said


def blocks(element: Element, within: str = "") -> Iterator[Block]:
    """Yield the blocks of an element in their order; `within` names the section or card that it stands in."""
    loose = Element("loose")
    for each in element.children:
        if isinstance(each, str) or each.is_inline or each.tag == "span":
            loose.children.append(each)
            continue
        yield from _paragraph(loose)
        loose.children.clear()
        yield from _block(each, _place(each) or within)
    yield from _paragraph(loose)


def _place(element: Element) -> str:
    """Return the name of the section, or of the competitor's card, that an element is."""
    own = element.attributes.get("id", "")
    return own if own.startswith("rival-") else element.attributes.get("aria-labelledby", "")


def _block(element: Element, within: str) -> Iterator[Block]:
    if slot := _slot(element, within):
        yield slot
    elif element.tag in HEADINGS:
        yield Block("heading", element.text(), element.tag)
    elif element.tag in LISTS and not element.classes & WALKED:
        yield from _list(element)
    elif element.tag in TABLES:
        for caption in _of(element, CAPTIONS):
            yield from _paragraph(caption)
        yield Block("table", list(_rows(element)))
    else:
        yield from blocks(element, within)


def _slot(element: Element, within: str) -> Block | None:
    """Return the slot in which a page prints what the scores say, or the notes."""
    for name in element.classes & MARKED_SLOTS.keys():
        about = element.attributes.get("id", "").removeprefix("question-")
        if name == "pb-axis":
            about = element.text().partition(" ")[0].lower()
        return Block("slot", MARKED_SLOTS[name], about)
    if within.startswith("rival-") and element.tag in RIVAL_SLOTS:
        return Block("slot", RIVAL_SLOTS[element.tag], within.removeprefix("rival-"))
    return (
        Block("slot", "arithmetic") if within == "scorecard" and element.tag == "ul" and not element.classes else None
    )


def _paragraph(element: Element) -> Iterator[Block]:
    if text := element.text():
        yield Block("paragraph", text)


def _list(element: Element) -> Iterator[Block]:
    items = [text for each in _of(element, ITEMS) if (text := each.text())]
    if items:
        yield Block("list", items)


def _rows(element: Element) -> Iterator[list[str]]:
    row: list[str] = []
    for each in _of(element, ROWS | CELLS):
        if each.tag in ROWS and row:
            yield row
            row = []
        row += [each.text()] if each.tag in CELLS else [cell.text() for cell in _of(each, CELLS)]
    yield row


def _of(element: Element, tags: frozenset[str]) -> Iterator[Element]:
    """Yield the outermost elements of some kinds in their order."""
    for each in element.children:
        if isinstance(each, Element):
            if each.tag in tags:
                yield each
            else:
                yield from _of(each, tags)
