"""The values of a whole column prove which order of day and month is wrong; nothing is written with that one."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.edit.crm import MAP, deals_in, fates, imported, notes, said

HEADER = "Id,Deal,Stage,Account,Close\n"
YEAR = [dt.date(2027, 1, 1) + dt.timedelta(days=each) for each in range(365)]


def by(*patterns: str) -> str:
    """Return the map with these date patterns."""
    return MAP.replace("[YYYY-MM-DD, DD/MM/YYYY]", f"[{', '.join(patterns)}]")


def column(*cells: str, stage: str = "Early") -> str:
    """Return an export with a deal for each cell."""
    return HEADER + "".join(f'{number},D{number},{stage},Acme,"{cell}"\n' for number, cell in enumerate(cells, 1))


def closes(folder: Path) -> list[str]:
    """Return the closes of the deals in the order of their rows."""
    deals = sorted(deals_in(folder).values(), key=lambda deal: int(deal.title[1:]))
    return [str(deal.close) for deal in deals]


def test_a_year_of_days_first_read_with_a_map_for_months_first_writes_none(tmp_path: Path) -> None:
    export = column(*(day.strftime("%d/%m/%Y") for day in YEAR[::5]))
    plan = imported(tmp_path, export, by=by("MM/DD/YYYY"))
    assert closes(tmp_path) == ["None"] * 73
    assert fates(plan) == [(73, 0, 0, 0, 0)]
    groups = [str(group.problem) for group in plan.accounting.groups() if group.first.effect == "left out"]
    assert len(groups) == 1
    assert groups[0].startswith(
        "export1.csv:2:1: 73 deals: Close is not written as MM/DD/YYYY: '16/01/2027' in row 5 shows DD/MM/YYYY: "
        "'01/01/2027', '06/01/2027', '11/01/2027' and 70 more; close is left out; rows 2, 3, 4 and 70 more "
        "(write DD/MM/YYYY among the map's dates"
    )


@pytest.mark.parametrize("written", ["%d/%m/%Y", "%m/%d/%Y"])
@pytest.mark.parametrize("patterns", [("DD/MM/YYYY", "MM/DD/YYYY"), ("YYYY-MM-DD", "MM/DD/YYYY", "DD/MM/YYYY")])
def test_of_several_patterns_the_one_that_fits_all_rows_is_taken(
    tmp_path: Path, written: str, patterns: tuple[str, ...]
) -> None:
    plan = imported(tmp_path, column(*(day.strftime(written) for day in YEAR[::9])), by=by(*patterns))
    assert closes(tmp_path) == [str(day) for day in YEAR[::9]]
    assert said(plan) == []


@pytest.mark.parametrize(
    ("cells", "patterns"),
    [
        (("13.02.27", "01.02.27"), ("MM.DD.YY",)),
        (("13-2-2027 08:00", "1-2-2027 09:00"), ("MM-DD-YYYY",)),
        (("02/13/2027", "02/01/2027"), ("YYYY-MM-DD", "DD/MM/YYYY")),
    ],
)
def test_other_spellings_count_alike(tmp_path: Path, cells: tuple[str, ...], patterns: tuple[str, ...]) -> None:
    imported(tmp_path, column(*cells), by=by(*patterns))
    assert closes(tmp_path) == ["None", "None"]


def test_a_column_that_proves_nothing_says_so(tmp_path: Path) -> None:
    plan = imported(tmp_path, column("01/02/2027", "03/03/2027"), by=by("MM/DD/YYYY", "DD/MM/YYYY"))
    assert closes(tmp_path) == ["2027-01-02", "2027-03-03"]
    says = "note: Close could be MM/DD/YYYY or DD/MM/YYYY in every row and is read as MM/DD/YYYY"
    assert any(says in note for note in notes(plan))
    sure = imported(tmp_path, column("03/03/2027", "04/04/2027"), by=by("MM/DD/YYYY"))
    assert not any("could be" in note for note in notes(sure))


def test_a_column_of_both_orders_is_read_where_only_one_of_them_can_be_meant(tmp_path: Path) -> None:
    plan = imported(tmp_path, column("13/02/2027", "02/13/2027", "01/02/2027"), by=by("MM/DD/YYYY", "DD/MM/YYYY"))
    assert closes(tmp_path) == ["2027-02-13", "2027-02-13", "None"]
    assert "mixes MM/DD/YYYY" in said(plan)[0]


def test_one_day_that_no_order_has_costs_that_cell_alone(tmp_path: Path) -> None:
    plan = imported(tmp_path, column("31/02/2027", "28/02/2027", "2027-02-30", "32/13/2027"))
    assert closes(tmp_path) == ["None", "2027-02-28", "None", "None"]
    assert len(said(plan)) == 3


def test_patterns_that_begin_with_the_year_have_one_order(tmp_path: Path) -> None:
    plan = imported(tmp_path, column("2027-13-02", "2027-02-01"))
    assert closes(tmp_path) == ["None", "2027-02-01"]
    assert "Close is not a day of the calendar: '2027-13-02'" in said(plan)[0]


def test_a_closed_deal_is_refused_where_its_day_cannot_be_read(tmp_path: Path) -> None:
    plan = imported(tmp_path, column("13/02/2027", "01/02/2027", stage="Won"), by=by("MM/DD/YYYY"))
    assert fates(plan) == [(0, 0, 0, 0, 2)]
