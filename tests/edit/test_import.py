"""An export becomes deal files, account files and players; what cannot be read is said and the rest imported."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.edit.crm.importing import plan_import
from generator.edit.crm.merge.plan import carry_out
from generator.edit.crm.tables import read_table
from generator.problems import Refused
from generator.read.files import WorkTree
from generator.read.playbook import load
from tests.edit.crm import MAP, ONE_DEAL, deals_in, fates, imported, planned, reading, said

DEALS = """\
Id,Deal,Stage,Account Id,Account,Owner,Amount,Currency,Close,Budget,Seen,Notes,People
D1,Big one,Early,A1,,Dana,"1,200",USD,2027-03-31,Approved,2026-11-02,"Two
lines",P1;P2
D2,Lost one,Lost,A1,,Dana,,,28/02/2026,Asked for,2026-11-02,,
D3,Nobody's,Late,,,,,,,,,,
"""
ACCOUNTS = "Account Id,Company,Sector,Staff\nA1,Øster & Söhne,Energy,12\nA2,Quiet,,\n"
PEOPLE = "Person Id,Person,Role,Account Id,Boss\nP1,Ruth Okafor,CFO,A1,P2\nP2,Jan Vos,CEO,A1,\n"


JOINED = {
    "oster-and-sohne/big-one.md": (
        "---\n"
        "title: Big one\n"
        "stage: qualify\n"
        "owner: Dana\n"
        "crm: {system: acme-crm, id: D1}\n"
        "amount: USD 1,200\n"
        "close: 2027-03-31\n"
        "assessment:\n"
        '  access_to_funds: {us: "+", date: 2026-11-02, by: us, evidence: "CRM: Budget = Approved"}\n'
        "players:\n"
        "  ruth-okafor: {}\n"
        "  jan-vos: {}\n"
        "---\n"
        "\n"
        "Two\n"
        "lines\n"
    ),
    "oster-and-sohne/lost-one.md": (
        "---\n"
        "title: Lost one\n"
        "stage: closed\n"
        "owner: Dana\n"
        "crm: {system: acme-crm, id: D2}\n"
        "close: 2026-02-28\n"
        "assessment:\n"
        '  access_to_funds: {us: "?", evidence: "CRM: Budget = Asked for"}\n'
        "outcome: {result: lost, date: 2026-02-28}\n"
        "---\n"
    ),
    "nobody-yet/nobodys.md": "---\ntitle: Nobody's\nstage: negotiate\ncrm: {system: acme-crm, id: D3}\n---\n",
    "oster-and-sohne/index.md": (
        "---\n"
        "title: Øster & Söhne\n"
        "industry: Energy\n"
        "crm: {system: acme-crm, id: A1}\n"
        "profile:\n"
        '  - "12 people"\n'
        "people:\n"
        "  ruth-okafor:\n"
        "    name: Ruth Okafor\n"
        "    title: CFO\n"
        "    reports_to: jan-vos\n"
        "    crm: {system: acme-crm, id: P1}\n"
        "  jan-vos:\n"
        "    name: Jan Vos\n"
        "    title: CEO\n"
        "    crm: {system: acme-crm, id: P2}\n"
        "---\n"
    ),
    "quiet/index.md": "---\ntitle: Quiet\ncrm: {system: acme-crm, id: A2}\n---\n",
    "nobody-yet/index.md": "---\ntitle: Nobody yet\n---\n",
}
"""Files that DEALS, ACCOUNTS and PEOPLE become, by path."""


def test_deals_accounts_and_people_are_joined_by_their_ids(tmp_path: Path) -> None:
    plan = imported(tmp_path, PEOPLE, DEALS, ACCOUNTS)
    assert said(plan) == []
    files = {path: (tmp_path / "deals" / path).read_text() for path in plan.writes if path.endswith(".md")}
    assert files == JOINED
    assert sorted(deals_in(tmp_path)) == [
        "nobody-yet/nobodys",
        "oster-and-sohne/big-one",
        "oster-and-sohne/lost-one",
    ]


def test_a_row_that_cannot_be_read_is_reported_with_its_number_and_the_others_are_imported(tmp_path: Path) -> None:
    rows = (
        "Id,Deal,Stage,Account,Amount,Close,Budget\n"
        "1,Good,Early,Acme,5,2027-01-01,\n"
        "2,Bad date,Early,Acme,5,2027-02-30,\n"
        "3,Bad amount,Early,Acme,five,,\n"
        "4,Bad stage,Erly,Acme,5,,\n"
        "5,,Early,Acme,5,,\n"
        ",No id,Early,Acme,5,,\n"
        "1,Again,Early,Acme,5,,\n"
        "8,No day of the outcome,Won,Acme,5,,\n"
        "9,Two faults,Erly,Acme,five,,\n"
        "10,Too long,Early,Acme,5,,,,more\n"
        '11,"Torn"x,Early,Acme,5,,\n'
        "12,Not rated,Early,Acme,5,,Perhaps\n"
        "13,Last,Early,Acme,5,,\n"
    )
    plan = imported(tmp_path, rows)
    assert sorted(deals_in(tmp_path)) == [
        *("acme/bad-amount", "acme/bad-date", "acme/good", "acme/last", "acme/not-rated")
    ]
    assert fates(plan) == [(5, 0, 0, 0, 8)]
    assert said(plan) == [
        "export1.csv:3:1: row 3: Close is not a day of the calendar: '2027-02-30'; close is left out",
        "export1.csv:4:1: row 4: Amount is not an amount: 'five'; amount is left out",
        "export1.csv:5:1: row 5: Stage is not among the values that the map knows: 'Erly' (did you mean 'Early'?)",
        "export1.csv:6:1: row 6: has no title",
        "export1.csv:7:1: row 7: has no id (export the id too: it ties the row to its file)",
        "export1.csv:8:1: row 8: has the id '1' that row 2 of export1.csv has (the first of the two was taken)",
        "export1.csv:9:1: row 9: is closed but has no date for its outcome (name a column for outcome.date)",
        "export1.csv:10:1: row 10: Amount is not an amount: 'five'",
        "export1.csv:10:1: row 10: Stage is not among the values that the map knows: 'Erly' (did you mean 'Early'?)",
        "export1.csv:11:1: row 11: has 9 cells under 7 headers (quote a cell that holds the delimiter)",
        "export1.csv:12:1: row 12: cannot be split into cells: ',' expected after '\"' (mend its quotes)",
        (
            "export1.csv:13:1: row 13: Budget has a value that the map does not rate: 'Perhaps'; "
            "assessment.access_to_funds is left out (add it to the map)"
        ),
    ]


def test_a_deal_that_the_method_refuses_is_reported_at_its_row(tmp_path: Path) -> None:
    plan = imported(tmp_path, ONE_DEAL, by=MAP.replace("Early: qualify", "Early: dreaming"))
    assert said(plan)[0].startswith("export1.csv:2:1: row 2: unknown stage 'dreaming'")
    assert plan.deals.new == 0


@pytest.mark.parametrize(
    "cell",
    [
        "=cmd|' /C calc'!A0",
        "- ? : { } [ ] , & * # ! | > ' \" % @ `",
        "yes",
        "2026-02-30",
        "0x1F",
        "---",
        "{{ 7*7 }}",
        "<script>alert(1)</script>",
        "a\nb\r\nc\x00\x07\u202ed\u2028e\x85f\ufeff",
        'back\\slash and "quotes"',
        "日本語 – ümlaut 🙂",
        "x" * 3_000,
    ],
)
def test_a_hostile_cell_becomes_text_and_nothing_else(tmp_path: Path, cell: str) -> None:
    quoted = '"' + cell.replace('"', '""') + '"'
    plan = imported(tmp_path, f"Id,Deal,Stage,Account,Owner,Notes\n1,{quoted},Early,{quoted},{quoted},{quoted}\n")
    assert said(plan) == []
    (deal,) = deals_in(tmp_path).values()
    expected = "a b cd e f" if "\n" in cell else cell
    assert (deal.title, deal.owner) == (expected, expected)


def test_a_cell_that_nobody_would_read_is_refused(tmp_path: Path) -> None:
    plan = imported(tmp_path, f"Id,Deal,Stage,Account\n1,{'x' * 200_000},Early,Acme\n2,Short,Early,Acme\n")
    assert said(plan) == ["export1.csv:2:1: row 2: Deal has 200,000 characters (3,500 at most)"]
    assert list(deals_in(tmp_path)) == ["acme/short"]


@pytest.mark.parametrize(
    "rewritten",
    [
        "\ufeff" + ONE_DEAL,
        ONE_DEAL.replace("\n", "\r\n"),
        ONE_DEAL.replace(",", ";"),
        ONE_DEAL.replace(",", "\t"),
        ONE_DEAL.replace("Id,Deal,Stage", "ID,  deal ,STAGE"),
        ONE_DEAL.replace("Id,", "Extra,Id,").replace("7,", "more,7,"),
        ONE_DEAL.replace("Close\n", "Close,Id\n").replace("31\n", "31,8\n"),
        ONE_DEAL.replace("\n", "\n\n"),
        '"' + ONE_DEAL.replace(",", '","').replace("\n", '"\n"').removesuffix('"'),
    ],
    ids=["mark", "crlf", "semicolon", "tab", "case", "extra", "twice", "empty lines", "quoted"],
)
def test_the_way_the_file_is_written_makes_no_difference(tmp_path: Path, rewritten: str) -> None:
    (tmp_path / "plain").mkdir()
    imported(tmp_path / "plain", ONE_DEAL)
    (tmp_path / "rewritten").mkdir()
    imported(tmp_path / "rewritten", rewritten)
    first, second = (tmp_path / each / "deals/acme/big-one.md" for each in ("plain", "rewritten"))
    assert first.read_bytes() == second.read_bytes()


def test_an_encoding_of_the_map_is_used_and_a_wrong_one_is_said(tmp_path: Path) -> None:
    latin = ONE_DEAL.replace("Dana", "Jürgen").encode("cp1252")
    with pytest.raises(Refused, match=r"export1\.csv:2:1: is not utf-8"):
        planned(tmp_path, latin)
    imported(tmp_path, latin, by=MAP.replace("currency: EUR,", "currency: EUR, encoding: windows-1252,"))
    assert deals_in(tmp_path)["acme/big-one"].owner == "Jürgen"


def test_names_that_come_out_the_same_are_told_apart_by_id_whatever_the_order(tmp_path: Path) -> None:
    rows = ["B,Big one,Early,Acme", "A,BIG ONE!,Early,Acme", "C,Índex,Early,Acme", "D,日本,Early,Acme"]
    for name, order in (("one", rows), ("two", rows[::-1])):
        (tmp_path / name).mkdir()
        imported(tmp_path / name, "Id,Deal,Stage,Account\n" + "\n".join(order) + "\n")
        ids = {path: deal.crm.id for path, deal in deals_in(tmp_path / name).items() if deal.crm}
        assert ids == {"acme/big-one": "A", "acme/big-one-b": "B", "acme/index-c": "C", "acme/riben": "D"}


def test_an_account_never_gets_the_name_of_a_page(tmp_path: Path) -> None:
    imported(tmp_path, "Id,Deal,Stage,Account Id,Account\n1,One,Early,A7,Partners\n")
    assert list(deals_in(tmp_path)) == ["partners-a7/one"]


def test_a_deal_goes_to_the_account_that_the_team_wrote_by_hand(tmp_path: Path) -> None:
    (tmp_path / "deals/acme").mkdir(parents=True)
    (tmp_path / "deals/acme/index.md").write_text("---\ntitle: ACME\nowner: Jo  # ours\n---\nNotes\n")
    imported(tmp_path, "Id,Deal,Stage,Account Id,Account\n1,One,Early,A7,Acme\n")
    written = (tmp_path / "deals/acme/index.md").read_text()
    assert written == "---\ntitle: ACME\nowner: Jo  # ours\ncrm: {system: acme-crm, id: A7}\n---\nNotes\n"


def test_a_deal_that_the_team_wrote_by_hand_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "deals/acme").mkdir(parents=True)
    by_hand = "---\ntitle: Ours\nstage: evaluate\n---\n"
    (tmp_path / "deals/acme/big-one.md").write_text(by_hand)
    imported(tmp_path, ONE_DEAL)
    assert (tmp_path / "deals/acme/big-one.md").read_text() == by_hand
    assert sorted(deals_in(tmp_path)) == ["acme/big-one", "acme/big-one-7"]


def test_a_person_whose_account_is_not_there_is_reported(tmp_path: Path) -> None:
    plan = imported(tmp_path, ONE_DEAL, PEOPLE)
    assert said(plan) == [
        "export2.csv:2:1: row 2: its account is not in the export (export the accounts, too)",
        "export2.csv:3:1: row 3: its account is not in the export (export the accounts, too)",
    ]


def test_a_row_in_an_account_whose_file_is_broken_waits_until_it_is_mended(tmp_path: Path) -> None:
    (tmp_path / "deals/acme").mkdir(parents=True)
    (tmp_path / "deals/acme/index.md").write_text("---\ntitle: [\n---\n")
    plan = imported(tmp_path, ONE_DEAL)
    assert [line.split(":")[0] for line in said(plan)] == ["deals/acme/index.md", "export1.csv"]
    assert "its account cannot be imported" in said(plan)[1]
    assert plan.writes == {}


def test_a_broken_method_stops_the_import(tmp_path: Path) -> None:
    (tmp_path / "deals").mkdir()
    (tmp_path / "deals/method.yml").write_text("extends: nothing\n")
    with pytest.raises(Refused, match="there is no method 'nothing'"):
        planned(tmp_path, ONE_DEAL)


def test_the_record_of_the_import_is_part_of_the_playbook(tmp_path: Path) -> None:
    imported(tmp_path, ONE_DEAL)
    assert (tmp_path / "deals/imports.json").is_file()
    assert load(WorkTree(tmp_path / "deals")).problems == ()


def test_a_column_that_is_not_there_at_all_is_said_once(tmp_path: Path) -> None:
    by = MAP.replace("    title: Deal\n", "    title: [Deel, Deil]\n")
    imported(tmp_path, ONE_DEAL)
    plan = planned(tmp_path, ONE_DEAL, by=by)
    (problem,) = said(plan)
    assert plan.gone == []
    assert problem.startswith("export1.csv:1:1: there is no column for title: the map looks for Deel or Deil (")


def test_a_column_that_a_field_can_do_without_may_be_missing(tmp_path: Path) -> None:
    imported(tmp_path, "Id,Deal,Stage,Account\n1,One,Early,Acme\n")
    assert deals_in(tmp_path)["acme/one"].amount is None


def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / "deals").mkdir()
    (tmp_path / "deals/acme").symlink_to(elsewhere)
    with pytest.raises(OSError, match="links are never followed"):
        imported(tmp_path, ONE_DEAL)
    assert list(elsewhere.iterdir()) == []


def test_each_step_tells_how_far_it_is(tmp_path: Path) -> None:
    imported(tmp_path, ONE_DEAL)
    by = reading()
    export = ONE_DEAL + ONE_DEAL.splitlines()[1].replace("7,", "8,") + "\n"
    table = read_table("export.csv", export.encode(), by.formats)
    steps: list[tuple[str, int, int]] = []
    plan = plan_import(WorkTree(tmp_path / "deals"), by, [("deals", table)], lambda *step: steps.append(step))
    carry_out(plan, tmp_path / "deals", lambda *step: steps.append(("Writing files", *step)))
    assert [step for step in steps if step[1] == step[2]] == [
        ("Reading the deals", 1, 1),
        ("Reading the deals", 1, 1),
        ("Importing deals", 2, 2),
        ("Writing files", 2, 2),
    ]
