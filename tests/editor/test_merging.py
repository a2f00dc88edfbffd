"""A file that changed under its form: edits that do not touch are merged, the others shown side by side."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.editor.desk import DEAL, Desk, edit

PART = edit("players.r-okafor.part", "approver", "user")


def test_an_edit_of_a_neighbouring_line_is_merged(desk: Desk) -> None:
    version = desk.form()["version"]
    theirs = desk.text().replace('us: "-"}', 'us: "+"}').replace("stage: evaluate", "stage: propose")
    desk.write(theirs)
    assert desk.save(edit("owner", "Dana Reyes", "Sam Poe"), PART, version=version)[0] == 200
    assert desk.text() == theirs.replace("owner: Dana Reyes\n", "owner: Sam Poe\n").replace(
        "{part: approver}", "{part: user}"
    )


def test_an_edit_of_the_same_value_shows_both_sides_and_writes_nothing(desk: Desk) -> None:
    desk.write(desk.text().replace("stage: evaluate", "stage: propose"))
    before = desk.text()
    status, answer = desk.save(edit("stage", "evaluate", "closed"), PART)
    assert (status, desk.text()) == (409, before)
    (conflict,) = answer["conflicts"]
    assert (conflict["was"], conflict["yours"], conflict["theirs"]) == ("evaluate", "closed", "propose")
    assert before.splitlines()[conflict["line"] - 1] == "stage: propose"
    assert desk.save(edit("stage", "propose", "prospect"), PART)[0] == 200
    assert "stage: prospect" in desk.text()


def test_what_both_wrote_alike_is_there_already(desk: Desk) -> None:
    desk.write(desk.text().replace("stage: evaluate", "stage: propose"))
    assert desk.save(edit("stage", "evaluate", "propose"))[1]["saved"] == 0


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("  r-okafor: {part: approver}", "  ruth: {part: approver}"),
        ("players:\n  r-okafor: {part: approver}\n", ""),
    ],
)
def test_a_block_that_was_renamed_or_deleted_is_not_made_anew(desk: Desk, old: str, new: str) -> None:
    version = desk.form()["version"]
    desk.write(desk.text().replace(old, new))
    before = desk.text()
    status, answer = desk.save(edit("players.r-okafor.support", None, "mentor"), PART, version=version)
    assert (status, desk.text()) == (409, before)
    assert [each["theirs"] for each in answer["conflicts"]] == [None, None]
    assert answer["conflicts"][0]["gone"]


def test_notes_are_an_edit_like_any_other(desk: Desk) -> None:
    notes = desk.form()["notes"]
    before = desk.text()
    assert desk.save(edit("notes", notes, "New\n\n- words\n"))[0] == 200
    assert desk.text() == before.replace(notes, "New\n\n- words\n")
    assert desk.save(edit("notes", notes, "Other\n"))[0] == 409


def test_notes_of_which_two_people_changed_other_lines_are_merged(desk: Desk) -> None:
    desk.write("---\ntitle: T\nstage: prospect\n---\none\n\ntwo\n\nthree\n")
    notes = desk.form()["notes"]
    desk.write(desk.text().replace("one", "ONE\nmore"))
    assert desk.save(edit("notes", notes, notes.replace("three", "THREE")))[0] == 200
    assert desk.form()["notes"] == "ONE\nmore\n\ntwo\n\nTHREE\n"
    status, answer = desk.save(edit("notes", notes, notes.replace("one", "1")))
    assert (status, answer["conflicts"][0]["theirs"]) == (409, "ONE\nmore\n\ntwo\n\nTHREE\n")


def test_bare_values_and_lists_stand_for_their_blocks(desk: Desk) -> None:
    desk.write(
        "---\ntitle: T\nstage: prospect\neffort: 5 days\ncompetitors: zeldrin\nassessment:\n  risk: plus\n---\n"
    )
    data = desk.form()["data"]
    assert (data["effort"], data["competitors"]) == ({"left": "5 days"}, ["zeldrin"])
    assert data["assessment"] == {"risk": {"us": "plus"}}
    made = desk.save(
        edit("effort.left", "5 days", "6 days"),
        edit("assessment.risk.date", None, "2026-11-02"),
        edit("competitors", ["zeldrin"], None),
    )
    assert made[0] == 200
    assert desk.text() == (
        "---\ntitle: T\nstage: prospect\neffort: 6 days\nassessment:\n  risk: {us: plus, date: 2026-11-02}\n---\n"
    )


def test_an_emptied_value_leaves_its_key_on_a_line_and_nothing_in_braces(desk: Desk) -> None:
    desk.write("---\ntitle: T\nstage: prospect\nowner: Dana   # whose\ncrm: {system: x, id: y}\n---\n")
    assert desk.save(edit("owner", "Dana", ""), edit("crm.id", "y", ""), edit("crm.system", "x", ""))[0] == 200
    assert desk.text() == "---\ntitle: T\nstage: prospect\nowner:   # whose\ncrm: {}\n---\n"


def test_line_ends_and_a_mark_at_the_start_stay_as_they_are(desk: Desk) -> None:
    windows = "\ufeff" + desk.text().replace("\n", "\r\n")
    desk.write(windows)
    notes = desk.form()["notes"]
    assert desk.save(edit("stage", "evaluate", "propose"), edit("notes", notes, "Two\nlines\n"))[0] == 200
    after = desk.text()
    assert after.count("\n") == after.count("\r\n")
    assert after.startswith("\ufeff---\r\n")
    assert after.endswith("---\r\nTwo\r\nlines\r\n")


def test_saves_at_the_same_time_wait_for_each_other(desk: Desk) -> None:
    def added(number: int) -> int:
        return desk.save(edit(f"plan.actions.at-once-{number}", None, {"what": f"number {number}"}))[0]

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(added, range(16))) == {200}
    actions = desk.form()["data"]["plan"]["actions"]
    assert sorted(each["what"] for key, each in actions.items() if key != "meet-her") == sorted(
        f"number {number}" for number in range(16)
    )


def test_a_save_that_would_be_a_mistake_is_refused_with_its_place(desk: Desk) -> None:
    before = desk.text()
    status, answer = desk.save(edit("close", "2027-03-31", "soon"), edit("owner", "Dana Reyes", "Sam"))
    assert (status, desk.text()) == (422, before)
    assert [each["at"] for each in answer["problems"]] == [["close"]]
    assert "is not a date" in answer["problems"][0]["says"]


def test_the_last_saves_are_taken_back_in_turn_to_the_byte(desk: Desk) -> None:
    texts = [desk.text()]
    for value in ("propose", "qualify", "prospect"):
        desk.save(edit("stage", desk.form()["data"]["stage"], value))
        texts.append(desk.text())
    for before in reversed(texts[:-1]):
        assert desk.post("undo", {"file": DEAL})[0] == 200
        assert desk.text() == before
    assert desk.post("undo", {"file": DEAL})[0] == 409


def test_a_save_is_not_taken_back_over_the_change_of_somebody_else(desk: Desk) -> None:
    desk.save(edit("stage", "evaluate", "propose"))
    theirs = desk.text().replace("Dana Reyes", "Sam Poe")
    desk.write(theirs)
    assert desk.post("undo", {"file": DEAL}) == (
        409,
        {
            "says": "the file was changed since it was saved, so that is not taken back",
            "remedy": "change the values",
        },
    )
    assert desk.text() == theirs
