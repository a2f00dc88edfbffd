"""Proposals of assistants: edits, or proven answers from a meeting, as commits on a branch of their own."""

from __future__ import annotations

import json
from typing import Any, Final

from pydantic import Field, JsonValue

from generator.assistants.asking import Arguments, AskedWrongly, DealName, Name
from generator.assistants.bounds import numbered, some
from generator.assistants.ground import Ground
from generator.assistants.meetings import notes_for
from generator.assistants.questions import judgement_with_history, seen
from generator.assistants.text_from_files import KEY, in_list, visible
from generator.edit.slugs import slug_of
from generator.editor.edits import ChangeSet, change_set
from generator.editor.effect import effect, judged_deal
from generator.editor.near import NearFiles
from generator.editor.rebasing import Rebased
from generator.editor.saving import Planned, Saves, new_problems
from generator.editor.step_proposing import Proposal, ProposedStep, propose_steps
from generator.editor.wording import change_words, commit_message
from generator.intake.answers_file import AnswersFile, read_answers
from generator.intake.case import Case, deal_case
from generator.intake.effect import difference_of
from generator.intake.proof import prove
from generator.intake.proposal import propose as propose_intake
from generator.intake.pull_request import counts_words
from generator.intake.record import record
from generator.intake.steps import as_edits
from generator.model.counting import counted
from generator.problems import Refused
from generator.read.replaced import Replaced
from generator.show.records.difference import record as difference_record

MOST_SHOWN: Final = 40
NOT_PUSHED: Final = "nothing was pushed and no file was changed; a person looks at the branch and pushes it"


class Proposing(Arguments):
    """Arguments of `propose`: a meeting with answers, or edits."""

    deal: DealName
    meeting: Name | None = Field(None, description="file of the meeting that the quotes of the answers stand in")
    answers: dict[str, JsonValue] | None = Field(None, description="answers as open_questions says their form")
    edits: list[dict[str, JsonValue]] | None = Field(
        None,
        max_length=100,
        description='values for places in the file: {"at": ["assessment", "budget", "us"], "was": "?", "value": "+"};'
        " was is the value that stands there, null for none; null as value takes the key out",
    )
    dry_run: bool = Field(False, description="say what it would change, and make nothing")


def propose(ground: Ground, asked: Proposing) -> dict[str, Any]:
    """Propose changes of a deal on a new branch. Raises AskedWrongly where they cannot be made."""
    path = ground.deal_path(ground.portfolio.now(), asked.deal)
    if (asked.answers is None) == (asked.edits is None):
        raise AskedWrongly("a proposal is made of answers with their meeting, or of edits", "give one of the two")
    if asked.edits is not None:
        if asked.meeting:
            raise AskedWrongly("a meeting goes with answers, and not with edits", "leave it out")
        return _edits(ground, ground.near(path), change_set({"file": path, "edits": asked.edits}), asked)
    if not asked.meeting:
        raise AskedWrongly("the meeting is missing in which the quotes stand", "ask list_meetings")
    return _answers(ground, path, asked, asked.meeting)


def _answers(ground: Ground, path: str, asked: Proposing, meeting: str) -> dict[str, Any]:
    of = deal_case(ground.near(path))
    notes, cited = notes_for(ground, of, meeting)
    notes.check_held(ground.today())
    case = Case(of, notes, cited)
    content = json.dumps(asked.answers, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass")
    answers = _read(content)
    intake = as_edits(prove(answers, case, judgement_with_history(ground, of).open_questions), answers, case)
    change = difference_of(intake, case, ground.histories.recalled, ground.today())
    made = propose_intake(intake, case, ground.today()) if intake.steps and not asked.dry_run else None
    told = record(intake.proven, case)
    lists = {key: told.pop(key) for key in ("accepted", "refused", "not_said", "left_out")}
    theirs, left = dict[str, Any](), dict[str, str]()
    for key, entries in lists.items():
        fitting = numbered(seen(entries), "", None, room=12_000)
        theirs[key] = fitting["entries"]
        if fitting["more"]:
            left[key] = f"{fitting['more']} more: send fewer answers at once to see each"
    deals = difference_record(change)["deals"]
    stands = [
        {"deal": each["deal"], "before": _verdict(each["before"]), "after": _verdict(each["after"])} for each in deals
    ]
    return {
        "says": counts_words(intake.proven),
        **_made(made),
        **told,
        "changes": stands,
        "not_shown": left,
        KEY: theirs,
    }


def _read(content: bytes) -> AnswersFile:
    try:
        return read_answers("answers", content)
    except Refused as refused:
        says, remedy = "the answers have another form", "open_questions shows it; with_schema gives its JSON Schema"
        raise AskedWrongly(says, remedy, refused.problems) from None


def _verdict(side: dict[str, Any] | None) -> dict[str, Any] | None:
    return side and {"verdict": side["verdict"], "winnable": side["winnable"]}


def _edits(ground: Ground, near: NearFiles, changes: ChangeSet, asked: Proposing) -> dict[str, Any]:
    if not changes.edits:
        raise AskedWrongly("there is no edit", "give at least one")
    plan = Saves().planned(near, changes, to_be_written=True)
    if plan.conflicts:
        first = plan.conflicts[0]
        where = f"{ground.shown(near.path)}:{first.line}"
        says = f"{where}: another value stands there than the edit says with `was`"
        raise AskedWrongly(says, f"read the deal again; {len(plan.conflicts)} of the edits do not fit")
    if problems := new_problems(near, plan):
        raise AskedWrongly("the edits would be mistakes, so nothing was made", "mend them", problems)
    if plan.after == plan.before:
        raise AskedWrongly("the file says all of it already", "")
    judged = judged_deal(near, plan.before, plan.after, ground.histories.recalled, ground.today())
    words = _message(ground, near, plan)
    topic = slug_of(f"{near.path.removesuffix('.md')}-edits")
    steps = [ProposedStep(words, {near.path: plan.made})]
    made = None if asked.dry_run else propose_steps(ground.deals, ground.source.name, ground.today(), steps, topic)
    edits, more = some((".".join(map(str, each.at)) for each in plan.made), MOST_SHOWN, "the branch has them")
    return {
        "says": f"{counted(len(plan.made), 'edit')} of {ground.shown(near.path)}",
        **_made(made),
        "edited": edits,
        "more_edited": more or None,
        KEY: {"message": in_list(words), "effect": seen(effect(judged, near.surroundings.method))},
    }


def _message(ground: Ground, near: NearFiles, plan: Planned) -> str:
    after = Replaced(near.source, near.path, plan.after)
    change = Rebased(plan.before, plan.after, plan.made)
    words = change_words(near.kind, near.path, change, (near.source, after), ground.today())
    return visible(commit_message({near.path: words}))


def _made(made: Proposal | None) -> dict[str, Any]:
    if made is None:
        return {"branch": None, "commits": [], "remark": "nothing was made"}
    return {"branch": made.branch, "commits": list(made.commits), "remark": NOT_PUSHED}
