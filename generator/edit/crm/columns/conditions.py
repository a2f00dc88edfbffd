"""Conditions over the columns of a row: tests of cells, and the filter that they make."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal

from generator.edit.crm import cells
from generator.edit.crm.cells import UnreadableCell
from generator.edit.crm.formats import Formats
from generator.edit.crm.import_map import CellTest

TRUTHS: Mapping[str, bool] = {
    **dict.fromkeys(("true", "yes", "1", "on", "wahr", "ja", "vrai", "oui", "verdadero", "vero", "waar"), True),
    **dict.fromkeys(("false", "no", "0", "off", "falsch", "nein", "faux", "non", "falso", "onwaar", "nee"), False),
}
"""Words by which exports say that a box is ticked or not."""


def holds(test: CellTest, cell: str, formats: Formats) -> bool:
    """Tell whether a cell passes; a blank passes only `not` and `given: no`. Raises UnreadableCell for no number.

    Words for a ticked box are the same in every spelling: `yes`, `TRUE` and `1`.
    """
    among = any(_same(cell, each) for each in test.one_of)
    apart = not any(_same(cell, each) for each in test.none_of)
    if not all(_is_among(each, cell) for each in test.contains):
        return False
    if (test.one_of and not among) or not apart or (test.given is not None and test.given is not bool(cell)):
        return False
    if test.at_least is None and test.at_most is None:
        return True
    if not cell:
        return False
    within = {_is_within(test, number) for number in cells.readings(cell, formats)}
    if len(within) > 1:
        raise UnreadableCell("can be read in two ways", "write decimal and thousands in the map's formats", cell)
    return within.pop()


def _is_within(test: CellTest, number: Decimal) -> bool:
    low = test.at_least is None or number >= test.at_least
    return low and (test.at_most is None or number <= test.at_most)


def _same(cell: str, word: str) -> bool:
    folded, other = cell.casefold(), word.casefold()
    return folded == other or (folded in TRUTHS and TRUTHS[folded] is TRUTHS.get(other))


def _is_among(word: str, cell: str) -> bool:
    """Tell whether a value is one of several in a cell, between semicolons, commas or bars."""
    between = r"[;,|]"
    return bool(re.search(rf"(?:^|{between})\s*{re.escape(word)}\s*(?:$|{between})", cell, re.IGNORECASE))


def is_refusal(test: CellTest) -> bool:
    """Tell whether a test only keeps values out, so that a file without its column passes whole."""
    return (
        test.one_of == test.contains == ()
        and test.at_least is None
        and test.at_most is None
        and test.given is not True
    )


def failing(only: Mapping[str, CellTest], cell: Callable[[str], str], formats: Formats) -> str | None:
    """Return the first column of a filter whose test a row fails, None where it passes all.

    Raises UnreadableCell, which names the column, where a test cannot be decided.
    """
    for column, test in only.items():
        try:
            if not holds(test, cell(column), formats):
                return column
        except UnreadableCell as fault:
            raise fault.of(column) from None
    return None
