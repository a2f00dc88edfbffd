"""`--suggest` finds every field of an observed export, says what it guesses, and leaves nothing out unsaid."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.edit.crm.export.tables_of_file import tables_of
from generator.edit.crm.formats import Formats
from generator.edit.crm.import_map import ImportMap, SourceOf
from generator.edit.crm.importing import plan_import
from generator.edit.crm.maps import read_map
from generator.edit.crm.records.parts import part_of
from generator.edit.crm.suggest.suggestion import Suggestion, suggestion
from generator.model.method import Stage
from generator.problems import Refused
from generator.read.files import WorkTree
from generator.read.playbook import read_surroundings
from tests.conftest import REAL_INPUT

OBSERVED = Path(__file__).parent / "exports" / "observed"
HEADERS = REAL_INPUT / "crm-headers.json"

EXPECTED: Mapping[str, tuple[str, str]] = {
    name: (system, columns)
    for name, system, columns in re.findall(
        r"^(\S+) of (\S+)\n((?: {4}.*\n)+)", OBSERVED.with_suffix(".txt").read_text("utf-8"), re.MULTILINE
    )
}
"""System and fields by column for each observed header; blanks in the names of columns are written as `_`."""


def stages() -> Mapping[str, Stage]:
    """Return the stages of the method that ships."""
    return read_surroundings(WorkTree(Path("nowhere")))[0].method.stages


def suggested(*files: tuple[str, bytes]) -> tuple[Suggestion, ImportMap]:
    """Return the suggestion for files, and the map that it is."""
    tables = [table for name, content in files for table in tables_of(name, content, Formats())]
    found = suggestion(tables, stages())
    return found, read_map("suggested.yml", found.text.encode())


def sources(by: ImportMap) -> Iterator[tuple[str, SourceOf | None]]:
    """Yield every field of a map with its source; fields of the deals have no part before them."""
    if by.deals:
        yield from [("id", by.deals.id), ("account.id", by.deals.account.id), ("account.name", by.deals.account.name)]
        yield from by.deals.fields.items()
        yield "notes", by.deals.notes
    if by.accounts:
        yield from [
            ("accounts.id", by.accounts.id),
            *((f"accounts.{key}", each) for key, each in by.accounts.fields.items()),
        ]
    if by.people:
        yield from [("people.id", by.people.id), ("people.account", by.people.account)]
        yield from ((f"people.{key}", each) for key, each in by.people.fields.items())


def columns_of(by: ImportMap) -> dict[str, str]:
    """Return the columns of every field of a map, as the table above writes them."""
    found = {field: ",".join([*each.columns, *each.text, *each.currency]) for field, each in sources(by) if each}
    if by.deals:
        found["result"] = ",".join(by.deals.result.columns) if by.deals.result else ""
        found["players"] = by.deals.players.column or ""
        found["only"] = ",".join(by.deals.only)
    return {field: columns.replace(" ", "_") for field, columns in found.items() if columns}


def expected_of(name: str) -> dict[str, str]:
    """Return the expected columns of an observed header."""
    return dict(pair.split("=", 1) for pair in EXPECTED[name][1].split())


def test_every_sample_has_its_expectation() -> None:
    assert sorted(EXPECTED) == sorted(file.stem for file in OBSERVED.iterdir())


@pytest.mark.parametrize("name", EXPECTED)
def test_an_observed_export_gets_the_map_that_is_expected_of_it(name: str) -> None:
    found, by = suggested((f"{name}.csv", (OBSERVED / f"{name}.csv").read_bytes()))
    assert (by.system, columns_of(by)) == (EXPECTED[name][0], expected_of(name))
    (table,) = found.tables
    assert part_of(table.columns.table, by) == table.part


@pytest.mark.parametrize("name", EXPECTED)
def test_every_column_is_used_or_named_as_left_out(name: str) -> None:
    found, _ = suggested((f"{name}.csv", (OBSERVED / f"{name}.csv").read_bytes()))
    left = re.search(rf"^#   {name}\.csv: (.*)$", found.text, re.MULTILINE)
    out = left[1].split(", ") if left else []
    for column in found.tables[0].columns.names:
        is_used = re.search(rf"(?<![\w.]){re.escape(column)}(?!\w)", found.text.partition("\nsystem:")[2])
        assert column in out or is_used, column


WANTED = {"id": "id", "title": "name", "stage": "stage", "amount": "amount", "close": "close date", "owner": "owner"}


@pytest.mark.parametrize("name", [name for name in EXPECTED if "title" in expected_of(name)])
def test_no_field_that_a_deal_wants_is_left_out_unsaid(name: str) -> None:
    found, _ = suggested((f"{name}.csv", (OBSERVED / f"{name}.csv").read_bytes()))
    fields = expected_of(name)
    lacking = [word for field, word in WANTED.items() if "{" in fields.get(field, "{")]
    lacking += [] if {"account.id", "account.name"} & set(fields) else ["account"]
    for word in lacking:
        assert any(word in said for said in found.missing), (word, found.missing)


@pytest.mark.real
def test_the_samples_have_the_headers_that_were_observed() -> None:
    rows = [row["header"] for row in json.loads(HEADERS.read_text("utf-8"))["observed_rows"]]
    samples = {file.read_text("utf-8").partition("\n")[0].replace('"', ""): file.stem for file in OBSERVED.iterdir()}
    tables = [row for row in rows if "," in row and not row.startswith("see ")]
    assert [row for row in tables if row.replace('"', "") not in samples] == []
    for row in tables:
        name = samples[row.replace('"', "")]
        _, by = suggested(("export.csv", (row + "\n").encode()))
        alone, expected = columns_of(by), expected_of(name)
        by_values = {"outcome.result", "outcome.date", "outcome.reason"}
        assert (by.system, {key: alone[key] for key in alone if key not in by_values}) == (
            EXPECTED[name][0],
            {key: expected[key] for key in expected if key not in by_values},
        )


@pytest.mark.real
def test_every_alias_that_was_collected_is_known() -> None:
    aliases: Mapping[str, Sequence[str]] = json.loads(HEADERS.read_text("utf-8"))["aliases"]
    ours = {
        "id": "id",
        "name": "title",
        "owner": "owner",
        "stage": "stage",
        "amount": "amount",
        "close_date": "close",
    }
    for theirs, field in ours.items():
        for alias in aliases[theirs]:
            beside = {"title": "Deal Name", "stage": "Stage", "amount": "Amount", "close": "Close Date"}
            header = [alias, *(column for other, column in beside.items() if other != field)]
            _, by = suggested(("export.csv", (",".join(header) + "\n").encode()))
            assert columns_of(by).get(field) == alias.replace(" ", "_"), (theirs, alias)


def formats_of(header: str, *rows: str) -> Formats:
    """Return the formats of the map that is suggested for a header and rows, separated by `|`."""
    return suggested(("export.csv", "\n".join([header, *rows]).encode()))[1].formats


def guessed(header: str, *rows: str) -> str:
    """Return what the suggestion for a header and rows says that it guessed."""
    text = suggested(("export.csv", "\n".join([header, *rows]).encode()))[0].text
    return text.partition("# Guessed")[2].partition("# Left out")[0]


DEAL = "Id|Deal Name|Stage|Amount|Close Date|Created Date"


@pytest.mark.parametrize(
    ("days", "pattern", "is_guess"),
    [
        (["2027-03-31"], "YYYY-MM-DD", False),
        (["2027-03-31T10:00:00.000+0000"], "YYYY-MM-DD", False),
        (["03/31/2027", "04/05/2027"], "MM/DD/YYYY", False),
        (["31/03/2027", "04/05/2027"], "DD/MM/YYYY", False),
        (["31.03.2027"], "DD.MM.YYYY", False),
        (["31.3.27"], "DD.MM.YY", False),
        (["Sep 12, 2026"], "MMM DD, YYYY", False),
        (["12-Sep-26"], "DD-MMM-YY", False),
        (["46477"], "excel", False),
        (["2027/3/31"], "YYYY/MM/DD", False),
        (["04/05/2027", "-"], "MM/DD/YYYY", True),
        (["31/03/2027", "04/05/2027", "05/06/2027", "06/07/2027", "soon"], "DD/MM/YYYY", True),
    ],
)
def test_dates_are_known_by_their_values(days: list[str], pattern: str, is_guess: bool) -> None:
    rows = [f"{number}|D{number}|Early|1|{day}|" for number, day in enumerate(days)]
    assert formats_of(DEAL, *rows).dates == (pattern,)
    assert ("dates:" in guessed(DEAL, *rows)) is is_guess


def test_day_and_month_follow_another_column_that_proves_them() -> None:
    rows = ("1|D1|Early|1|04/05/2027|31/03/2026", "2|D2|Early|1|05/06/2027|")
    assert formats_of(DEAL, *rows).dates == ("DD/MM/YYYY",)
    assert "another column has them in this order" in guessed(DEAL, *rows)


@pytest.mark.parametrize(
    ("amounts", "decimal", "is_guess"),
    [
        (["1234", "1234.50"], ".", False),
        (["1,234,567.00"], ".", False),
        (["1.234.567,00"], ",", False),
        (["1.234.567"], ",", False),
        (["1234,5"], ",", False),
        (["1 234,50"], ",", False),
        (["1'234.50"], ".", False),
        (["25.000", "120.000"], ",", True),
        (["25,000", "120,000"], ".", True),
        (["25.000", "1.250,50"], ",", False),
        (["1.25E7"], ".", False),
        (["12 or so", "1,5", "2,5", "3,5", "4,5"], ",", False),
    ],
)
def test_numbers_are_known_by_their_values(amounts: list[str], decimal: str, is_guess: bool) -> None:
    rows = [f"{number}|D{number}|Early|{amount}|2027-03-31|" for number, amount in enumerate(amounts)]
    assert formats_of(DEAL, *rows).decimal == decimal
    assert ("decimal:" in guessed(DEAL, *rows)) is is_guess


@pytest.mark.parametrize(
    ("header", "amount", "currency", "symbols", "is_guess"),
    [
        ("Amount", "1234", "USD", {}, True),
        ("Amount", "€1,234.00", None, {}, False),
        ("Amount", "1.234,00 kr", None, {"kr": "SEK"}, True),
        ("Amount", "$1,234.00", None, {"$": "USD"}, True),
        ("Amount", "USD 1,234.00", None, {}, False),
        ("Amount (EUR)", "1234", "EUR", {}, False),
        ("Deal value GBP", "1234", "GBP", {}, False),
    ],
)
def test_a_currency_is_read_where_it_stands_and_guessed_aloud_where_it_does_not(
    header: str, amount: str, currency: str | None, symbols: dict[str, str], is_guess: bool
) -> None:
    text = DEAL.replace("Amount", header)
    found = formats_of(text, f"1|D1|Early|{amount}|2027-03-31|")
    assert (found.currency, found.symbols) == (currency, symbols)
    said = guessed(text, f"1|D1|Early|{amount}|2027-03-31|")
    assert ("currency" in said or "currencies" in said) is is_guess


LOCAL = {
    "de": "Datensatz-ID;Deal-Name;Deal-Phase;Betrag;Abschlussdatum;Zuständiger Mitarbeiter;Firmenname;Währung",
    "de-salesforce": "Opportunity-ID;Opportunity-Name;Phase;Betrag;Schlusstermin;Inhaber;Accountname;Währung",
    "fr": "ID de l'opportunité;Nom de l'opportunité;Étape;Montant;Date de clôture;Propriétaire de l'opportunité;"
    "Nom du compte;Devise",
    "es": "ID de registro;Nombre del negocio;Etapa del negocio;Importe;Fecha de cierre;Propietario del negocio;"
    "Empresa asociada;Divisa",
    "it": "ID opportunità;Nome opportunità;Fase;Importo;Data di chiusura;Titolare opportunità;Nome account;Valuta",
    "nl": "Opportunity-id;Naam opportunity;Fase;Bedrag;Sluitingsdatum;Opportunity-eigenaar;Accountnaam;Valuta",
    "pt": "ID do negócio;Nome do negócio;Etapa do negócio;Valor;Data de fechamento;Proprietário;Empresa;Moeda",
    "spreadsheet": "Nr;Projekt;Vertriebsstufe;Auftragswert;Abschluss;Verkäufer;Kunde;Währung",
}


@pytest.mark.parametrize("language", LOCAL)
def test_headers_in_other_languages_are_recognised(language: str) -> None:
    header = LOCAL[language]
    row = "4711;Laderampe;Verhandlung;1.234,50;31.03.2027;Dana Reyes;Larkfield;EUR"
    found, by = suggested(("export.csv", f"{header}\n{row}\n".encode()))
    id_, title, stage, amount, close, owner, account, currency = (
        name.replace(" ", "_") for name in header.split(";")
    )
    assert columns_of(by) == {
        "id": id_,
        "title": title,
        "stage": stage,
        "amount": f"{amount},{currency}",
        "close": close,
        "owner": owner,
        "account.name": account,
    }
    assert (by.formats.dates, by.formats.decimal) == (("DD.MM.YYYY",), ",")
    assert found.missing == ()


@pytest.mark.parametrize(
    ("value", "stage", "result"),
    [
        ("Qualification", "qualify", ""),
        ("Discovery call", "qualify", ""),
        ("Bedarfsanalyse", "qualify", ""),
        ("Demo", "evaluate", ""),
        ("Proof of concept", "evaluate", ""),
        ("Angebot", "propose", ""),
        ("Proposal sent", "propose", ""),
        ("Vertragsverhandlung", "negotiate", ""),
        ("Verbal commit", "negotiate", ""),
        ("Neu", "prospect", ""),
        ("Evaluate", "evaluate", ""),
        ("Closed Won", "closed", "won"),
        ("closedlost", "closed", "lost"),
        ("Gewonnen", "closed", "won"),
        ("Fermée perdue", "closed", "lost"),
        ("Cancelled", "closed", "no-decision"),
        ("Disqualified", "closed", "withdrawn"),
        ("6 - Lost", "closed", "lost"),
        ("NDA signed", "qualify", ""),
    ],
)
def test_a_stage_stands_for_one_of_the_method_by_its_words(value: str, stage: str, result: str) -> None:
    _, by = suggested(("export.csv", f"Id,Deal Name,Stage,Amount,Close Date\n1,One,{value},5,2027-03-31\n".encode()))
    assert by.deals
    assert dict(by.deals.fields["stage"].values) == {value: stage}
    outcome = by.deals.fields.get("outcome.result")
    assert (dict(outcome.values) if outcome else {}) == ({value: result} if result else {})


def test_columns_of_unknown_names_are_found_by_their_values_and_called_guessed() -> None:
    rows = "A1;Laderampe;Larkfield;in Klärung;250000;31.03.2027\nA2;Nachtschicht;Ostrava;Angebot;12000;30.04.2027\n"
    found, by = suggested(
        ("liste.csv", f"Lfd. Nr.;Projektbezeichnung;Kundschaft;Vertriebsphase 2;Summe;Wann\n{rows}".encode())
    )
    assert columns_of(by) == {
        "id": "Lfd._Nr.",
        "title": "Projektbezeichnung",
        "account.name": "Kundschaft",
        "stage": "Vertriebsphase_2",
        "amount": "Summe",
        "close": "Wann",
    }
    for said in ("by the word", "by its values, the only dates left", "by its values, the only numbers left"):
        assert said in found.text


def test_several_files_are_told_apart_and_others_are_named() -> None:
    names = ["Opportunity.csv", "Account.csv", "Contact.csv", "OpportunityContactRole.csv"]
    files = [(name, (OBSERVED.parent / "salesforce" / name).read_bytes()) for name in names]
    lead = ("Lead.csv", b"Id,LastName,Name,Company,Industry,Status\nl1,Park,Lou Park,Birch,Tech,Open\n")
    user = (
        "User.csv",
        b"Id,Username,LastName,FirstName,Email,IsActive\n005Qy00000XyZabIAF,d,Reyes,Dana,d@x.example,TRUE\n",
    )
    found, by = suggested(*files, user, lead)
    parts = ["deals", "accounts", "people", "roles", "users"]
    assert [table.part for table in found.tables] == [*parts, ""]
    assert [part_of(table.columns.table, by) for table in found.tables if table.part] == parts
    assert by.deals
    assert by.deals.fields["owner"].users == ("OwnerId",)
    assert "#   Lead.csv: holds leads" in found.text
    history = ("OpportunityHistory.csv", b"Id,OpportunityId,CreatedDate,StageName,Amount,CloseDate\n1,2,3,4,5,6\n")
    assert "holds the history of stages, a part of its own (docs/import.md" in suggested(*files, history)[0].text


def test_names_and_values_cannot_leave_their_place_in_the_map() -> None:
    header = 'Id,"Deal Name: [x] # {y}",Stage,"##[error]Amount","Close\u2028Date"'
    rows = '1,One,"a: b\n  c: d",5,2027-03-31\n2,Two,"- *x &y !z",6,2027-03-31\n3,Three,"::set-output",7,2027-03-31\n'
    found, by = suggested(("export.csv", f"{header}\n{rows}".encode()))
    assert by.deals
    assert "##[" not in found.text
    assert not re.search("^\\s*::", found.text, re.MULTILINE)
    assert set(by.deals.fields["stage"].values) == {"a: b c: d", "- *x &y !z", "::set-output"}


def test_tables_of_a_warehouse_are_joined() -> None:
    rows = b"11,One,s1,77,5,2027-03-31\n12,Two,s2,77,6,2026-03-31\n"
    header = b"deal_id,property_dealname,deal_pipeline_stage_id,owner_id,property_amount,property_closedate\n"
    deal = ("deal.csv", header + rows)
    links = ("deal_company.csv", b"company_id,deal_id,type_id\n501,11,1\n501,12,1\n")
    contacts = ("deal_contact.csv", b"contact_id,deal_id\n901,11\n")
    stage = ("deal_pipeline_stage.csv", b"stage_id,label,display_order\ns1,Contract Sent,1\ns2,Closed Lost,2\n")
    owner = ("owner.csv", b"owner_id,email,first_name,last_name\n77,d@x.example,Dana,Reyes\n")
    found, by = suggested(deal, links, contacts, stage, owner)
    parts = ["deals", "deal_accounts", "roles", "stages", "users"]
    assert [table.part for table in found.tables] == parts
    assert [part_of(table.columns.table, by) for table in found.tables] == parts
    assert by.deals
    assert by.deals.fields["stage"].stages == ("deal_pipeline_stage_id",)
    assert dict(by.deals.fields["stage"].values) == {"Contract Sent": "negotiate", "Closed Lost": "closed"}
    assert dict(by.deals.fields["outcome.result"].values) == {"Closed Lost": "lost"}


def test_amounts_in_thousands_by_the_name_of_their_column_are_not_taken_as_they_stand() -> None:
    for header in (
        "Vol. in T€",
        "Value (k€)",
        "Umsatz TEUR",
        "Amount in thousands",
        "Value (000s)",
        "Wert Mio. €",
        "$k",
    ):
        text = f"Id|Deal Name|Stage|{header}|Close Date\n1|One|Early|120|2027-03-31\n"
        found, by = suggested(("export.csv", text.encode()))
        assert by.deals
        assert "amount" not in by.deals.fields, header
        assert any(header in said and "in thousands or millions" in said for said in found.missing)
    for header in ("Amount (EUR)", "Total", "Market value", "Kosten", "Tax"):
        text = f"Id|Deal Name|Stage|{header}|Close Date\n1|One|Early|120|2027-03-31\n"
        assert suggested(("export.csv", text.encode()))[0].text.count("thousands or millions") == 0, header


def test_a_description_is_the_name_and_a_column_of_ends_the_status_where_no_other_is() -> None:
    rows = "OP-1|Larkfield|Loading bay||5|2027-03-31\nOP-2|Birch|Night shift|Lost|6|2026-09-15\n"
    found, by = suggested(("export.csv", f"Id|Customer|Description|How|Amount|Close Date\n{rows}".encode()))
    columns = columns_of(by)
    assert (columns["title"], columns["result"], columns.get("notes")) == ("Description", "How", None)
    for said in ("title: Description (by its values", "result: {column: How, lost: [Lost]} (by its values"):
        assert said in found.text


@pytest.mark.real
def test_the_suggestion_reads_the_stock_records_of_salesforce_whole(tmp_path: Path) -> None:
    names = ["Opportunity.csv", "Account.csv", "Contact.csv", "OpportunityHistory.csv"]
    found, by = suggested(*((name, (REAL_INPUT / "salesforce" / name).read_bytes()) for name in names))
    tables = [(table.part, table.columns.table) for table in found.tables if table.part]
    plan = plan_import(WorkTree(tmp_path), by, [(str(part), table) for part, table in tables])
    assert (plan.problems, plan.deals.new, plan.accounts.new) == ([], 36, 18)
    assert sum(b"result: won" in content for content in plan.writes.values()) == 12


NASTY = st.text("aZ0 :#{}[]&*!|>'\"%@`-?=\\.\n\t\x07\u2028\u202e\ufeff\u00e9\u4e2d", max_size=9)
NAMES = st.sampled_from(["Deal Name", "Stage", "Amount", "Close Date", "Id", "Owner", "Status", "IsWon", "Last Name"])
CELLS = st.sampled_from(["", "-", "2027-03-31", "03/04/2027", "1,200.50", "€ 5", "TRUE", "Won", "Open"]) | NASTY


@settings(max_examples=60)
@given(
    header=st.lists(NAMES | NASTY, min_size=1, max_size=8),
    rows=st.lists(st.lists(CELLS, min_size=8, max_size=8), max_size=4),
)
def test_whatever_stands_in_an_export_the_suggestion_is_a_sound_map(header: list[str], rows: list[list[str]]) -> None:
    text = io.StringIO()
    csv.writer(text).writerows([header, *(row[: len(header)] for row in rows)])
    try:
        tables = tables_of("export.csv", text.getvalue().encode(), Formats())
    except Refused:
        return
    read_map("suggested.yml", suggestion(tables, stages()).text.encode())


def test_a_column_is_found_in_whatever_form_its_letters_are_written() -> None:
    header = unicodedata.normalize("NFD", "Id;Deal-Name;Phase;Betrag;Währung;Schluß\u200btermin\n")
    _, by = suggested(("export.csv", (header + "1;Eins;Neu;5;EUR;2027-03-31\n").encode()))
    assert columns_of(by)["amount"] == "Betrag,Währung"
    assert columns_of(by)["close"] == "Schlußtermin"


def test_competitors_and_the_next_step_come_with_the_deals() -> None:
    header = "Id,Deal Name,Stage,Amount,Close Date,Main Competitor(s),Next Step"
    _, by = suggested(("export.csv", f"{header}\n1,One,Early,5,2027-03-31,Xsys,Call Ada\n".encode()))
    assert by.deals
    assert by.deals.competitors
    assert by.deals.competitors.column == ("Main Competitor(s)",)
    assert by.deals.fields["plan.actions.next-step.what"].column == ("Next Step",)
    assert "plan" in by.deals.owns
