"""Data of a form: a file's values as they are written, what may stand in them, and how the deal stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from generator.assess.judgement import Judgement
from generator.editor import standing
from generator.editor.edits import BadRequest
from generator.editor.effect import judged_deal, problem_records
from generator.editor.near import NearFiles
from generator.editor.past import Past
from generator.model.file_kinds import NOUNS, FileKind
from generator.model.method import Method
from generator.model.playbook import Surroundings
from generator.model.shapes import Shape, spelled
from generator.problems import Problem, Refused
from generator.read.yaml.document import Document, parse
from generator.schema.schema import schema_of
from generator.show.text.values import SLOT


class Unreadable(BadRequest):
    """The file cannot be read as keys and values: it has to be mended by hand before a form can show it."""

    def __init__(self, refused: Refused) -> None:
        self.problems = refused.problems
        super().__init__(str(refused.problems[0]), "mend it in the file; then the form opens", 422)


def document_of(near: NearFiles, content: bytes) -> Document:
    """Return a file's content as places and values. Raises Unreadable where it is none."""
    try:
        return parse(f"{near.source.name}/{near.path}", content)
    except Refused as refused:
        raise Unreadable(refused) from None


def form(near: NearFiles, content: bytes, past: Past, today: dt.date) -> dict[str, Any]:
    """Return the data of a form for a file with this content.

    Raises BadRequest where there is no such file, Unreadable where it has to be mended by hand.
    """
    document, around = document_of(near, content), near.surroundings
    deals = sorted(each.partition("/")[2] for each in around.deals)
    data = form_values(near.kind, near.path, document, around, deals) | {
        "today": today.isoformat(),
        "schema": schema_of(near.kind, around.method),
        "questions": questions(around.method),
    }
    data["choices"] = shared_choices(around) | data["choices"]
    problems: tuple[Problem, ...]
    if near.kind == "deal":
        of = judged_deal(near, content, content, past, today)
        problems = of.problems
        if of.before:
            stands = form_standing(of.before, around)
            data |= stands | {"choices": data["choices"] | stands["choices"]}
            data["standing"] |= {"note": of.note}
    else:
        problems = near.problems(content)
    return data | {"problems": problem_records(problems, near.path, content)}


def form_values(
    kind: FileKind, path: str, document: Document, around: Surroundings, deals: Iterable[str]
) -> dict[str, Any]:
    """Return a file's values for its form, with the people and the `deals` of its account to choose from."""
    return {
        "file": path,
        "kind": kind,
        "title": str(document.data.get("title", "")) or path,
        "data": spelled(document.data, Shape(NOUNS[kind])),
        "notes": document.body,
        "problems": [],
        "choices": {"people": people_of(around, path), "deals": [{"key": each} for each in deals]},
        "next": [],
        "standing": None,
    }


def form_standing(judgement: Judgement, around: Surroundings) -> dict[str, Any]:
    """Return how a deal stands, what to ask next, and its findings to choose from."""
    findings = [
        {"key": f"{each.code}:{each.subject}" if each.subject else each.code, "title": each.says}
        for each in judgement.findings
    ]
    return {
        "next": [each.criterion for each in judgement.open_questions],
        "standing": standing.standing(judgement, around.method),
        "choices": {"findings": findings},
    }


def questions(method: Method) -> list[dict[str, Any]]:
    """Return the criteria in the method's order, each with its poles and what to ask."""
    return [
        {
            "criterion": name,
            "title": each.label,
            "question": method.questions[each.question].ask,
            "group": method.questions[each.question].label,
            "letter": method.questions[each.question].letter,
            "number": method.numbers[name],
            "poles": {"+": each.high, "-": each.low},
            "diagnostic": list(each.ask),
            "gate": each.gate,
        }
        for name, each in method.criteria.items()
    ]


def people_of(around: Surroundings, path: str) -> list[dict[str, str | None]]:
    """Return the people of a file's account, to whom its values can refer."""
    folder = path.partition("/")[0]
    people = around.account(folder).people if folder in around.accounts else {}
    return [
        {"key": key, "name": each.name, "title": each.position, "reports_to": each.reports_to}
        for key, each in people.items()
    ]


def shared_choices(around: Surroundings) -> dict[str, Any]:
    """Return what the values of any file can refer to: firms, members, words of the method."""
    return {
        "members": [each.name for each in around.team.members.values()],
        "competitors": [{"key": key, "title": each.name} for key, each in around.competitors.items()],
        "partners": [{"key": key, "title": each.name} for key, each in around.partners.items()],
        "offerings": [{"key": key, "title": title} for key, title in around.team.offerings.items()],
        **method_choices(around.method),
    }


def method_choices(method: Method) -> dict[str, Any]:
    """Return the words of the method that values can be, each with its label.

    The pieces of a pattern are in turn words and the key of a slot.
    """
    return {
        "stages": _labelled(method.stages),
        "criteria": _labelled(method.criteria),
        "strategies": [
            {**each, "means": method.strategies[each["key"]].means} for each in _labelled(method.strategies)
        ],
        "symptoms": _labelled(method.symptoms),
        "levels": [{**each, "levels": list(method.levels[each["key"]].levels)} for each in _labelled(method.levels)],
        "milestones": _labelled(method.milestones),
        "functions": _labelled(method.functions),
        "partner_questions": _labelled(method.partner_questions),
        "value_heads": [
            {
                **each,
                "side": method.value_heads[each["key"]].side,
                "items": _labelled(method.value_heads[each["key"]].items),
            }
            for each in _labelled(method.value_heads)
        ],
        "patterns": [
            {
                "key": key,
                "title": each.label,
                "pieces": SLOT.split(each.says),
                "slots": [{"key": slot, "title": of.label, "ask": of.ask} for slot, of in each.slots.items()],
                "example": dict(each.example),
            }
            for key, each in method.patterns.items()
        ],
        "rules": _labelled(method.findings),
    }


def _labelled(items: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [{"key": key, "title": each.label} for key, each in items.items()]
