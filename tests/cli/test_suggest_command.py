"""`import --suggest` prints a map that `import --map` takes as it is, with the first deals in comments."""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli.main import main
from tests.cli.running import playbook
from tests.edit.workbooks import workbook

EXPORTS = Path(__file__).parents[1] / "edit" / "exports"
HEADER = "Nr;Projekt;Kunde;Vertriebsstufe;Auftragswert;Währung;Abschluss;Verkäufer"
ROWS = (
    "4711;Laderampe;Larkfield;Verhandlung;120.000,00;EUR;31.03.2027;Dana Reyes",
    "4712;Nachtschicht;Ostrava Mills;Gewonnen;45.000,50;EUR;15.09.2026;Jo Park",
    "4713;Kantine;Ostrava Mills;Angebot;5.000,00;EUR;30.04.2027;Jo Park",
    "4714;Hafen;Larkfield;Angebot;7.000,00;EUR;30.04.2027;Jo Park",
)
SHEET = "\n".join([HEADER, *ROWS, ""])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252", "mac_roman"])
def test_what_is_suggested_imports_every_row(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "liste.csv").write_bytes(SHEET.encode(encoding))
    said = playbook(tmp_path, "import", "liste.csv", "--suggest")
    assert said.exit_code == 0, said.output
    assert not (tmp_path / "deals").exists()
    assert "# Wanted and not found: nothing." in said.output
    assert ("encoding" in said.output) is (encoding in ("cp1252", "mac_roman"))
    (tmp_path / "our.yml").write_text(said.output)
    done = playbook(tmp_path, "import", "liste.csv", "--map", "our.yml")
    assert (done.exit_code, "4 rows = 4 new" in done.output) == (0, True), done.output
    deal = (tmp_path / "deals" / "ostrava-mills" / "nachtschicht.md").read_text()
    assert "amount: EUR 45,000.50\n" in deal
    assert "outcome: {result: won, date: 2026-09-15}" in deal


def test_the_first_three_deals_are_shown_as_they_would_be(tmp_path: Path) -> None:
    (tmp_path / "liste.csv").write_text(SHEET)
    said = playbook(tmp_path, "import", "liste.csv", "--suggest").output
    shown = said.partition("# The first deals as they would be: 3.\n")[2]
    (tmp_path / "our.yml").write_text(said)
    playbook(tmp_path, "import", "liste.csv", "--map", "our.yml")
    for name in ("larkfield/laderampe", "ostrava-mills/nachtschicht", "ostrava-mills/kantine"):
        lines = (tmp_path / "deals" / f"{name}.md").read_text().splitlines()
        assert "\n".join([f"# deals/{name}.md", *(f"#   {line}" for line in lines)]) in shown
    assert "hafen" not in shown


def test_the_stages_are_those_of_the_teams_method(tmp_path: Path) -> None:
    method = (
        "stages:\n  first: {label: First, like: prospect}\n  early: {label: Early, like: qualify}\n"
        "  middle: {label: Middle, like: evaluate}\n  offer: {label: Offer, like: propose}\n"
        "  late: {label: Late, like: negotiate}\n  finished: {label: Finished, closed: yes}\n"
    )
    (tmp_path / "deals").mkdir()
    (tmp_path / "deals" / "method.yml").write_text(method)
    (tmp_path / "liste.csv").write_text(SHEET)
    said = playbook(tmp_path, "import", "liste.csv", "--suggest").output
    for line in ("Verhandlung: late", "Gewonnen: finished", "Angebot: offer"):
        assert f"        {line}" in said
    (tmp_path / "our.yml").write_text(said)
    assert playbook(tmp_path, "import", "liste.csv", "--map", "our.yml").exit_code == 0


def test_a_workbook_of_several_sheets_and_standard_input(tmp_path: Path) -> None:
    deals = [line.split(";") for line in (HEADER, *ROWS)]
    accounts = [("Firma", "Branche", "Webseite"), ("Larkfield", "Bahn", "larkfield.example")]
    (tmp_path / "crm.xlsx").write_bytes(workbook({"Deals": deals, "Firmen": accounts, "Notizen": [("x",)]}))
    said = playbook(tmp_path, "import", "crm.xlsx", "--suggest").output
    assert "deals:  # from crm.xlsx (Deals), 4 rows" in said
    assert "accounts:  # from crm.xlsx (Firmen), 1 row\n" in said
    assert "#   crm.xlsx (Notizen): its columns fit no part of a map" in said
    assert "playbook import crm.xlsx --map" in said
    piped = CliRunner().invoke(main, ["-C", str(tmp_path), "import", "-", "--suggest"], input=SHEET.encode())
    assert (piped.exit_code, "deals:  # from stdin, 4 rows" in piped.output) == (0, True)


def test_files_in_which_nothing_is_found_end_with_1(tmp_path: Path) -> None:
    (tmp_path / "notes.csv").write_text("What,Ever\n1,2\n")
    said = playbook(tmp_path, "import", "notes.csv", "--suggest")
    assert said.exit_code == 1
    assert "#   deals: no file has a title or stage with an amount or a close date" in said.output
    (tmp_path / "report.pdf").write_bytes(b"%PDF-1.7\n")
    said = playbook(tmp_path, "import", "report.pdf", "notes.csv", "--suggest")
    assert (said.exit_code, "is a PDF, not a table" in said.output) == (1, True)


def test_a_map_is_either_named_or_suggested(tmp_path: Path) -> None:
    (tmp_path / "liste.csv").write_text(SHEET)
    both = playbook(tmp_path, "import", "liste.csv", "--suggest", "--map", "zoho")
    neither = playbook(tmp_path, "import", "liste.csv")
    assert (both.exit_code, neither.exit_code) == (2, 2)
    assert "leave --map away" in both.output
    for option in ("--dry-run", "--all", "--json"):
        said = playbook(tmp_path, "import", "liste.csv", "--suggest", option)
        assert (said.exit_code, "--suggest prints a map and writes nothing" in said.output) == (2, True)
    assert "name a map with --map, or have one suggested with --suggest" in neither.output


@pytest.mark.parametrize(
    "kind", ["salesforce", "salesforce-reports", "hubspot", "hubspot-tables", "zoho", "dynamics"]
)
def test_the_command_that_a_suggestion_prints_reads_the_files_it_fits_whole(tmp_path: Path, kind: str) -> None:
    files = sorted(str(file) for file in (EXPORTS / kind).iterdir() if file.name != "report.csv")
    said = playbook(tmp_path, "import", *files, "--suggest")
    assert said.exit_code == 0, said.output
    (tmp_path / "our-crm.yml").write_text(said.output)
    shutil.copytree(EXPORTS / kind, tmp_path, dirs_exist_ok=True)
    command = next(line for line in said.output.splitlines() if line.endswith("--map our-crm.yml --dry-run"))
    done = playbook(tmp_path, *shlex.split(command)[2:])
    assert (done.exit_code, "0 refused" in done.output) == (0, True), done.output
