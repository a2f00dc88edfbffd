"""A quote that does not close where it should costs the lines that it swallows, which are named, and no other row."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.edit.crm import FAILING, deals_in, fates, imported, said

BY = (FAILING / "openquote/m.yml").read_text()
HEADER = "Id,Name,Account,Amount\n"


def rows(first: int, last: int) -> str:
    """Return rows of these numbers."""
    return "".join(f"{number},D{number},Acme,1\n" for number in range(first, last + 1))


def test_a_quote_that_closes_at_the_next_one_500_rows_on_names_the_lines_inside(tmp_path: Path) -> None:
    plan = imported(tmp_path, (FAILING / "openquote/d.csv").read_text(), by=BY)
    assert (fates(plan), list(deals_in(tmp_path))) == ([(1, 0, 0, 0, 501)], ["acme/e"])
    (line,) = said(plan)
    assert line == (
        "export1.csv:2:1: row 2: a quote that opens on line 2 does not close before line 502, "
        "so that 501 rows are inside of one cell; lines 2 to 502 are not read "
        "(close the quote, or double it where it is part of the text)"
    )


def test_a_quote_that_never_closes_swallows_the_rest_and_says_so(tmp_path: Path) -> None:
    plan = imported(tmp_path, HEADER + rows(1, 600) + '601,"Open,Acme,1\n' + rows(602, 2_000), by=BY)
    assert fates(plan) == [(600, 0, 0, 0, 1_400)]
    assert "does not close before the end of the file, line 2001, so that 1,400 rows are inside" in said(plan)[0]


@pytest.mark.parametrize(
    "closing",
    ['21,D21",Acme,1\n', '21,"D21",Acme,1\n', '21,D21,"Acme",1\n', '21,D21,"Acme, Ltd","1"\n'],
    ids=["where a cell ends", "in a quoted cell", "in another", "in two"],
)
def test_one_that_closes_by_chance_costs_the_rows_up_to_there(tmp_path: Path, closing: str) -> None:
    export = HEADER + rows(1, 9) + '10,"Open,Acme,1\n' + rows(11, 20) + closing + rows(22, 30)
    plan = imported(tmp_path, export, by=BY)
    assert sorted(deals_in(tmp_path)) == sorted(f"acme/d{number}" for number in [*range(1, 10), *range(22, 31)])
    assert fates(plan) == [(18, 0, 0, 0, 12)]
    assert "row 11: a quote that opens on line 11 does not close before line 22" in said(plan)[0]


def test_rows_behind_keep_the_number_that_they_have_when_the_quote_is_mended(tmp_path: Path) -> None:
    export = HEADER + '1,"Open,Acme,1\n2,D2,Acme,1\n3,D3",Acme,1\n' + "4,D4,Acme,much\n"
    plan = imported(tmp_path, export, by=BY)
    assert "export1.csv:5:1: row 5: Amount" in said(plan)[1]
    assert fates(plan) == [(1, 0, 0, 0, 3)]


@pytest.mark.parametrize(
    "cell",
    [
        '"Dear Ann,\nwe met, talked, and agreed.\nBest, Dana, Jo"',
        '"One\nTwo\nThree"',
        '"a, b\n\n\nc, d\n"',
        '"He said ""yes"",\nthen ""no"""',
    ],
)
@pytest.mark.parametrize("place", [0, 1, 2, 3])
def test_a_cell_of_several_lines_is_a_cell(tmp_path: Path, cell: str, place: int) -> None:
    lines = [["Id", "Name", "Account", "Amount"], ["7", "Name", "Acme", "1"], ["8", "B", "Acme", "1"]]
    for line, more in zip(lines, ["Notes", cell, ""], strict=True):
        line.insert(place, more)
    export = "".join(",".join(line) + "\n" for line in lines)
    plan = imported(tmp_path, export, by=BY)
    assert (said(plan), fates(plan)) == ([], [(2, 0, 0, 0, 0)])


def test_a_stray_quote_within_a_line_costs_that_row_alone(tmp_path: Path) -> None:
    plan = imported(tmp_path, HEADER + '1,"A"x,Acme,1\n' + rows(2, 4) + '5,"B,Acme,1', by=BY)
    assert fates(plan) == [(3, 0, 0, 0, 2)]
    assert "row 6: a quote opens in it and does not close" in said(plan)[1]
