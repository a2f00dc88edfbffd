"""Players follow the CRM's roles: joined with the contacts, with the firms of outsiders, and never guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.edit.crm.maps import SHIPPED
from generator.model.deal import Deal
from tests.edit.crm import FAILING, deals_in, fates, imported, planned, remarks, said

SALESFORCE = (SHIPPED / "salesforce.yml").read_text()
MAP = """\
system: our
deals:
  headers: [Id, Deal]
  id: Id
  account: {id: AccountId, name: Account}
  fields: {title: Deal, stage: {constant: propose}}
  players: {column: People}
people:
  headers: [Id, Person]
  id: Id
  account: AccountId
  fields: {name: Person, title: Job}
roles:
  headers: [DealId, PersonId]
  deal: DealId
  person: PersonId
  part: {column: Role, values: {Boss: approver, Tester: evaluator}, others: ignored}
"""
DEALS = "Id,Deal,AccountId,Account\nD1,One,A1,Acme\n"
PEOPLE = "Id,Person,Job,AccountId\nP1,Ann,CFO,A1\nP2,Bob,CTO,A1\n"
ROLES = "DealId,PersonId,Role\nD1,P1,Boss\n"
FILE = "deals/acme/one.md"


def players(folder: Path, deal: str = "acme/one") -> dict[str, str | None]:
    """Return the parts of a deal's players by their keys."""
    return {key: player.part for key, player in deals_in(folder)[deal].players.items()}


def export(name: str) -> list[str]:
    """Return the files of a failing export, the opportunities first."""
    folder = FAILING / name
    return [path.read_text() for path in sorted(folder.glob("*.csv"), reverse=True)]


def test_a_consultants_role_is_a_player_with_the_firm_and_what_cannot_be_joined_is_said(tmp_path: Path) -> None:
    plan = imported(tmp_path, *export("roles"), by=SALESFORCE)
    assert said(plan) == []
    assert [note.partition("note: ")[2] for note in remarks(plan)] == [
        "row 3: its contact is not in the export: 'p9' (export the contacts, too)"
    ]
    assert players(tmp_path, "acme/two") == {"consultant": "decision maker"}
    assert players(tmp_path, "acme/one") == {}
    assert players(tmp_path, "acme/three") == {"ann": None}
    acme = (tmp_path / "deals/acme/index.md").read_text()
    assert (
        "  consultant:\n    name: Consultant\n    firm: Consultancy\n    crm: {system: salesforce, id: p4}\n" in acme
    )
    assert "firm" not in (tmp_path / "deals/consultancy/index.md").read_text()
    assert fates(plan) == [(1, 0, 0, 1, 0), (3, 0, 0, 0, 0), (2, 0, 0, 0, 0), (2, 0, 0, 0, 0)]
    again = planned(tmp_path, *export("roles"), by=SALESFORCE)
    assert (again.writes, again.by_hand) == ({}, [])


def test_a_contact_of_no_account_is_the_deals_and_one_of_an_unknown_account_a_guest_from_there(
    tmp_path: Path,
) -> None:
    people = "Id,Person,Job,AccountId\nP1,Ann,,\nP2,Bob,,Birch Advisers\n"
    export = DEALS, people, ROLES + "D1,P2,Tester\n"
    plan = imported(tmp_path, *export, by=MAP)
    assert (said(plan), remarks(plan), fates(plan)[1]) == ([], [], (2, 0, 0, 0, 0))
    assert players(tmp_path) == {"ann": "approver", "bob": "evaluator"}
    index = (tmp_path / "deals/acme/index.md").read_text()
    assert ("name: Bob\n    firm: Birch Advisers\n" in index, index.count("firm")) == (True, 1)
    again = planned(tmp_path, *export, by=MAP)
    assert (again.writes, fates(again)[1]) == ({}, (0, 0, 2, 0, 0))


def test_a_contact_of_no_account_with_roles_at_two_stands_at_both(tmp_path: Path) -> None:
    export = DEALS + "D2,Two,A2,Birch\n", "Id,Person,Job,AccountId\nP1,Ann,,\n", ROLES + "D2,P1,Tester\n"
    imported(tmp_path, *export, by=MAP)
    assert (players(tmp_path), players(tmp_path, "birch/two")) == ({"ann": "approver"}, {"ann": "evaluator"})
    assert planned(tmp_path, *export, by=MAP).writes == {}


def test_a_role_in_a_deal_that_is_not_in_the_export_is_said(tmp_path: Path) -> None:
    plan = imported(tmp_path, DEALS, PEOPLE, ROLES + "D9,P1,Boss\nD1,,Boss\n", by=MAP)
    assert "row 3: its deal is not in the export: 'D9'" in remarks(plan)[0]
    assert "row 4: names no contact" in said(plan)[0]
    assert fates(plan)[2] == (1, 0, 0, 1, 1)


def test_a_role_in_a_deal_that_is_filtered_or_unreadable_says_that(tmp_path: Path) -> None:
    by = MAP.replace("  id: Id\n", "  only: {Account: {not: Birch}}\n  id: Id\n", 1)
    deals = DEALS + "D2,Two,A2,Birch\nD3,,A1,Acme\n"
    plan = imported(tmp_path, deals, PEOPLE, "DealId,PersonId,Role\nD2,P1,Boss\nD3,P1,Boss\n", by=by)
    assert [note.partition("note: ")[2] for note in remarks(plan) if "its deal" in note] == [
        "row 2: its deal is left out by `only`",
        "row 3: its deal cannot be read",
    ]
    assert fates(plan)[2] == (0, 0, 0, 2, 0)


def test_roles_without_any_contacts_are_said_and_make_no_players(tmp_path: Path) -> None:
    plan = imported(tmp_path, DEALS, ROLES, by=MAP)
    assert (players(tmp_path), fates(plan)[1]) == ({}, (0, 0, 0, 1, 0))
    assert "its contact is not in the export: 'P1'" in remarks(plan)[0]


def test_contacts_listed_in_a_column_are_joined_the_same_way(tmp_path: Path) -> None:
    deals = DEALS.replace("\n", ",People\n", 1).replace("Acme\n", "Acme,P1;P3;P9\n")
    plan = imported(tmp_path, deals, PEOPLE + "P3,Cy,,A2\n", "Id,Deal,AccountId,Account\nD2,Two,A2,Birch\n", by=MAP)
    assert players(tmp_path) == {"ann": None, "cy": None}
    assert "firm: Birch" in (tmp_path / "deals/acme/index.md").read_text()
    assert [note.partition("note: ")[2] for note in remarks(plan)] == [
        "row 2: contacts of it are not in the export, so they are no players: 'P9' (export the contacts, too)"
    ]


def test_people_find_their_account_by_name(tmp_path: Path) -> None:
    by = (FAILING / "people/m.yml").read_text()
    plan = imported(tmp_path, *export("people"), by=by)
    assert (said(plan), remarks(plan)) == ([], [])
    assert "  ann:\n    name: Ann\n" in (tmp_path / "deals/acme/index.md").read_text()
    assert planned(tmp_path, *export("people"), by=by).writes == {}


def test_roles_that_the_crm_gets_later_come_in_and_their_parts_follow(tmp_path: Path) -> None:
    imported(tmp_path, DEALS, PEOPLE, ROLES, by=MAP)
    assert players(tmp_path) == {"ann": "approver"}
    plan = imported(tmp_path, DEALS, PEOPLE, ROLES.replace("Boss", "Tester") + "D1,P2,Boss\n", by=MAP)
    assert (players(tmp_path), plan.by_hand) == ({"ann": "evaluator", "bob": "approver"}, [])
    assert fates(plan)[0] == (0, 1, 0, 0, 0)


def test_contacts_that_come_after_the_deals_are_players_where_the_whole_account_counts(tmp_path: Path) -> None:
    by = MAP.replace("{column: People}", "{of_account: yes}")
    imported(tmp_path, DEALS, by=by)
    imported(tmp_path, DEALS, PEOPLE, by=by)
    assert players(tmp_path) == {"ann": None, "bob": None}
    text = (tmp_path / FILE).read_text()
    (tmp_path / FILE).write_text(text.replace("  bob: {}\n", ""))
    plan = imported(tmp_path, DEALS, PEOPLE + "P3,Cy,,A1\n", by=by)
    assert (players(tmp_path), plan.deals.changed) == ({"ann": None}, 0)
    imported(tmp_path, DEALS, PEOPLE, ROLES, by=by)
    assert players(tmp_path) == {"ann": "approver"}


def test_a_consultant_can_come_in_later(tmp_path: Path) -> None:
    people = PEOPLE + "P3,Cy,,A2\n"
    deals = DEALS + "D2,Two,A2,Birch\n"
    imported(tmp_path, deals, people, ROLES, by=MAP)
    imported(tmp_path, deals, people, ROLES + "D1,P3,Tester\n", by=MAP)
    assert players(tmp_path) == {"ann": "approver", "cy": "evaluator"}
    assert planned(tmp_path, deals, people, ROLES + "D1,P3,Tester\n", by=MAP).writes == {}


def test_a_player_who_was_taken_out_by_hand_stays_out_until_the_role_changes(tmp_path: Path) -> None:
    imported(tmp_path, DEALS, PEOPLE, ROLES, by=MAP)
    text = (tmp_path / FILE).read_text()
    (tmp_path / FILE).write_text(text.replace("players:\n  ann: {part: approver}\n", ""))
    imported(tmp_path, DEALS, PEOPLE, ROLES, by=MAP)
    assert players(tmp_path) == {}
    imported(tmp_path, DEALS, PEOPLE, ROLES.replace("Boss", "Tester"), by=MAP)
    assert players(tmp_path) == {"ann": "evaluator"}


def test_a_part_and_everything_else_that_people_wrote_about_a_player_stays(tmp_path: Path) -> None:
    imported(tmp_path, DEALS, PEOPLE, ROLES, by=MAP)
    text = (tmp_path / FILE).read_text()
    by_hand = text.replace("{part: approver}", "{part: user, support: mentor}  # since May")
    (tmp_path / FILE).write_text(by_hand)
    plan = imported(tmp_path, DEALS, PEOPLE, ROLES, by=MAP)
    assert (tmp_path / FILE).read_text() == by_hand
    assert [str(each) for each in plan.by_hand] == [
        f"{FILE}:6:15: players.ann.part is 'user' by hand; the CRM says 'approver' as before; your value is kept"
    ]


def test_a_deal_from_before_parts_were_remembered_keeps_its_players(tmp_path: Path) -> None:
    imported(tmp_path, DEALS, PEOPLE, ROLES, by=MAP)
    record = tmp_path / "deals/imports.json"
    record.write_text(record.read_text().replace('"player P1": "approver"', '"x": "y"').replace('"account"', '"z"'))
    text = (tmp_path / FILE).read_text().replace("players:\n  ann: {part: approver}\n", "")
    (tmp_path / FILE).write_text(text)
    imported(tmp_path, DEALS, PEOPLE, ROLES, by=MAP)
    assert (tmp_path / FILE).read_text() == text


def test_without_a_record_nobody_is_added_to_a_deal_that_is_there_and_that_is_said(tmp_path: Path) -> None:
    people = PEOPLE + "P3,Cy,,A2\n"
    imported(tmp_path, DEALS, people, by=MAP)
    (tmp_path / "deals/imports.json").unlink()
    plan = imported(tmp_path, DEALS + "D2,Two,A2,Birch\n", people, ROLES + "D1,P3,Boss\n", by=MAP)
    assert players(tmp_path) == {}
    assert "Cy" not in (tmp_path / "deals/acme/index.md").read_text()
    (note,) = (each.partition("note: ")[2] for each in remarks(plan) if "is no player" in each)
    says = "2 roles: its contact is no player in the file; whether somebody took it out, no import remembers"
    assert note == f"{says}: 'ann', 'P3'; rows 2, 3 (add it to the players of deals/acme/one.md, if it is one)"


def test_a_role_that_the_crm_no_longer_has_is_said_and_the_player_stays(tmp_path: Path) -> None:
    imported(tmp_path, DEALS, PEOPLE, ROLES + "D1,P2,Tester\n", by=MAP)
    plan = imported(tmp_path, DEALS, PEOPLE, ROLES, by=MAP)
    assert players(tmp_path) == {"ann": "approver", "bob": "evaluator"}
    assert "the CRM no longer has a role of this deal; the player was left: 'bob'" in remarks(plan)[0]


def test_a_part_that_the_method_lacks_is_left_out_and_the_player_comes_in(tmp_path: Path) -> None:
    by = MAP.replace("Boss: approver", "Boss: big boss")
    plan = imported(tmp_path, DEALS, PEOPLE, ROLES, by=by)
    assert players(tmp_path) == {"ann": None}
    assert "'big boss'; part is left out (map it to approver, decision maker, evaluator, user)" in said(plan)[0]


def test_of_two_parts_of_one_person_the_first_is_taken_and_that_is_said(tmp_path: Path) -> None:
    plan = imported(tmp_path, DEALS, PEOPLE, ROLES + "D1,P1,Tester\nD1,P1,Other\n", by=MAP)
    assert players(tmp_path) == {"ann": "approver"}
    assert (
        "row 3: its contact is approver in this deal by an earlier row, which is taken: 'evaluator'"
        in remarks(plan)[0]
    )


def test_a_contact_whom_the_crm_moved_to_another_account_is_said_and_left(tmp_path: Path) -> None:
    deals = DEALS + "D2,Two,A2,Birch\n"
    imported(tmp_path, deals, PEOPLE, by=MAP)
    plan = imported(tmp_path, deals, PEOPLE.replace("CFO,A1", "CEO,A2"), by=MAP)
    assert (
        "the CRM has this person at another account now; the files were left: 'ann: acme → birch'" in remarks(plan)[0]
    )
    assert not (tmp_path / "deals/birch/index.md").read_text().count("Ann")
    assert said(plan) == []


def test_a_contact_who_was_taken_out_of_the_account_by_hand_stays_out(tmp_path: Path) -> None:
    imported(tmp_path, DEALS, PEOPLE, by=MAP)
    index = tmp_path / "deals/acme/index.md"
    block = "  bob:\n    name: Bob\n    title: CTO\n    crm: {system: our, id: P2}\n"
    assert block in index.read_text()
    index.write_text(index.read_text().replace(block, ""))
    before = index.read_text()
    plan = imported(tmp_path, DEALS, PEOPLE, by=MAP)
    assert index.read_text() == before
    assert "was taken out of the account's people by hand; stays out: 'Bob'" in remarks(plan)[0]
    assert fates(plan)[1] == (0, 0, 1, 1, 0)


def test_a_contact_who_is_gone_from_the_export_is_said_and_left(tmp_path: Path) -> None:
    imported(tmp_path, DEALS, PEOPLE, by=MAP)
    plan = imported(tmp_path, DEALS, PEOPLE.replace("P2,Bob,CTO,A1\n", ""), by=MAP)
    assert remarks(plan) == ["deals/acme/index.md:9:1: note: no longer in the export; the file was left: 'bob'"]
    assert "Bob" in (tmp_path / "deals/acme/index.md").read_text()


@pytest.mark.parametrize("name", ["王小明", "---"])
def test_a_person_without_a_latin_name_has_one_key(tmp_path: Path, name: str) -> None:
    people = PEOPLE.replace("Ann", name)
    imported(tmp_path, DEALS, people, ROLES, by=MAP)
    (key,) = players(tmp_path)
    assert key == {"王小明": "wangxiaoming", "---": "p1"}[name]
    assert planned(tmp_path, DEALS, people, ROLES, by=MAP).writes == {}
    assert isinstance(deals_in(tmp_path)["acme/one"], Deal)


@pytest.mark.parametrize(("separator", "listed"), [(";", "P1,P2"), ("|", "P1;P2"), (",", "P1 | P2")])
def test_a_separator_that_never_occurs_is_noted_where_another_does(
    tmp_path: Path, separator: str, listed: str
) -> None:
    by = MAP.replace("{column: People}", f"{{column: People, separator: '{separator}'}}")
    plan = imported(tmp_path, f'Id,Deal,AccountId,Account,People\nD1,One,A1,Acme,"{listed}"\n', PEOPLE, by=by)
    other = next(each for each in ";,|" if each in listed)
    assert f"no cell of People has the separator {separator!r}, so each is one value (did you mean {other!r}?)" in (
        "\n".join(remarks(plan))
    )


def test_a_separator_that_occurs_or_is_not_needed_is_not_noted(tmp_path: Path) -> None:
    for listed in ("P1;P2", "P1", ""):
        plan = planned(tmp_path, f"Id,Deal,AccountId,Account,People\nD1,One,A1,Acme,{listed}\n", PEOPLE, by=MAP)
        assert remarks(plan) == []


def test_the_separator_of_an_account_is_looked_at_too(tmp_path: Path) -> None:
    by = MAP.replace("{id: AccountId,", '{id: {column: AccountId, separator: ";"},')
    plan = imported(tmp_path, "Id,Deal,AccountId,Account\nD1,One,A1|A2,Acme\n", by=by)
    assert "no cell of AccountId has the separator ';', so each is one value (did you mean '|'?)" in remarks(plan)[0]
