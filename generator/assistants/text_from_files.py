"""Text that people wrote, marked as such: each value with its place, and hidden characters spelled out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any, Final, NamedTuple

from generator.problems import Refused
from generator.read.yaml.characters import FORBIDDEN
from generator.read.yaml.document import LARGEST_FILE, NOTES, Document, parse
from generator.read.yaml.place import At

KEY: Final = "text_from_files"
"""Key of all that authors wrote in an answer; what stands elsewhere was worked out by the playbook."""
LONGEST_PIECE: Final = 4_000
"""Characters of a text in one entry; a longer one is in several."""
LONGEST_PARAGRAPH: Final = 1_000
"""Characters of lines of notes after which another entry begins, so that its place is near to each of them."""
LONGEST_IN_LIST: Final = 300
"""Characters of a text in a list of things; there it says how many more the thing itself shows."""


class Piece(NamedTuple):
    """A text of a file: the path of its key, and the line in which it begins."""

    at: str
    line: int
    text: str


def visible(text: str) -> str:
    """Return a text with every character spelled out that hides what it says, as pages and checks know them."""
    sound = text.encode("utf-8", "backslashreplace").decode("utf-8")
    return FORBIDDEN.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), sound)


def in_list(text: str) -> str:
    """Return a text for a list; a longer one says how much is left out of it."""
    seen = visible(text)
    if len(seen) <= LONGEST_IN_LIST:
        return seen
    return f"{seen[:LONGEST_IN_LIST]}... ({len(seen) - LONGEST_IN_LIST:,} more characters: read it alone)"


def entries_of(file: str, content: bytes) -> list[dict[str, Any]]:
    """Return every text of a file in its order with its place, a long one in parts; `file` begins the places.

    Of a file that cannot be read without mistakes these are its lines.
    """
    try:
        document = parse(file, content)
        pieces = _lines(content) if document.problems else _pieces(document)
    except Refused:
        pieces = _lines(content)
    return [entry for piece in pieces for entry in _parts(file, piece)]


def remark_on(content: bytes) -> str | None:
    """Return a sentence on a file of which only the beginning is read; None for any other."""
    if len(content) <= LARGEST_FILE:
        return None
    return f"the file is over {LARGEST_FILE // 1024} KiB, and this is its beginning: nothing behind that is read"


def _lines(content: bytes) -> Iterator[Piece]:
    lines = content.decode("utf-8", "backslashreplace").split("\n")
    return (Piece("line", number, line) for number, line in enumerate(lines, 1) if line.strip())


def grouped(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the entries of a file with those of one block on one line as one, so that an answer holds more."""
    found: list[dict[str, Any]] = []
    for (above, place), some in groupby(entries, lambda each: (each["at"].rpartition(".")[0], each["place"])):
        texts = list(some)
        if above and len(texts) > 1 and not any("part" in each for each in texts):
            within = {each["at"].removeprefix(f"{above}."): each["text"] for each in texts}
            found.append({"at": above, "place": place, "texts": within})
        else:
            found += texts
    return found


def _parts(file: str, piece: Piece) -> Iterator[dict[str, Any]]:
    seen = visible(piece.text)
    starts = range(0, max(len(seen), 1), LONGEST_PIECE)
    for number, start in enumerate(starts, 1):
        entry = {"at": in_list(piece.at), "place": f"{file}:{piece.line}"}
        if len(starts) > 1:
            entry["part"] = f"{number} of {len(starts)}"
        yield {**entry, "text": seen[start : start + LONGEST_PIECE]}


def _pieces(document: Document) -> Iterator[Piece]:
    found = list(_leaves(document, document.data, ()))
    yield from sorted(found, key=lambda each: each.line)
    yield from _paragraphs(document)


def _leaves(document: Document, value: Any, at: At) -> Iterator[Piece]:
    if isinstance(value, Mapping):
        for key, below in value.items():
            yield from _leaves(document, below, (*at, key))
    elif isinstance(value, list):
        for number, below in enumerate(value):
            yield from _leaves(document, below, (*at, number))
    else:
        yield Piece(".".join(map(str, at)), document.place(at)[0], str(value))


def _paragraphs(document: Document) -> Iterator[Piece]:
    """Yield the notes by paragraphs, and by some lines of a long one; each line is a line of the file."""
    lines, begun = list[str](), 0
    for number, line in enumerate([*document.body.split("\n"), ""], document.body_line):
        if lines and (not line.strip() or sum(map(len, lines)) > LONGEST_PARAGRAPH):
            yield Piece(str(NOTES[0]), begun, "\n".join(lines))
            lines = []
        if line.strip():
            begun = begun if lines else number
            lines.append(line)


def document_of(file: str, content: bytes) -> Document | None:
    """Return a file as it was read; None where it cannot be parsed."""
    try:
        return parse(file, content)
    except Refused:
        return None


def words_of(document: Document) -> tuple[str, ...]:
    """Return the texts of a file without their places, keys left out."""
    return (*_texts(document.data), document.body)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for below in value.values():
            yield from _texts(below)
    elif isinstance(value, list):
        for below in value:
            yield from _texts(below)
    else:
        yield str(value)
