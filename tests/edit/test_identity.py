"""Accounts are recognised by the id or the name that the last import remembers, never by the path of a name."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.edit.slugs import slug_of, slugs_for
from generator.model.playbook import DEVICES
from tests.edit.crm import FAILING, deals_in, fates, imported, planned, remarks, said

BY_NAME = (FAILING / "nonlatin/m.yml").read_text()
"""A map whose deals have the name of their account and no id of it."""
BY_ID = """\
system: our
deals:
  headers: [Id, Deal]
  id: Id
  account: {id: AccountId, name: Account}
  fields: {title: Deal, stage: {constant: propose}}
accounts:
  headers: [Name, Sector]
  id: Id
  fields: {title: Name, industry: Sector}
"""


def deals_of(*accounts: str) -> str:
    """Return an export with one deal for each of these accounts."""
    return "Id,Name,Account\n" + "".join(
        f'{number},Deal {number},"{name}"\n' for number, name in enumerate(accounts, 1)
    )


def folders(folder: Path) -> list[str]:
    """Return the folders of the accounts."""
    return sorted(path.parent.name for path in (folder / "deals").glob("*/index.md"))


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Øster & Söhne", "oster-and-sohne"),
        ("Ħamrun", "amrun"),
        ("Hawaiʻi", "hawaii"),
        ("№ 5 ﬁn ª", "no-5-fin-a"),
        ("中文公司", "zhongwengongsi"),
        ("中文公司 GmbH", "zhongwengongsi-gmbh"),
        ("ООО «Ромашка»", "ooo-romashka"),
        ("삼성전자", "samseongjeonja"),
        ("---", ""),
    ],
)
def test_latin_names_keep_their_slug_and_others_are_transliterated(name: str, slug: str) -> None:
    assert slug_of(name) == slug


@pytest.mark.parametrize("name", sorted(DEVICES))
def test_no_file_is_called_like_a_device_of_windows(name: str) -> None:
    assert slugs_for({"7": name.upper()}, ()) == {"7": f"{name}-7"}
    assert slugs_for({"a": name, "b": name}, (), {}) == {"a": f"{name}-2", "b": f"{name}-3"}


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("中文公司", "zhongwengongsi"),
        ("---", "unnamed"),
        ("Partners", "partners-2"),
        ("CON", "con-2"),
        ("Acme", "acme"),
    ],
)
def test_an_account_known_by_name_has_one_folder_at_every_import(tmp_path: Path, name: str, folder: str) -> None:
    imported(tmp_path, deals_of(name), by=BY_NAME)
    first = folders(tmp_path)
    again = planned(tmp_path, deals_of(name), by=BY_NAME)
    assert (again.writes, said(again), remarks(again)) == ({}, [], [])
    imported(tmp_path, deals_of(name, f" {name.upper()} "), by=BY_NAME)
    assert folders(tmp_path) == first
    assert first[0].startswith(folder)
    assert len(deals_in(tmp_path)) == 2


def test_the_two_deals_of_an_account_without_latin_letters_stand_together(tmp_path: Path) -> None:
    export = (FAILING / "nonlatin/d.csv").read_text()
    imported(tmp_path, export, by=BY_NAME)
    assert sorted(deals_in(tmp_path)) == ["zhongwengongsi/a", "zhongwengongsi/b"]
    assert planned(tmp_path, export, by=BY_NAME).writes == {}


def test_accounts_that_agree_in_what_is_left_of_their_names_stay_apart(tmp_path: Path) -> None:
    export = (FAILING / "longnames/d.csv").read_text()
    plan = imported(tmp_path, export, by=BY_NAME)
    cut = "federal-ministry-for-economic-affairs-and-climate-action"
    assert sorted(deals_in(tmp_path)) == [f"{cut}-2/a", f"{cut}/b"]
    assert remarks(plan) == [
        (
            f"deals/{cut}-2/index.md:1:1: note: another account than deals/{cut}/, by its name or id: "
            "'Federal Ministry for Economic Affairs and Climate Action Dep…' "
            "(if they are one, make them one in the CRM)"
        )
    ]
    assert planned(tmp_path, export, by=BY_NAME).writes == {}


@pytest.mark.parametrize(
    "names", [("中文公司", "日本会社"), ("C", "C#"), ("Acme, Inc.", "Acme Inc"), ("北京 GmbH", "東京 GmbH")]
)
def test_different_names_are_different_accounts_in_any_order(tmp_path: Path, names: tuple[str, str]) -> None:
    imported(tmp_path, deals_of(*names), by=BY_NAME)
    assert len(folders(tmp_path)) == 2
    before = {path: deal.title for path, deal in deals_in(tmp_path).items()}
    reversed_rows = "\n".join(reversed(deals_of(*names).splitlines()[1:]))
    assert planned(tmp_path, f"Id,Name,Account\n{reversed_rows}\n", by=BY_NAME).writes == {}
    assert len(before) == 2


def test_a_folder_that_was_renamed_by_hand_is_still_the_accounts(tmp_path: Path) -> None:
    imported(tmp_path, deals_of("Acme"), by=BY_NAME)
    (tmp_path / "deals/acme").rename(tmp_path / "deals/acme-group")
    index = tmp_path / "deals/acme-group/index.md"
    index.write_text(index.read_text().replace("title: Acme", "title: The Acme Group"))
    plan = imported(tmp_path, deals_of("Acme", "Acme"), by=BY_NAME)
    assert sorted(deals_in(tmp_path)) == ["acme-group/deal-1", "acme-group/deal-2"]
    assert remarks(plan) == []


def test_without_a_record_an_account_is_known_by_the_title_of_its_file(tmp_path: Path) -> None:
    imported(tmp_path, deals_of("中文公司", "---"), by=BY_NAME)
    (tmp_path / "deals/imports.json").unlink()
    imported(tmp_path, deals_of("中文公司", "---", "---", "中文公司"), by=BY_NAME)
    assert folders(tmp_path) == ["unnamed", "zhongwengongsi"]


def test_a_folder_without_a_title_is_the_account_that_it_is_named_after(tmp_path: Path) -> None:
    (tmp_path / "deals/acme").mkdir(parents=True)
    (tmp_path / "deals/acme/old.md").write_text("---\ntitle: Old\nstage: propose\n---\n")
    imported(tmp_path, deals_of("ACME"), by=BY_NAME)
    assert sorted(deals_in(tmp_path)) == ["acme/deal-1", "acme/old"]


def test_deals_by_name_find_the_account_that_an_earlier_export_had_the_id_of(tmp_path: Path) -> None:
    accounts = "Id,Name,Sector\nA1,Acme,Rail\n"
    imported(tmp_path, "Id,Deal,Account\n1,One,Acme\n", accounts, by=BY_ID)
    imported(tmp_path, "Id,Deal,Account\n1,One,Acme\n2,Two,ACME\n", by=BY_ID)
    assert sorted(deals_in(tmp_path)) == ["acme/one", "acme/two"]


def test_an_account_known_by_name_gets_its_id_when_the_accounts_come(tmp_path: Path) -> None:
    deals = "Id,Deal,Account\n1,One,中文公司\n"
    imported(tmp_path, deals, by=BY_ID)
    plan = imported(tmp_path, deals, "Id,Name,Sector\nA1,中文公司,Rail\n", by=BY_ID)
    assert folders(tmp_path) == ["zhongwengongsi"]
    assert "crm: {system: our, id: A1}" in (tmp_path / "deals/zhongwengongsi/index.md").read_text()
    assert (said(plan), remarks(plan)) == ([], [])


def test_a_deal_by_name_joins_the_account_that_another_row_has_the_id_of(tmp_path: Path) -> None:
    export = "Id,Deal,AccountId,Account\n1,One,,Acme\n2,Two,A1,Acme\n"
    imported(tmp_path, export, by=BY_ID)
    assert sorted(deals_in(tmp_path)) == ["acme/one", "acme/two"]
    assert planned(tmp_path, export, by=BY_ID).writes == {}


def test_a_name_that_the_crm_gave_to_another_account_is_that_ones(tmp_path: Path) -> None:
    deals = "Id,Deal,Account\n1,One,Acme\n"
    imported(tmp_path, deals, "Id,Name,Sector\nA1,Acme,\n", by=BY_ID)
    accounts = "Id,Name,Sector\nA1,Acme Group,\nA2,Acme,\n"
    for _ in range(2):
        plan = imported(tmp_path, deals + "2,Two,Acme\n", accounts, by=BY_ID)
        assert sorted(deals_in(tmp_path)) == ["acme-a2/two", "acme/one"]
        assert "the CRM has this deal at another account" in "\n".join(remarks(plan))
    assert plan.writes == {}


def test_two_accounts_of_one_name_are_said_where_a_deal_names_no_id(tmp_path: Path) -> None:
    plan = imported(tmp_path, "Id,Deal,Account\n1,One,Acme\n", "Id,Name,Sector\nA2,Acme,\nA1,ACME,\n", by=BY_ID)
    assert list(deals_in(tmp_path)) == ["acme/one"]
    assert (
        "several accounts of the export have the name of its account; it is at the first by id: 'Acme'"
        in remarks(plan)[0]
    )
    assert "id: A1" in (tmp_path / "deals/acme/index.md").read_text()


ALONE = "Id,Deal,AccountId\n1,One,001A1\n"
ACCOUNTS = "Id,Name,Sector\n001A1,Acme,Rail\n"


def test_a_folder_named_by_id_gets_the_accounts_name_when_that_comes(tmp_path: Path) -> None:
    imported(tmp_path, ALONE, by=BY_ID)
    deal = tmp_path / "deals/001a1/one.md"
    deal.write_text(deal.read_text() + "Our notes.\n")
    assert planned(tmp_path, ALONE, by=BY_ID).writes == {}
    plan = imported(tmp_path, ALONE, ACCOUNTS, by=BY_ID)
    assert folders(tmp_path) == ["acme"]
    assert (tmp_path / "deals/acme/one.md").read_text().endswith("Our notes.\n")
    assert (
        tmp_path / "deals/acme/index.md"
    ).read_text() == '---\ntitle: Acme\ncrm: {system: our, id: "001A1"}\n---\n'
    assert remarks(plan) == [
        (
            "deals/acme/index.md:1:1: note: the folder 001a1/ is acme/ from now on: "
            "its account's name was not known before (commit both with git add -A)"
        )
    ]
    assert fates(plan) == [(0, 0, 1, 0, 0), (0, 1, 0, 0, 0)]
    assert "001a1/" not in (tmp_path / "deals/imports.json").read_text()
    assert planned(tmp_path, ALONE, ACCOUNTS, by=BY_ID).writes == {}


def test_a_title_that_was_an_id_is_nobodys_choice(tmp_path: Path) -> None:
    by = BY_ID.replace("  fields: {title: Name, industry: Sector}", "  fields: {title: Name}\n  owns: [title]")
    imported(tmp_path, ALONE, by=by)
    plan = imported(tmp_path, ALONE, ACCOUNTS, by=by)
    assert (folders(tmp_path), plan.by_hand) == (["acme"], [])
    plan = imported(tmp_path, ALONE, ACCOUNTS.replace("Acme", "Acme Group"), by=by)
    assert (folders(tmp_path), plan.by_hand) == (["acme"], [])
    assert "title: Acme Group" in (tmp_path / "deals/acme/index.md").read_text()


def test_the_deals_export_can_bring_the_name_too(tmp_path: Path) -> None:
    imported(tmp_path, ALONE, by=BY_ID)
    imported(tmp_path, "Id,Deal,AccountId,Account\n1,One,001A1,Acme\n2,Two,001A1,Acme\n", by=BY_ID)
    assert sorted(deals_in(tmp_path)) == ["acme/one", "acme/two"]


def test_a_folder_in_the_way_of_a_new_name_is_left_alone(tmp_path: Path) -> None:
    imported(tmp_path, ALONE, by=BY_ID)
    (tmp_path / "deals/acme").mkdir()
    (tmp_path / "deals/acme/stray.txt").write_text("ours")
    imported(tmp_path, ALONE, ACCOUNTS, by=BY_ID)
    assert folders(tmp_path) == ["acme-001a1"]


def test_a_dry_run_renames_nothing(tmp_path: Path) -> None:
    imported(tmp_path, ALONE, by=BY_ID)
    plan = planned(tmp_path, ALONE, ACCOUNTS, by=BY_ID)
    assert (plan.renames, folders(tmp_path)) == ({"001a1": "acme"}, ["001a1"])


@pytest.mark.parametrize("mention", ["[One](../001a1/one.md)", "see 001a1/one"])
def test_a_folder_to_which_a_file_refers_keeps_its_name_and_that_is_said(tmp_path: Path, mention: str) -> None:
    imported(tmp_path, ALONE, by=BY_ID)
    (tmp_path / "deals/other").mkdir()
    (tmp_path / "deals/other/two.md").write_text(f"---\ntitle: Two\nstage: propose\n---\n{mention}\n")
    plan = imported(tmp_path, ALONE, ACCOUNTS, by=BY_ID)
    assert remarks(plan) == [
        (
            "deals/001a1/index.md:1:1: note: the folder bears the CRM's id, since deals/other/two.md refers to it "
            "(git mv deals/001a1 deals/acme, and mend the reference)"
        )
    ]
    assert "title: Acme" in (tmp_path / "deals/001a1/index.md").read_text()


def test_an_account_that_somebody_named_keeps_its_folder(tmp_path: Path) -> None:
    imported(tmp_path, ALONE, by=BY_ID)
    index = tmp_path / "deals/001a1/index.md"
    index.write_text(index.read_text().replace('title: "001A1"', "title: Ours"))
    imported(tmp_path, ALONE, ACCOUNTS, by=BY_ID)
    assert folders(tmp_path) == ["001a1"]


def test_an_account_that_is_called_like_its_id_is_not_renamed_with_the_crm(tmp_path: Path) -> None:
    imported(tmp_path, "Id,Deal,AccountId\n1,One,acme\n", "Id,Name,Sector\nacme,Acme,\n", by=BY_ID)
    imported(tmp_path, "Id,Deal,AccountId\n1,One,acme\n", "Id,Name,Sector\nacme,Acme Group,\n", by=BY_ID)
    assert folders(tmp_path) == ["acme"]


def test_the_record_remembers_names_and_the_account_of_each_deal(tmp_path: Path) -> None:
    imported(tmp_path, deals_of("Acme"), by=BY_NAME)
    record = json.loads((tmp_path / "deals/imports.json").read_text())["our"]
    assert record["accounts"] == {"name acme": {"file": "acme/index.md", "name": "Acme"}}
    assert record["deals"]["1"]["account"] == "name acme"


def test_an_account_that_another_crm_knows_too_keeps_its_tie_and_has_one_folder(tmp_path: Path) -> None:
    accounts = "Id,Name,Sector\nA1,Acme,\n"
    imported(tmp_path, "Id,Deal,AccountId\n1,One,A1\n", accounts, by=BY_ID)
    other = BY_ID.replace("system: our", "system: theirs")
    for _ in range(2):
        plan = imported(tmp_path, "Id,Deal,AccountId\n7,Seven,Z9\n", accounts.replace("A1", "Z9"), by=other)
        assert (said(plan), remarks(plan)) == ([], [])
    assert sorted(deals_in(tmp_path)) == ["acme/one", "acme/seven"]
    assert "crm: {system: our, id: A1}" in (tmp_path / "deals/acme/index.md").read_text()
