"""A file that is none of the map's kinds is not taken for one: by its columns, and by its name."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.edit.crm.cells import UnreadableCell
from generator.edit.crm.maps import SHIPPED, shipped_maps
from generator.edit.crm.records.parts import part_of
from generator.edit.crm.tables import read_table
from tests.cli.running import playbook
from tests.edit.crm import FAILING, reading

SALESFORCE = (SHIPPED / "salesforce.yml").read_text()


def part(header: str, file: str, by: str = SALESFORCE) -> str:
    """Return the part that a file of this header and name plays."""
    map_ = reading(by)
    return part_of(read_table(file, header.encode(), map_.formats), map_)


def test_leads_do_not_become_accounts(tmp_path: Path) -> None:
    for file in (FAILING / "lead").iterdir():
        shutil.copy(file, tmp_path)
    done = playbook(tmp_path, "import", "Opportunity.csv", "Account.csv", "Lead.csv", "--map", "salesforce")
    assert done.exit_code == 1
    assert (
        "Lead.csv:1:1: the file has 'Company', which accounts never have, so it is another kind of file"
        in done.output
    )
    assert not (tmp_path / "deals").exists()


@pytest.mark.parametrize(
    ("header", "file"),
    [
        ("Id,LastName,Name,Company,Industry,Status", "export.csv"),
        ("Id,Name,Industry,IsConverted", "people.csv"),
        ("Id,Name,Industry,LeadSource,Email", "2026-11.csv"),
    ],
)
def test_a_file_of_leads_is_refused_whatever_its_name(header: str, file: str) -> None:
    with pytest.raises(UnreadableCell, match="which accounts never have, so it is another kind of file"):
        part(header, file)


def test_a_file_whose_name_says_another_kind_than_its_header_is_refused() -> None:
    with pytest.raises(UnreadableCell, match=r"could be accounts by its header, but people by its name"):
        part("Id,Name,Industry", "Contact.csv")


@pytest.mark.parametrize(
    ("map_", "header"),
    [
        ("zoho", "Record Id,Last Name,Company,Lead Status,Email"),
        ("zoho", "Record Id,Deal Name,Account Name,Amount"),
        ("pipedrive", "Lead - Title,Organization - Name,Person - Name"),
        ("pipedrive", "Deal - Title,Organization - Name,Person - Name"),
        ("salesforce-reports", "Opportunity Name,Account Name,Account Owner"),
        ("hubspot", "Record ID,Deal Name,Company name"),
    ],
)
def test_leads_and_files_that_lack_a_column_become_neither_accounts_nor_people(map_: str, header: str) -> None:
    with pytest.raises(UnreadableCell, match="never have, so it is another kind of file"):
        part(header, "export.csv", (SHIPPED / f"{map_}.yml").read_text())


def test_contacts_with_the_name_of_their_company_are_contacts_whatever_the_files_name() -> None:
    by = (SHIPPED / "hubspot.yml").read_text()
    assert part("Record ID,First Name,Last Name,Company name", "export.csv", by) == "people"


@pytest.mark.parametrize("file", ["Account.csv", "report1700000000000.csv", "export.csv"])
def test_a_file_of_any_other_name_is_known_by_its_header(file: str) -> None:
    assert part("Id,Name,Industry,BillingCity", file) == "accounts"


def test_a_map_for_another_kind_of_file_is_said_with_the_maps_that_fit(tmp_path: Path) -> None:
    (tmp_path / "deals.csv").write_text("Record ID,Deal Name,Deal Stage\n1,Dock,Contract Sent\n")
    done = playbook(tmp_path, "import", "deals.csv", "--map", "salesforce")
    assert done.exit_code == 1
    assert "the map hubspot reads it as deals" in done.output


@pytest.mark.parametrize("map_", shipped_maps())
def test_every_part_of_a_shipped_map_is_told_from_the_others_by_its_own_headers(map_: str) -> None:
    by = (SHIPPED / f"{map_}.yml").read_text()
    map_parts = reading(by)
    for name in ("deals", "accounts", "people", "roles", "users", "stages", "deal_accounts"):
        file = getattr(map_parts, name)
        if file:
            called = file.named.replace("*", "") if file.named != "*" else "export"
            header = ",".join(f'"{each}"' for each in file.headers)
            assert part(header, f"{called}.csv", by) == name


@pytest.mark.parametrize(
    ("file", "noted"), [("Lead.csv", True), ("all_leads-2026.csv", True), ("leadership.csv", False)]
)
def test_a_map_of_ones_own_that_takes_leads_for_accounts_is_told_so(tmp_path: Path, file: str, noted: bool) -> None:
    (tmp_path / "map.yml").write_text(
        "system: our\naccounts:\n  headers: [Name]\n  id: Id\n  fields: {title: Name}\n"
    )
    (tmp_path / file).write_text("Id,Name\nl1,Lou Park\n")
    done = playbook(tmp_path, "import", file, "--map", "map.yml")
    assert ("is named like a file of leads, and read as accounts" in done.output) is noted


def test_deleted_rows_of_hubspots_tables_are_left_out_and_counted(tmp_path: Path) -> None:
    (tmp_path / "deal.csv").write_text(
        "deal_id,property_dealname,deal_pipeline_stage_id,is_deleted\n1,Dock,contractsent,false\n2,Gone,contractsent,TRUE\n"
    )
    done = playbook(tmp_path, "import", "deal.csv", "--map", "hubspot-tables")
    assert "deal.csv: 2 rows = 1 new + 0 changed + 0 unchanged + 1 left out + 0 refused" in done.output
