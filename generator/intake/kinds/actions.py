"""Actions: what became of one that stands, or a new one; who does it and by when has to be said."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.edit.slugs import slugs_for
from generator.editor.edits import EditedValue
from generator.intake.answers import ActionAnswer
from generator.intake.case import Case
from generator.intake.figures import proven_day
from generator.intake.kinds.criteria import criterion_of
from generator.intake.proposed import (
    Change,
    Contradiction,
    Proposed,
    against,
    block_changes,
    plain_text,
    stands_in,
)
from generator.intake.quotes import NotProven, Quoted
from generator.model.deal import Action
from generator.problems import expected

DIGITS = re.compile(r"\d(?:[\d.,':/-]*\d)?")
LEAST_OF_A_NAME = 3
MOST_KEY_WORDS = 5
"""Words of a new action that its key is made of."""
QUESTION = "What is to be done next, by whom, by when?"


def proven_action(answer: ActionAnswer, quoted: Quoted, case: Case) -> Proposed:
    """Return what an answer on an action would change.

    Raises NotProven where there is no such action, where the quote gives neither its owner nor its day, and where
    its words have a figure that the quote has not.
    """
    key, what = plain_text(answer, "action"), plain_text(answer, "what")
    if bool(key) == bool(what):
        raise NotProven("one of action and what is needed", "action for one of the sheet, what for a new one")
    actions = case.of.deal.plan.actions
    if key and key not in actions:
        remedy = expected(key, actions) or "take a key from the sheet, or answer with what for a new one"
        raise NotProven(f"the plan has no action {key!r}", remedy, "action")
    written, remarks = _written(answer, quoted, case)
    if key and not written:
        raise NotProven(f"nothing is said of the action {key!r}", "give owner, due, state or done")
    words = ", ".join(f"{name} {value}" for name, value in written.items())
    if key:
        stands = actions[key]
        changes = block_changes(case.of.near.path, ("plan", "actions", key), written)
        return Proposed(QUESTION, f"{stands.what}: {words}", changes, tuple(_against(stands, written)), remarks)
    if strange := next((each for each in DIGITS.findall(what) if each not in DIGITS.findall(quoted.text)), ""):
        raise NotProven(
            f"{what!r} has the figure {strange}, and the quote has not", "leave it out, or quote it", "what"
        )
    new = slugs_for({"": " ".join(what.split()[:MOST_KEY_WORDS])}, actions, {"": ""})[""]
    says = f"new: {what}{f', {words}' if words else ''}"
    block: dict[str, EditedValue] = {"what": what, **written}
    if answer.criterion:
        block["criteria"] = [criterion_of(plain_text(answer, "criterion"), case)]
    change = Change(case.of.near.path, ("plan", "actions", new), block)
    return Proposed(QUESTION, says, (change,), (), (*remarks, "its words are those of whoever answered"))


def _written(answer: ActionAnswer, quoted: Quoted, case: Case) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return the keys of an action that an answer gives, and what was added to them."""
    written, remarks = dict[str, str](), tuple[str, ...]()
    if owner := plain_text(answer, "owner"):
        written["owner"] = _owner(owner, quoted, case)
    if due := plain_text(answer, "due"):
        written["due"] = proven_day("due", due, quoted, case.notes.date).isoformat()
    if answer.state:
        written["state"] = answer.state
    if done := plain_text(answer, "done"):
        written["done"] = proven_day("done", done, quoted, case.notes.date, "past").isoformat()
    elif answer.state == "done":
        written["done"] = case.notes.date.isoformat()
        remarks = ("done on the day of the meeting, as no day is given",)
    return written, remarks


def _owner(owner: str, quoted: Quoted, case: Case) -> str:
    """Return the name of an owner who is named in the quote, or who says it. Raises NotProven for anybody else."""
    member = case.of.member(owner)
    person = case.of.people.get(owner)
    name = member or (person.name if person else owner)
    speaker = case.notes.person(quoted.speaker)
    is_speaker = bool(speaker) and (speaker == owner or (bool(member) and case.of.member(speaker) == member))
    parts = [each for each in name.replace("-", " ").split() if len(each) >= LEAST_OF_A_NAME]
    if not is_speaker and not any(stands_in(each, quoted.text) for each in (name, *parts)):
        raise NotProven(
            f"the quote neither names {name} nor is theirs", "leave the owner out, or quote the words", "owner"
        )
    if not member and not person and not stands_in(owner, quoted.text):
        raise NotProven(
            f"nobody of the team or the account is called {owner!r}", "name somebody of the sheet", "owner"
        )
    return name


def _against(stands: Action, written: dict[str, str]) -> Iterator[Contradiction]:
    for key in ("owner", "due", "done"):
        if key in written:
            yield from against(f"{stands.what}, {key}", str(getattr(stands, key) or ""), written[key])
    if "state" in written and stands.state != "open":
        yield from against(f"{stands.what}, state", stands.state, written["state"])
