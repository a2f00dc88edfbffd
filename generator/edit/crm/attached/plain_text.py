"""Plain text of a CRM's notes, and its form in which nothing of it is Markdown, HTML or front matter."""

from __future__ import annotations

import re
import textwrap
from html.parser import HTMLParser

from generator.read.yaml.characters import without_forbidden

LONGEST = 1_000
"""Characters of a line; a longer one is broken, which changes nothing in how it is shown."""
TAGGED = re.compile(r"<(?:/?(?:p|div|br|ul|ol|li|span|b|i|a|strong|em|h[1-6]|table|tr|td))\b[^<>]*>", re.IGNORECASE)
BREAKING = frozenset({"p", "div", "br", "li", "tr", "ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6"})
SILENT = frozenset({"script", "style", "head", "title"})
INLINE = re.compile(r"[\\`*\[\]<>|]|~~|&(?=#?\w+;)|(?<![^\W_])_|_(?![^\W_])")
LEADING = re.compile(r"([-+=#])|(\d{1,9})([.)])")


class _Text(HTMLParser):
    """Reader of the text of HTML, with a line end wherever a browser begins a new line."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """Begin a line, or a part that is not shown."""
        self._silent += tag in SILENT
        if tag in BREAKING:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """End a line, or a part that is not shown."""
        self._silent = max(self._silent - (tag in SILENT), 0)
        if tag in BREAKING:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        if not self._silent:
            self.pieces.append(data)


def plain_lines(cell: str) -> tuple[str, ...]:
    """Return a cell's lines as plain text: HTML becomes its text, unseen characters go, no two are blank."""
    text = _of_html(cell) if TAGGED.search(cell) else cell
    lines = [" ".join(without_forbidden(line).split()) for line in text.splitlines()]
    whole = [line for line, before in zip(lines, ["", *lines], strict=False) if line or before]
    return tuple(whole[:-1] if whole and not whole[-1] else whole)


def _of_html(text: str) -> str:
    reader = _Text()
    reader.feed(text)
    reader.close()
    return "".join(reader.pieces)


def quoted(lines: tuple[str, ...]) -> list[str]:
    """Return plain lines as a quote in Markdown, in which each stands as it is."""
    broken = [piece for line in lines for piece in (textwrap.wrap(line, LONGEST) or [""])]
    return [f"> {escaped(line)}".rstrip() for line in broken]


def escaped(line: str) -> str:
    """Return one line of text so that Markdown shows it as it is, wherever a line may begin."""
    inside = INLINE.sub(lambda found: "".join(f"\\{each}" for each in found[0]), line)
    return (
        LEADING.sub(lambda found: f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}", inside, count=1)
        if LEADING.match(inside)
        else inside
    )
