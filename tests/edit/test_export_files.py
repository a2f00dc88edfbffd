"""Files of an export as people have them: odd encodings, titles and closing lines, and files that hold no table."""

from __future__ import annotations

import codecs
import io
import zipfile
from pathlib import Path

import pytest

from generator.edit.crm.export.tables_of_file import tables_of
from generator.edit.crm.formats import Formats
from generator.problems import Refused
from tests.cli.running import playbook
from tests.edit.crm import MAP, ONE_DEAL, deals_in, imported, notes, said

ROWS = "Id,Deal,Stage,Account,Owner,Amount,Close\n7,Größe,Early,Acme,Dana,1200,2027-03-31\n"
REPORT = """\
Deals by stage


Filtered by: all deals, open and closed

Id;Deal;Stage;Account;Owner;Amount;Close
7;Big one;Early;Acme;Dana;1200;2027-03-31
8;Small one;Early;Acme;Dana;x;2027-03-31

Grand Totals (2 records)
"Copyright (c) 2000-2026 example.com, inc. All rights reserved."
"Confidential Information - Do Not Distribute"
"""


def archive(*names: str) -> bytes:
    """Return a zip archive of empty files."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as zipped:
        for name in names:
            zipped.writestr(name, "")
    return file.getvalue()


OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
FOREIGN = [
    (b"", "is empty", "export it again"),
    (b"\xef\xbb\xbf\r\n  \n", "holds nothing but blanks", "export it again"),
    (OLE, "is a file of an old Office program, such as .xls", "save it as .xlsx"),
    (OLE + "EncryptedPackage".encode("utf-16-le"), "is protected with a password", "save it without one"),
    (archive("content.xml", "META-INF/manifest.xml"), "is an OpenDocument file, such as .ods", "save it as .xlsx"),
    (archive("Index/Document.iwa"), "is a file of Numbers", "export it as Excel or CSV"),
    (archive("xl/workbook.bin"), "is a binary workbook (.xlsb)", "save it as .xlsx"),
    (archive("word/document.xml"), "is a document or slides", "export the list from the CRM"),
    (archive("deals.csv", "__MACOSX/x", "companies.csv"), "is a zip archive with deals.csv, companies.csv", "unpack"),
    (archive(), "is a zip archive with nothing in it", "unpack"),
    (archive("deals.csv")[:30], "is an Excel file or archive that is cut off or damaged", "again"),
    (codecs.BOM_UTF16_LE + "<html>".encode("utf-16-le"), "is a web page, whatever", "Comma Delimited"),
    (b"MIME-Version: 1.0\nContent-Type: multipart/related", "is a web page, whatever its name", "Comma Delimited"),
    (b"<!-- report --><html>", "is a web page, whatever its", "Comma Delimited"),
    (b"%PDF-1.7\n", "is a PDF", "as CSV or .xlsx"),
    (b"<html><body><table>", "is a web page, whatever its name says", "Comma Delimited"),
    (b"\xef\xbb\xbf \n<!DOCTYPE HTML>\n", "is a web page", "Comma Delimited"),
    (b"<table border=1><tr><td>Id", "is a web page", "Comma Delimited"),
    (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', "Excel 2003", ".xlsx"),
    (b'<?xml version="1.0"?><deals/>', "is XML", "as CSV or .xlsx"),
    (b'{"records": []}', "is JSON", "write it out as CSV"),
    (b'[\n  {"Id": 1}]', "is JSON", "write it out as CSV"),
    (b"{\\rtf1", "is a text document", "as CSV or .xlsx"),
    (b"\x1f\x8b\x08", "is compressed (gzip)", "unpack"),
    (b"PAR1\x15", "is a Parquet file", "as CSV"),
    (b"---\ntitle: Core banking\n---\n", "is a deal file", "as CSV or .xlsx"),
]


@pytest.mark.parametrize(("content", "says", "remedy"), FOREIGN, ids=[says for _, says, _ in FOREIGN])
def test_a_file_without_a_table_is_named_for_what_it_is_with_a_way_out(
    content: bytes, says: str, remedy: str
) -> None:
    with pytest.raises(Refused) as caught:
        tables_of("export.xls", content, Formats())
    (problem,) = caught.value.problems
    assert says in problem.says
    assert remedy in problem.remedy


@pytest.mark.parametrize(
    "content",
    [
        ROWS.encode("utf-8-sig"),
        codecs.BOM_UTF16_LE + ROWS.replace(",", "\t").encode("utf-16-le"),
        codecs.BOM_UTF16_BE + ROWS.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + ROWS.encode("utf-32-le"),
        b"sep=;\r\n" + ROWS.replace(",", ";").encode(),
        b"\xef\xbb\xbfSEP=|\n" + ROWS.replace(",", "|").encode(),
        b'"sep=,"\n' + ROWS.encode(),
        b"sep=^\n" + ROWS.replace(",", "^").encode(),
    ],
    ids=["utf-8", "utf-16", "utf-16-be", "utf-32", "sep=;", "SEP=|", "quoted sep", "sep=^"],
)
def test_a_mark_or_a_line_of_the_file_says_how_it_is_read(tmp_path: Path, content: bytes) -> None:
    assert said(imported(tmp_path, content)) == []
    assert [deal.title for deal in deals_in(tmp_path).values()] == ["Größe"]


def test_behind_a_separator_line_rows_are_numbered_as_a_spreadsheet_does_and_lines_as_an_editor_does(
    tmp_path: Path,
) -> None:
    plan = imported(tmp_path, "sep=;\n" + ONE_DEAL.replace(",", ";").replace("1200", "x"))
    assert said(plan)[0].startswith("export1.csv:3:1: row 2: Amount is not an amount")


@pytest.mark.parametrize(("encoding", "other"), [("cp1252", "mac_roman"), ("mac_roman", "cp1252")])
def test_bytes_in_no_known_encoding_are_refused_with_the_readings_to_choose_from(
    tmp_path: Path, encoding: str, other: str
) -> None:
    content = ROWS.replace("Größe", "Prag, Größe heute").encode(encoding)
    with pytest.raises(Refused) as caught:
        imported(tmp_path, content)
    first = "Größe".encode(encoding).decode("cp1252")
    assert f"export1.csv:2:1: is not utf-8: a word here is {first!r} in cp1252 or " in str(caught.value)
    assert f"{'Größe'!r} in {encoding}" in str(caught.value)
    by = MAP.replace("formats: {", f"formats: {{encoding: {encoding}, ")
    assert said(imported(tmp_path, ROWS.encode(encoding), by=by)) == []
    assert [deal.title for deal in deals_in(tmp_path).values()] == ["Größe"]


def test_utf_8_is_known_for_what_it_is_though_the_map_says_another(tmp_path: Path) -> None:
    plan = imported(tmp_path, ROWS, by=MAP.replace("formats: {", "formats: {encoding: cp1252, "))
    assert [deal.title for deal in deals_in(tmp_path).values()] == ["Größe"]
    assert "export1.csv:1:1: note: is UTF-8, though the map says cp1252; it is read as UTF-8" in notes(plan)


def test_letters_that_an_earlier_program_lost_are_said(tmp_path: Path) -> None:
    plan = imported(tmp_path, ROWS.replace("ö", "\ufffd"))
    assert any(each.startswith("export1.csv:2:1: note: holds 1 signs in place of letters") for each in notes(plan))


def test_utf_16_without_its_mark_is_said() -> None:
    for text in (ONE_DEAL, ROWS):
        for encoding in ("utf-16-le", "utf-16-be"):
            with pytest.raises(Refused, match="UTF-16 without its mark"):
                tables_of("export.csv", text.encode(encoding), Formats())
            (table,) = tables_of("export.csv", text.encode(encoding), Formats(encoding=encoding))
            assert table.rows[0].cell("Account") == "Acme"


def test_a_header_that_is_repeated_inside_of_the_table_makes_no_deal_and_is_said() -> None:
    text = "Id,Name,Account\n1,A,Acme\n\nId,Name,Account\n2,B,Acme\nId,Name,Account\n"
    (table,) = tables_of("export.csv", text.encode(), Formats())
    assert [row.cell("Name") for row in table.rows] == ["A", "B"]
    assert [(note.says, note.line) for note in table.notes] == [("rows that repeat the header are not read: 2", 4)]


def test_titles_above_and_closing_lines_below_a_report_are_set_apart_and_said(tmp_path: Path) -> None:
    plan = imported(tmp_path, REPORT)
    assert [each.split(" Amount")[0] for each in said(plan)] == ["export1.csv:8:1: row 8:"]
    assert [file.rows for file in plan.accounting.files] == [2]
    below = "rows below the table are closing lines and not read"
    assert [each for each in notes(plan) if "rows " in each] == [
        "export1.csv:1:1: note: rows above the header are a title and not read: 2",
        f"export1.csv:10:1: note: {below}: 3 ('Grand Totals (2 records)', ...)",
    ]


@pytest.mark.parametrize(
    ("below", "left"),
    [
        ("Total,,,,,1200,\n", 1),
        (",,,,,1200,\nTotal,,,,,1200,\n", 2),
        (",,,,,1200,\n", 0),
        ("\nSumme;\n", 1),
        ("\nGenerated By: Dana Reyes\nExample Ltd\n", 2),
        ("8,Total,Early,Acme,,,\n", 0),
        ("Total SA,,,,,,\n8,Two,Early,Acme,,,\n", 0),
        ("8\n", 0),
    ],
)
def test_a_row_is_a_closing_line_only_by_its_words_or_alone_below_a_gap(below: str, left: int) -> None:
    (table,) = tables_of("export.csv", (ONE_DEAL + below).encode(), Formats())
    assert (
        len(ONE_DEAL.splitlines()) - 1 + len([line for line in below.splitlines() if line]) - len(table.rows) == left
    )


def test_a_narrow_table_and_a_ragged_one_begin_with_their_first_row() -> None:
    for text in ("a,b\n1,2\n", "a\n1\n2\n", "a,b,c,d\n1,2\n1,2\n1,2,3,4\n", "Id,Name,,,\n1,2,,,\n"):
        (table,) = tables_of("export.csv", text.encode(), Formats())
        assert table.header.number == 1


def test_standard_input_and_a_folder(tmp_path: Path) -> None:
    from click.testing import CliRunner

    from generator.cli.main import main

    (tmp_path / "map.yml").write_text(MAP)
    words = ["-C", str(tmp_path), "import", "-", "--map", "map.yml"]
    done = CliRunner().invoke(main, words, input=ONE_DEAL.encode())
    assert done.exit_code == 0, done.output
    assert "stdin: 1 row = 1 new" in done.output
    done = CliRunner().invoke(main, [*words, "-"], input=ONE_DEAL.encode())
    assert (done.exit_code, "- is given twice" in done.output) == (2, True)
    (tmp_path / "exports").mkdir()
    (tmp_path / "exports" / "deals.csv").write_text(ONE_DEAL)
    said_of_folder = playbook(tmp_path, "import", "exports", "--map", "map.yml")
    assert said_of_folder.exit_code == 2
    assert "exports is a folder; name the files in it: exports/deals.csv" in said_of_folder.output
