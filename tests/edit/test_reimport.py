"""Importing again follows the CRM in what it owns and leaves everything else as people wrote it."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.edit.crm.merge.field_decision import settle
from generator.problems import Refused
from tests.edit.crm import FAILING, MAP, deals_in, fates, imported, planned, remarks, said

EXPORT = "export1.csv"
HEADER = "Id,Deal,Stage,Account Id,Account,Owner,Amount,Close,Budget,Seen\n"
ROW = "7,Big one,Early,A1,Acme,Dana,1200,2027-03-31,Approved,2026-11-02\n"
SEEN = "date: 2026-11-02, by: us"
FILE = "deals/acme/big-one.md"
ACCOUNTS = "Account Id,Company,Sector\nA1,Acme,Energy\n"
PEOPLE = "Person Id,Person,Role,Account Id\nP1,Ruth Okafor,CFO,A1\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a playbook in which one deal was imported and worked on since."""
    imported(tmp_path, HEADER + ROW, ACCOUNTS, PEOPLE)
    written = (tmp_path / FILE).read_text()
    ours = written.replace("title: Big one", "title: Big one   # ours now").replace(
        "---\n", "---\ncompetitors: [xsys]\n", 1
    )
    (tmp_path / FILE).write_text(ours.replace('{us: "+", ', '{us: "+", xsys: "-", ') + "Our notes.\n")
    return tmp_path


def lines_changed(folder: Path, *exports: str) -> tuple[list[tuple[str, str]], list[str]]:
    """Return the lines of the deal's file that an import changes, and what it says of hand edits."""
    before = (folder / FILE).read_text().splitlines()
    plan = imported(folder, *exports)
    assert said(plan) == []
    after = (folder / FILE).read_text().splitlines()
    assert len(before) == len(after)
    changes = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    return changes, [str(each) for each in plan.by_hand]


def test_nothing_changed_writes_nothing(folder: Path) -> None:
    plan = planned(folder, HEADER + ROW, ACCOUNTS, PEOPLE)
    assert plan.writes == {}
    assert (plan.deals.same, plan.accounts.same, plan.by_hand, plan.gone) == (1, 1, [], [])


def test_what_the_crm_changed_is_changed_and_nothing_else(folder: Path) -> None:
    changed = HEADER + ROW.replace("Early", "Late").replace("1200", "1300")
    assert lines_changed(folder, changed) == (
        [("stage: qualify", "stage: negotiate"), ("amount: EUR 1,200", "amount: EUR 1,300")],
        [],
    )


def test_a_rating_follows_the_crm_and_the_competitors_beside_it_stay(folder: Path) -> None:
    changes, by_hand = lines_changed(folder, HEADER + ROW.replace("Approved", "None"))
    assert changes == [
        (
            f'  access_to_funds: {{us: "+", xsys: "-", {SEEN}, evidence: "CRM: Budget = Approved"}}',
            f'  access_to_funds: {{us: "-", xsys: "-", {SEEN}, evidence: "CRM: Budget = None"}}',
        )
    ]
    assert by_hand == []


def test_a_rating_that_becomes_unknown_loses_its_date_and_its_word(folder: Path) -> None:
    imported(folder, HEADER + ROW.replace("Approved", "Asked for"))
    rating = deals_in(folder)["acme/big-one"].assessment["access_to_funds"]
    assert (rating.us, rating.date, rating.by, rating.rivals) == ("?", None, None, {"xsys": "-"})


def test_a_title_that_the_crm_does_not_own_stays_and_so_does_the_path(folder: Path) -> None:
    assert lines_changed(folder, HEADER + ROW.replace("Big one", "Bigger one")) == ([], [])


def test_a_hand_edit_stays_and_is_reported_while_the_crm_has_its_old_value(folder: Path) -> None:
    (folder / FILE).write_text((folder / FILE).read_text().replace("EUR 1,200", "EUR 9"))
    line = f"{FILE}:7:9: amount is 'EUR 9' by hand; the CRM says 'EUR 1,200' as before; your value is kept"
    assert lines_changed(folder, HEADER + ROW) == ([], [line])
    assert lines_changed(folder, HEADER + ROW) == ([], [line])


def test_a_value_that_changed_in_both_places_is_the_crms_and_is_reported_once(folder: Path) -> None:
    (folder / FILE).write_text((folder / FILE).read_text().replace("EUR 1,200", "EUR 9"))
    changed = HEADER + ROW.replace("1200", "1300")
    changes, by_hand = lines_changed(folder, changed)
    assert changes == [("amount: EUR 9", "amount: EUR 1,300")]
    assert by_hand == [f"{FILE}:7:9: amount was 'EUR 9' by hand; the CRM says 'EUR 1,300' now, which is taken"]
    assert lines_changed(folder, changed) == ([], [])


def test_a_value_written_otherwise_is_no_hand_edit(folder: Path) -> None:
    (folder / FILE).write_text((folder / FILE).read_text().replace("EUR 1,200", "1.2k EUR"))
    assert lines_changed(folder, HEADER + ROW) == ([], [])


def test_a_value_that_was_taken_out_by_hand_stays_out_until_the_crm_changes(folder: Path) -> None:
    (folder / FILE).write_text((folder / FILE).read_text().replace("owner: Dana", "owner:"))
    changes, by_hand = lines_changed(folder, HEADER + ROW)
    assert changes == []
    assert "owner was taken out by hand; the CRM says 'Dana' as before; your value is kept" in by_hand[0]
    changes, by_hand = lines_changed(folder, HEADER + ROW.replace("Dana", "Jo"))
    assert changes == [("owner:", "owner: Jo")]
    assert "owner was taken out by hand; the CRM says 'Jo' now, which is taken" in by_hand[0]


def test_a_blank_in_the_crm_takes_away_what_was_imported_and_not_what_people_wrote(folder: Path) -> None:
    blank = HEADER + ROW.replace("Dana", "").replace("1200", "")
    (folder / FILE).write_text((folder / FILE).read_text().replace("EUR 1,200", "EUR 9"))
    changes, by_hand = lines_changed(folder, blank)
    assert changes == [("owner: Dana", "owner:")]
    assert "amount is 'EUR 9' by hand; the CRM's field is empty now; your value is kept" in by_hand[0]
    assert lines_changed(folder, blank) == ([], [])


def test_a_deal_that_closes_gets_its_outcome_and_one_that_opens_again_loses_it(folder: Path) -> None:
    imported(folder, HEADER + ROW.replace("Early", "Won"))
    deal = deals_in(folder)["acme/big-one"]
    assert deal.outcome
    assert (deal.stage, deal.outcome.result, str(deal.outcome.date)) == ("closed", "won", "2027-03-31")
    plan = imported(folder, HEADER + ROW)
    assert said(plan) == []
    assert deals_in(folder)["acme/big-one"].outcome is None


def test_an_outcome_with_a_reason_by_hand_is_not_opened_again_in_silence(folder: Path) -> None:
    imported(folder, HEADER + ROW.replace("Early", "Won"))
    text = (folder / FILE).read_text().replace("{result: won,", "{result: won, reason: price,")
    (folder / FILE).write_text(text)
    plan = imported(folder, HEADER + ROW)
    assert "row 2" in said(plan)[0]
    assert (folder / FILE).read_text() == text


def test_a_row_that_is_gone_is_reported_and_its_file_kept(folder: Path) -> None:
    plan = imported(folder, HEADER + ROW.replace("7,Big one", "8,Other"), "Account Id,Company,Sector\nA2,New,\n")
    assert plan.gone == [FILE, "deals/acme/index.md"]
    assert (folder / FILE).is_file()


def test_a_row_that_cannot_be_read_today_is_not_gone(folder: Path) -> None:
    plan = imported(folder, HEADER + ROW.replace("1200", "much"))
    assert plan.gone == []
    assert len(plan.problems) == 1


def test_a_file_that_was_renamed_is_found_by_its_id(folder: Path) -> None:
    (folder / FILE).rename(folder / "deals/acme/renamed.md")
    imported(folder, HEADER + ROW.replace("Dana", "Jo"))
    assert list(deals_in(folder)) == ["acme/renamed"]
    assert deals_in(folder)["acme/renamed"].owner == "Jo"


def test_a_file_that_was_broken_since_is_not_imported_a_second_time(folder: Path) -> None:
    (folder / FILE).write_text("---\ntitle: [\n---\n")
    plan = imported(folder, HEADER + ROW)
    assert said(plan) == [f"export1.csv:2:1: row 2: its file {FILE} has to be mended first"]
    assert plan.writes == {}


def test_new_people_join_the_account_and_known_ones_follow_the_crm(folder: Path) -> None:
    people = PEOPLE.replace("CFO", "CEO") + "P2,Jan Vos,CFO,A1\n"
    index = folder / "deals/acme/index.md"
    index.write_text(index.read_text().replace("name: Ruth Okafor", "name: Ruth N. Okafor"))
    imported(folder, HEADER + ROW, ACCOUNTS, people)
    assert index.read_text() == (
        "---\n"
        "title: Acme\n"
        "industry: Energy\n"
        "crm: {system: acme-crm, id: A1}\n"
        "people:\n"
        "  ruth-okafor:\n"
        "    name: Ruth N. Okafor\n"
        "    title: CEO\n"
        "    crm: {system: acme-crm, id: P1}\n"
        "  jan-vos:\n"
        "    name: Jan Vos\n"
        "    title: CFO\n"
        "    crm: {system: acme-crm, id: P2}\n"
        "---\n"
    )


def test_short_and_long_forms_of_an_id_are_the_same_id(tmp_path: Path) -> None:
    by = MAP.replace("currency: EUR,", "currency: EUR, id_length: 15,")
    imported(tmp_path, HEADER + ROW.replace("7,", "006bm00000LKJNNAA5,", 1), by=by)
    plan = imported(tmp_path, HEADER + ROW.replace("7,", "006bm00000LKJNN,", 1).replace("Dana", "Jo"), by=by)
    assert (plan.deals.new, plan.deals.changed) == (0, 1)


def test_a_record_of_the_last_import_that_cannot_be_read_stops_the_next(folder: Path) -> None:
    (folder / "deals/imports.json").write_text("<<<<<<< ours\n")
    with pytest.raises(Refused, match="restore it from version control"):
        planned(folder, HEADER + ROW)


@pytest.mark.parametrize("file", ["../../x.md", "/etc/x.md", "acme/../../x.md", "acme", "", "Acme/x.md"])
def test_a_record_with_a_path_that_is_none_of_a_deal_stops_the_next(folder: Path, file: str) -> None:
    record = folder / "deals/imports.json"
    record.write_text(record.read_text().replace("acme/big-one.md", file))
    with pytest.raises(Refused, match="restore it from version control"):
        planned(folder, HEADER + ROW)


def test_without_a_record_a_different_value_counts_as_a_hand_edit(folder: Path) -> None:
    (folder / "deals/imports.json").unlink()
    changes, by_hand = lines_changed(folder, HEADER + ROW.replace("1200", "1300"))
    assert changes == [("amount: EUR 1,200", "amount: EUR 1,300")]
    assert len(by_hand) == 1


@pytest.mark.parametrize(
    ("stands", "last", "now", "write", "by_hand"),
    [
        ("a", "a", "a", None, False),
        ("a", "a", "b", "b", False),
        ("b", "a", "b", None, False),
        ("a", "a", "", "", False),
        ("", "", "b", "b", False),
        ("", "", "", None, False),
        ("x", "a", "a", None, True),
        ("x", "a", "b", "b", True),
        ("x", "", "b", "b", True),
        ("", "a", "a", None, True),
        ("", "a", "b", "b", True),
        ("x", "a", "", None, True),
        ("x", "", "", None, False),
    ],
)
def test_every_way_in_which_file_memory_and_crm_can_differ(
    stands: str, last: str, now: str, write: str | None, by_hand: bool
) -> None:
    settled = settle("line", stands, last, now)
    assert (settled.write, settled.by_hand) == (write, by_hand)


def test_a_hand_edit_in_a_row_that_is_refused_is_not_said_to_be_overwritten(folder: Path) -> None:
    (folder / FILE).write_text((folder / FILE).read_text().replace("EUR 1,200", "EUR 9"))
    by = MAP.replace("Late: negotiate", "Late: dreaming")
    plan = imported(folder, HEADER + ROW.replace("Early", "Late"), by=by)
    assert (plan.by_hand, len(plan.problems)) == ([], 1)


def test_an_accounts_owned_fields_follow_the_crm_and_a_hand_edit_is_reported(folder: Path) -> None:
    index = folder / "deals/acme/index.md"
    plan = imported(folder, HEADER + ROW, ACCOUNTS.replace("Energy", "Rail"), PEOPLE)
    assert (plan.accounts.changed, "industry: Rail\n" in index.read_text(), plan.by_hand) == (1, True, [])
    index.write_text(index.read_text().replace("industry: Rail", "industry: Roads"))
    plan = imported(folder, HEADER + ROW, ACCOUNTS.replace("Energy", "Rail"), PEOPLE)
    assert [str(each) for each in plan.by_hand] == [
        "deals/acme/index.md:3:11: industry is 'Roads' by hand; the CRM says 'Rail' as before; your value is kept"
    ]


def test_a_value_over_several_lines_follows_the_crm_in_its_block(folder: Path) -> None:
    text = (folder / FILE).read_text()
    (folder / FILE).write_text(text.replace("owner: Dana", "owner: |  # who\n  Dana"))
    imported(folder, HEADER + ROW.replace("Dana", "Jo"))
    assert (folder / FILE).read_text() == text.replace("owner: Dana", "owner: |-  # who\n  Jo")


def test_a_value_that_cannot_be_rewritten_is_reported_at_its_row_and_left(folder: Path) -> None:
    text = (folder / FILE).read_text().replace("owner: Dana", "? owner\n: - Dana")
    (folder / FILE).write_text(text)
    plan = imported(folder, HEADER + ROW.replace("Dana", "Jo"))
    assert said(plan) == [f"export1.csv:2:1: row 2: {FILE}: owner stands on several lines; change it by hand"]
    assert (folder / FILE).read_text() == text


def test_an_account_with_a_mistake_in_it_is_reported_and_its_known_deals_still_follow(folder: Path) -> None:
    index = folder / "deals/acme/index.md"
    index.write_text(index.read_text().replace("industry:", "industri:"))
    before = index.read_text()
    new_row = ROW.replace("7,Big one", "8,Second")
    plan = imported(folder, HEADER + ROW.replace("Dana", "Jo") + new_row, ACCOUNTS)
    assert [problem.split("(")[0].strip() for problem in said(plan)] == [
        "deals/acme/index.md:3:1: unknown entry 'industri'",
        "export1.csv:3:1: row 3: its account cannot be imported",
        "export2.csv:2:1: row 2: its file cannot be written; mend that first",
    ]
    assert "owner: Jo" in (folder / FILE).read_text()
    assert index.read_text() == before


def test_a_file_that_a_person_deleted_is_not_made_again_but_said(tmp_path: Path) -> None:
    export = (FAILING / "deleted/d.csv").read_text()
    by = (FAILING / "deleted/m.yml").read_text()
    imported(tmp_path, export, by=by)
    (tmp_path / "deals/acme/a.md").unlink()
    for _ in range(2):
        plan = imported(tmp_path, export, by=by)
        assert list(deals_in(tmp_path)) == ["acme/b"]
        assert fates(plan) == [(0, 0, 1, 1, 0)]
        assert remarks(plan) == [
            "d.csv:2:1: note: row 2: its file was deleted, or no longer has this id; it is not made again: "
            "'deals/acme/a.md' (to have it again, take its line out of deals/imports.json)".replace("d.csv", EXPORT)
        ]
    record = tmp_path / "deals/imports.json"
    record.write_text("\n".join(line for line in record.read_text().splitlines() if '"1": {' not in line))
    imported(tmp_path, export, by=by)
    assert sorted(deals_in(tmp_path)) == ["acme/a", "acme/b"]


def test_an_account_that_a_person_deleted_is_not_made_again_but_said(folder: Path) -> None:
    (folder / "deals/acme/index.md").unlink()
    plan = imported(folder, HEADER + ROW + ROW.replace("7,Big one", "8,New"), ACCOUNTS, PEOPLE)
    assert not (folder / "deals/acme/index.md").exists()
    assert sorted(deals_in(folder)) == ["acme/big-one", "acme/new"]
    assert [note.partition("note: ")[2].partition(":")[0] for note in remarks(plan)] == ["row 2", "row 2"]
    assert fates(plan) == [(1, 0, 1, 0, 0), (0, 0, 0, 1, 0), (0, 0, 0, 1, 0)]


def test_a_deal_whose_account_the_crm_changed_stays_and_is_said_until_it_is_moved(folder: Path) -> None:
    moved = HEADER + ROW.replace("A1,Acme", "A2,Birch").replace("1200", "1300")
    accounts = ACCOUNTS + "A2,Birch,Rail\n"
    for _ in range(2):
        plan = imported(folder, moved, accounts)
        assert list(deals_in(folder)) == ["acme/big-one"]
        assert [note.partition("note: ")[2] for note in remarks(plan)] == [
            (
                "row 2: the CRM has this deal at another account; the file stays where it is: "
                "'acme/big-one.md → birch' (move it into that account's folder, if that is right)"
            )
        ]
    assert "amount: EUR 1,300" in (folder / FILE).read_text()
    (folder / FILE).rename(folder / "deals/birch/big-one.md")
    plan = imported(folder, moved, accounts)
    assert (list(deals_in(folder)), remarks(plan)) == (["birch/big-one"], [])


def test_a_deal_that_gets_its_account_later_is_said(tmp_path: Path) -> None:
    imported(tmp_path, HEADER + ROW.replace("A1,Acme", ","))
    plan = imported(tmp_path, HEADER + ROW, ACCOUNTS)
    assert list(deals_in(tmp_path)) == ["nobody-yet/big-one"]
    assert "'nobody-yet/big-one.md → acme'" in remarks(plan)[0]


@pytest.mark.parametrize("wrote", ["lesson: listen", "winner: xsys", "reason: price"])
def test_a_deal_opened_again_keeps_the_end_that_people_wrote_of_and_the_rest_follows(
    folder: Path, wrote: str
) -> None:
    imported(folder, HEADER + ROW.replace("Early", "Lost"))
    text = (folder / FILE).read_text().replace("{result: lost,", f"{{result: lost, {wrote},")
    (folder / FILE).write_text(text)
    for _ in range(2):
        plan = imported(folder, HEADER + ROW.replace("Dana", "Jo"))
        assert said(plan) == [
            (
                f"{EXPORT}:2:1: row 2: the CRM opened this deal again, but {FILE} has an outcome with "
                f"{wrote.partition(':')[0]} by hand; stage is left out "
                "(move that to the notes, delete `outcome:`, and import again)"
            )
        ]
        assert (folder / FILE).read_text() == text.replace("owner: Dana", "owner: Jo")
    lines = (folder / FILE).read_text().splitlines(keepends=True)
    (folder / FILE).write_text("".join(line for line in lines if not line.startswith("outcome")))
    plan = imported(folder, HEADER + ROW.replace("Dana", "Jo"))
    deal = deals_in(folder)["acme/big-one"]
    assert (said(plan), deal.stage, deal.outcome) == ([], "qualify", None)


def test_a_deal_that_was_closed_by_hand_is_not_opened_by_a_crm_that_did_not_change(folder: Path) -> None:
    text = (folder / FILE).read_text().replace("stage: qualify", "stage: closed")
    text = text.replace("---\nOur", "outcome: {result: lost, date: 2026-12-01, lesson: listen}\n---\nOur")
    (folder / FILE).write_text(text)
    plan = imported(folder, HEADER + ROW)
    assert (said(plan), (folder / FILE).read_text()) == ([], text)
    assert [edit.field for edit in plan.by_hand] == ["stage"]
