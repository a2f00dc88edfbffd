"""Edits of proven answers: by kind, at the value, and what would be a mistake of the file is refused."""

from __future__ import annotations

from pathlib import Path

from generator.intake.proof import prove
from generator.intake.steps import Intake, as_edits
from tests.intake.damage import DECIDE, LENA, MONEY, SOUND, WHO, check_bytes, run
from tests.intake.making import answers, case, notes, whys


def intake(**kinds: object) -> Intake:
    """Return answers as edits of the sample deal."""
    file, of = answers(**kinds), case()
    return as_edits(prove(file, of), file, of)


def added(of: Intake, path: str) -> list[str]:
    """Return the lines that a file has afterwards and not before."""
    before = of.before[path].decode().split("\n")
    return [line.strip() for line in of.after[path].decode().split("\n") if line not in before]


def test_answers_of_every_kind_become_steps_in_an_order_that_can_be_committed() -> None:
    made = intake(**{key: value for key, value in SOUND.items() if isinstance(value, list)})
    assert not made.proven.refused
    assert [(each.kind, len(each.accepted)) for each in made.steps] == [
        ("people", 2), ("ratings", 2), ("actions", 2), ("facts", 4),
    ]  # fmt: skip
    check_bytes(made)
    assert added(made, "aldermoor/index.md") == ["jonas-wirth: {name: Jonas Wirth, title: head of operations}"]


def test_competitors_and_objections_are_added_to_those_that_stand() -> None:
    objections = [{**LENA, "quote": "That's fine."}, {**LENA, "quote": "I sign up to half a million."}]
    zeldrin = {"competitor": "zeldrin", "speaker": "Kees Lemaire", "quote": "We look at Zeldrin as well, they came"}
    made = intake(objections=objections, competitors=[zeldrin])
    assert added(made, "aldermoor/payments-hub.md") == [
        "competitors: [ostrakon, status-quo, zeldrin]",
        "- Objection of 2026-11-27: “That's fine.” (Lena Abendroth, meetings/2026-11-27-payments.md:16)",
        (
            "- Objection of 2026-11-27: “I sign up to half a million.” "
            "(Lena Abendroth, meetings/2026-11-27-payments.md:13)"
        ),
    ]


def test_markup_in_an_objection_is_text_in_the_notes() -> None:
    of = case(notes("Lena Abendroth: see [this](javascript:x) and <b>that</b>, will you\nLena Abendroth: Yes."))
    file = answers(objections=[{**LENA, "quote": "see [this](javascript:x) and <b>that</b>, will you"}])
    made = as_edits(prove(file, of), file, of)
    assert (
        r"“see \[this\](javascript:x) and \<b\>that\</b\>, will you”"
        in made.after["aldermoor/payments-hub.md"].decode()
    )


def test_what_the_file_says_already_is_refused() -> None:
    made = intake(dates=[{"field": "close", "date": "2027-03-31", **DECIDE}])
    assert added(made, "aldermoor/payments-hub.md") == ["close: 2027-03-31"]
    same = intake(actions=[{"action": "budget", "owner": "Dana Reyes", "speaker": "Dana Reyes",
                            "quote": "Who else has to sign it, you or Theo?"}])  # fmt: skip
    assert [each.says for each in same.proven.refused] == ["actions[0]: the file says so already"]
    assert same.steps == ()


def test_an_answer_that_would_be_a_mistake_in_the_file_is_refused_and_the_others_are_not() -> None:
    made = intake(
        actions=[{"action": "value-session", "state": "dropped", "done": "2026-12-04", "speaker": "Dana Reyes",
                  "quote": "and the offer on 4 December."}],
        amounts=[{"field": "budget", "amount": "EUR 450,000", **MONEY}],
    )  # fmt: skip
    assert len(made.proven.accepted) + len(made.proven.refused) == 2
    assert ("budget: EUR 450,000" in added(made, "aldermoor/payments-hub.md")) == bool(made.steps)


def test_people_of_an_account_without_a_file_are_refused_with_the_file_to_write(tmp_path: Path) -> None:
    (tmp_path / "deals/aldermoor").mkdir(parents=True)
    (tmp_path / "deals/aldermoor/payments-hub.md").write_text("---\ntitle: Hub\nstage: qualify\n---\n")
    found = prove(answers(people=[{"name": "Jonas Wirth", "part": "user", **WHO}]), case(root=tmp_path))
    assert whys(found) == ["the account has no file yet (write aldermoor/index.md with its people first)"]


def test_damaged_answers_give_edits_or_messages_and_touch_no_byte_outside_the_edited_values() -> None:
    found = run(200, seed=7)
    assert sum(found.values()) == 200
    assert found["edits"] > 50
    assert found["refused"] > 20
