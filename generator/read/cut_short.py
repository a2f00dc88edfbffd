"""Texts that a file holds only up to a #: after a blank, that sign begins a comment."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from copy import deepcopy
from itertools import islice
from typing import Any, Final

from generator.model.file_noun import CutText
from generator.read.yaml.characters import one_form
from generator.read.yaml.document import Document
from generator.read.yaml.place import At

CUT: Final = re.compile(r"[ \t]#(?=[^\W_])")
REMARK: Final = re.compile(r"[ \t]{2,}#(?=[ \t\r\n])|\r?$", re.MULTILINE)
"""The end of a text that was cut: that of its line, or a comment that is set apart on both sides."""
LOST_ITEM: Final = re.compile(r"^ *(?P<hyphen>-) +(?P<text>#[^\W_].*?)[ \t\r]*$", re.MULTILINE)
BLOCKS: Final = ("-", ":")
MOST: Final = 100
"""Texts of one file that are looked at."""


def cut_short(document: Document, errors_of: Callable[[dict[str, Any]], Collection[At]]) -> tuple[CutText, ...]:
    """Return the texts that are cut at a # and that would be sound as a whole.

    `errors_of` gives the paths of the errors in a file's data. What is complete by its kind, such as a date, an
    amount, a rating or a key, would be none with the rest of its line: there, a comment is meant. Items of lists of
    which nothing is left are among them in any case.
    """
    if "#" not in document.text:
        return ()
    found = dict(_wholes(document))
    longer = deepcopy(document.data) if found else {}
    for at, cut in found.items():
        _put(longer, at, cut.text)
    errors = errors_of(longer) if found else ()
    wrong = {error[:length] for error in errors for length in range(1, len(error) + 1)}
    cuts = [cut for at, cut in found.items() if at not in wrong]
    lines = {cut.line for cut in cuts}
    lost = [cut for cut in _lost_items(document) if cut.line not in lines]
    return tuple(sorted([*cuts, *lost], key=lambda cut: (cut.line, cut.column)))


def _lost_items(document: Document) -> Iterator[CutText]:
    """Yield the items of lists of which nothing is left, since they begin with a #."""
    text, places = document.text, document.places
    last = places[()].end if () in places else 0
    for found in islice(LOST_ITEM.finditer(text, 0, text.find("\n", last) + 1 or len(text)), MOST):
        line, column = document.quoted.place(found.start("hyphen"))
        above = [(spot.start, at) for at, spot in places.items() if (spot.style, spot.column) == ("-", column)]
        before = [at for start, at in above if start <= found.start("hyphen")]
        within = (
            spot.start <= found.start("hyphen") < spot.end for spot in places.values() if spot.style not in BLOCKS
        )
        if before and not any(within):
            yield CutText(tuple(map(str, before[-1])), line, column + 2, one_form(found["text"]))


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
