"""A cell of a table as JSON: what is written is what is read."""

from __future__ import annotations

import json
from typing import get_args

import pytest

from generator.show.summary.table import EMPTY, Cell, Kind, cell_of, packed, pattern_cell
from generator.storage.compact_json import compact

CELLS: dict[Kind, list[tuple[Cell, str]]] = {
    "link": [(Cell("Core", link="a/b/"), '["Core","a/b/"]'), (Cell("", link="a/"), '["","a/"]')],
    "text": [(Cell("Owner"), '"Owner"'), (Cell("Evaluate", 3), '["Evaluate",3]'), (Cell("First", 0), '["First",0]')],
    "count": [(Cell("3", 3, link="deals/?owner=Dana"), '["3",3,"deals/?owner=Dana"]')],
    "number": [(Cell("0", 0), '["0",0]'), (Cell("31 Mar", "2027-03-31"), '["31 Mar","2027-03-31"]')],
    "score": [(Cell("+1.5", 1.5, "1 of 5"), '["+1.5",1.5,"1 of 5"]')],
    "verdict": [(Cell("Won", None, word="won"), '["Won",null,"won"]')],
    "list": [(Cell(items=("Xsys",)), '["Xsys"]'), (Cell(items=("A", "B")), '["A","B"]')],
}


@pytest.mark.parametrize("kind", get_args(Kind))
def test_a_cell_comes_back_from_its_json_as_it_was(kind: Kind) -> None:
    for cell, written in [*CELLS[kind], (EMPTY, "null")]:
        assert compact(packed(cell, kind)) == written
        assert cell_of(json.loads(written), kind) == cell


def test_the_slots_of_a_pattern_stand_for_the_parts_in_their_order() -> None:
    assert pattern_cell("verdict") == Cell("{0}", "{1}", word="{2}")
    assert pattern_cell("link") == Cell("{0}", link="{1}")
    assert pattern_cell("list") == Cell(items=("{*}",))
