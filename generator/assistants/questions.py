"""The sheet of a deal's open questions, for an assistant that asks them or looks for answers in notes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import Field

from generator.assess.judgement import Judgement
from generator.assistants.asking import Arguments, DealName, Name
from generator.assistants.ground import Ground
from generator.assistants.meetings import notes_for
from generator.assistants.text_from_files import KEY, visible
from generator.editor.effect import judged_deal
from generator.intake.case import DealCase, deal_case
from generator.intake.sheet import questions_sheet


class Questions(Arguments):
    """Arguments of `open_questions`."""

    deal: DealName
    meeting: Name | None = Field(
        None, description="file of a meeting whose notes answer them, as list_meetings has it"
    )
    with_schema: bool = Field(False, description="with the JSON Schema of the answers that propose takes")


def open_questions(ground: Ground, asked: Questions) -> dict[str, Any]:
    """Return the sheet of a deal's open questions: what to ask, what stands, and how answers have to look."""
    moment = ground.portfolio.now()
    of = deal_case(ground.near(ground.deal_path(moment, asked.deal)))
    notes = notes_for(ground, of, asked.meeting)[0] if asked.meeting else None
    sheet = questions_sheet(of, judgement_with_history(ground, of), moment.today, notes)
    data = dict(sheet.data)
    places = {
        each["criterion"]: f"{data['path']}:{of.document.place(('assessment', each['criterion']))[0]}"
        for each in (*data["questions"], *data["rated"])
    }
    own = ("title", "speakers", "people", "members", "actions", "facts", "rated", "competitors")
    theirs = {key: data.pop(key) for key in own}
    evidence = {each["criterion"]: each["evidence"] for each in data["questions"] if each["evidence"]}
    data["questions"] = [{key: each[key] for key in each if key != "evidence"} for each in data["questions"]]
    told = {**data, "places": places, KEY: seen({**theirs, "evidence": evidence})}
    return told | ({"schema": sheet.schema} if asked.with_schema else {})


def seen(value: Any) -> Any:
    """Return data in which every text is visible."""
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, Mapping):
        return {key: seen(below) for key, below in value.items()}
    return [seen(each) for each in value] if isinstance(value, list | tuple) else value


def judgement_with_history(ground: Ground, of: DealCase) -> Judgement:
    """Return the judgement of a deal that has no mistake, with its history."""
    found = judged_deal(of.near, of.content, of.content, ground.histories.recalled, ground.today()).before
    assert found  # noqa: S101 - the deal has been read
    return found
