"""Links in notes that lead nowhere: to no page, by a scheme that no page lets through, or to no heading."""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple
from urllib.parse import unquote

TEXT: Final = r"!?\[(?:[^\[\]\\\n]|\\.|\n(?!\n)|\[[^\[\]\n]{0,200}\]){0,1000}\]"
LINK: Final = re.compile(
    rf"(?<!\\){TEXT}\([ \n]?[ ]*(?:<(?P<angled>[^<>\n]*)>|(?P<plain>[^\s()<>]+(?:\([^\s()]*\)[^\s()<>]*)*))"
    r"(?:\s+(?:\"[^\"]{0,300}\"|'[^']{0,300}'|\([^()]{0,300}\)))?\s*\)"
)
DEFINITION: Final = re.compile(
    r"^ {0,3}\[(?P<label>[^\[\]\n]{1,300})\]:[ ]*<?(?P<target>[^\s<>]+)>?[ ]*$", re.MULTILINE
)
USED: Final = re.compile(r"\[(?P<label>[^\[\]\n]{1,300})\](?!:)")
AUTOLINK: Final = re.compile(r"<(?P<target>[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*)>")
SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
LET_THROUGH: Final = frozenset({"http", "https", "mailto"})
FENCE: Final = re.compile(r"[ >]*(`{3,}|~{3,})")
SPAN: Final = re.compile(r"(?<!`)(`+)(?!`)(?:[^`\n]|\n(?!\s*\n)|(?!\1(?!`))`){1,2000}?(?<!`)\1(?!`)")
HEADING: Final = re.compile(r"^[ >]{0,9}#{1,6}[ \t]+(.*?)[ \t#]*$")
UNDERLINE: Final = re.compile(r" {0,3}(?:=+|-+)[ \t]*")
MARKUP: Final = re.compile(r"\[([^\[\]]*)\]\([^()]*\)|[*`~\\]|(?<!\w)_|_(?!\w)")
NO_ANCHOR: Final = re.compile(r"[^\w\- ]")
MOST: Final = 100
"""Links of one file that are said to lead nowhere."""


class DeadLink(NamedTuple):
    """A link that leads nowhere: its address, what is wrong with it, and its place in the notes, from 1."""

    address: str
    says: str
    line: int
    column: int


def dead_links(notes: str, path: str, has_page: Callable[[str], bool]) -> Iterator[DeadLink]:
    """Yield the links of the notes of the file at a path that lead nowhere, in the order of their places."""
    if "](" not in notes and "]:" not in notes and "<" not in notes:
        return
    text = _without_code(notes)
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    count = 0
    for offset, address in sorted(_addresses(text)):
        says = _fault(address, path, has_page, notes)
        if says and (count := count + 1) <= MOST:
            line = bisect_right(starts, offset)
            yield DeadLink(address, says, line, offset - starts[line - 1] + 1)


def _addresses(text: str) -> Iterator[tuple[int, str]]:
    """Yield every address that a link has, with the offset at which the link begins."""
    for found in LINK.finditer(text):
        yield found.start(), found["angled"] if found["plain"] is None else found["plain"]
    for found in AUTOLINK.finditer(text):
        yield found.start(), found["target"]
    used = {found["label"].lower() for found in USED.finditer(text)} if "]:" in text else set()
    for found in DEFINITION.finditer(text):
        if found["label"].lower() in used:
            yield found.start(), found["target"]


def _fault(address: str, path: str, has_page: Callable[[str], bool], notes: str) -> str:
    """Return what is wrong with an address; nothing where it leads somewhere."""
    if scheme := SCHEME.match(address):
        known = scheme[1].lower() in LET_THROUGH
        return "" if known else f"links with {scheme[1]}: are not let through"
    named, _, fragment = address.partition("#")
    named = unquote(named.partition("?")[0])
    if not named:
        gone = fragment and unquote(fragment).lower() not in _anchors(notes)
        return "no heading of these notes has that name" if gone else ""
    if has_page(posixpath.normpath(posixpath.join(posixpath.dirname(path), named))):
        return ""
    return "no page is made of that"


def _anchors(notes: str) -> frozenset[str]:
    """Return the anchors that a forge gives to the headings of notes."""
    met: Counter[str] = Counter()
    lines = _without_code(notes, spans=False).split("\n")
    for number, line in enumerate(lines):
        heading = HEADING.match(line)
        below = lines[number + 1] if number + 1 < len(lines) else ""
        if heading or (line.strip() and UNDERLINE.fullmatch(below)):
            words = MARKUP.sub(r"\1", heading[1] if heading else line).strip().lower()
            met[NO_ANCHOR.sub("", words).replace(" ", "-")] += 1
    return frozenset(f"{name}-{again}" if again else name for name, many in met.items() for again in range(many))


def _without_code(notes: str, *, spans: bool = True) -> str:
    """Return notes with blanks in the place of code, so that everything else stays where it is."""
    lines: list[str] = []
    closes = ""
    for line in notes.split("\n"):
        found = FENCE.match(line)
        is_code = bool(found or closes) or (line.startswith(("    ", "\t")) and not (lines and lines[-1].strip()))
        if found and not closes:
            closes = found[1]
        elif found and found[1].startswith(closes):
            closes = ""
        lines.append(" " * len(line) if is_code else line)
    text = "\n".join(lines)
    return SPAN.sub(lambda span: re.sub(r"[^\n]", " ", span[0]), text) if spans and "`" in text else text
