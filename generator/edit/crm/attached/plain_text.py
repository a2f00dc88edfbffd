"""Plain text of a CRM's notes, and its form in which nothing of it is Markdown, HTML or front matter."""

from __future__ import annotations

import re
import textwrap
from html.parser import HTMLParser

from generator.read.yaml.characters import without_forbidden

LONGEST = 1_000
"""Characters of a line; a longer one is broken, which changes nothing in how it is shown."""
TAGGED = re.compile(
    r"<(?:/?(?:blockquote|p|div|br|ul|ol|li|span|b|i|a|strong|em|h[1-6]|table|tr|td))\b[^<>]*>", re.IGNORECASE
)
BREAKING = frozenset(
    {"blockquote", "p", "div", "br", "li", "tr", "ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6"}
)
SILENT = frozenset({"script", "style", "head", "title"})
REMARK = re.compile(r"<!--.*?(?:-->|\Z)|<[!?][^>]*>?", re.DOTALL)
INLINE = re.compile(r"[\\`*\[\]<>|]|~~|&(?=#?\w+;)|(?<![^\W_])_|_(?![^\W_])")
LEADING = re.compile(r"([-+=#])|(\d{1,9})([.)])")


class _Text(HTMLParser):
    """Reader of the text of HTML, with a line end wherever a browser begins a new line.

    Lines of what is cited from somebody else begin with `citing`.
    """

    def __init__(self, citing: str) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._citing = citing
        self._silent = self._cited = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """Begin a line, or a part that is not shown."""
        self._silent += tag in SILENT
        self._cited += tag == "blockquote"
        self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        """End a line, or a part that is not shown."""
        self._silent = max(self._silent - (tag in SILENT), 0)
        self._cited = max(self._cited - (tag == "blockquote"), 0)
        self._break(tag)

    def _break(self, tag: str) -> None:
        if tag in BREAKING:
            self.pieces.append(self._line_end())

    def _line_end(self) -> str:
        return "\n" + self._citing * bool(self._cited)

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        if not self._silent:
            self.pieces.append(data.replace("\n", self._line_end()))


def plain_lines(cell: str, citing: str = "") -> tuple[str, ...]:
    """Return a cell's lines as plain text: HTML becomes its text, unseen characters go, no two are blank.

    Lines of what HTML cites from somebody else begin with `citing`.
    """
    text = _of_html(cell, citing) if TAGGED.search(cell) else cell
    lines = [" ".join(without_forbidden(line).split()) for line in text.splitlines()]
    whole = [line for line, before in zip(lines, ["", *lines], strict=False) if line or before]
    return tuple(whole[:-1] if whole and not whole[-1] else whole)


def _of_html(text: str, citing: str) -> str:
    """Return the text of HTML. Remarks, and a `<` that nothing closes, are dealt with first.

    The reader would look from each of them up to the end, which takes minutes for a page full of them.
    """
    whole, end, rest = REMARK.sub("", text).rpartition(">")
    reader = _Text(citing)
    reader.feed(whole + end + rest.replace("<", "&lt;"))
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
