"""Texts that a file holds only up to a #: after a blank, that sign begins a comment."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from copy import deepcopy
from typing import Any, Final

from generator.model.file_noun import CutText
from generator.read.yaml.characters import one_form
from generator.read.yaml.document import Document
from generator.read.yaml.place import At

CUT: Final = re.compile(r"[ \t]#(?=[^\W_])")
REMARK: Final = re.compile(r"[ \t]{2,}#(?=[ \t\r\n])|\r?$", re.MULTILINE)
"""The end of a text that was cut: that of its line, or a comment that is set apart on both sides."""
MOST: Final = 100
"""Texts of one file that are looked at."""


def cut_short(document: Document, errors_of: Callable[[dict[str, Any]], Collection[At]]) -> tuple[CutText, ...]:
    """Return the texts that are cut at a # and that would be sound as a whole.

    `errors_of` gives the paths of the errors in a file's data. What is complete by its kind, such as a date, an
    amount, a rating or a key, would be none with the rest of its line: there, a comment is meant. Items of lists of
    which nothing is left are among them in any case.
    """
    found = dict(_wholes(document)) if "#" in document.text else {}
    if not found:
        return ()
    longer = deepcopy(document.data)
    for at, cut in found.items():
        _put(longer, at, cut.text)
    wrong = {error[:length] for error in errors_of(longer) for length in range(1, len(error) + 1)}
    return tuple(cut for at, cut in found.items() if at not in wrong or _is_lost(document, at))


def _is_lost(document: Document, at: At) -> bool:
    """Tell whether an item of a list is empty but for a comment."""
    return isinstance(at[-1], int) and document.places[at].start == document.places[at].end


def _wholes(document: Document) -> Iterator[tuple[At, CutText]]:
    """Yield the texts behind which a # directly before a letter or digit stands, as they were probably meant."""
    text, places = document.text, document.places
    last = places[()].end if () in places else 0
    signs = [found.start() for found in CUT.finditer(text, 0, text.find("\n", last) + 1 or len(text))][:MOST]
    plain = {spot.end: at for at, spot in places.items() if not spot.style} if signs else {}
    for sign in signs:
        kept_end = len(text[: sign + 1].rstrip(" \t"))
        if (at := plain.get(kept_end)) is not None and at and "\n" not in text[kept_end:sign]:
            spot = places[at]
            end = REMARK.search(text, sign + 1)
            written = text[spot.start : end.start() if end else len(text)]
            whole = one_form(" ".join(written.splitlines()))
            yield at, CutText(tuple(map(str, at)), spot.line, spot.column, whole)


def _put(data: Any, at: At, text: str) -> None:
    """Put a text at a path, where there is a block or a list for it."""
    for step in at[:-1]:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return
    if isinstance(data, dict):
        data[at[-1]] = text
    elif isinstance(data, list) and isinstance(at[-1], int):
        data[at[-1] : at[-1] + 1] = [text]
