"""Data of a form: a file's values as they are written, what may stand in them, and how the deal stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from generator.editor import standing
from generator.editor.edits import BadRequest
from generator.editor.effect import judged_deal, problem_records
from generator.editor.near import NearFiles
from generator.editor.past import Past
from generator.model.file_kinds import NOUNS
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
    kind = near.kind
    document = document_of(near, content)
    around = near.surroundings
    data: dict[str, Any] = {
        "file": near.path,
        "kind": kind,
        "title": str(document.data.get("title", "")) or near.path,
        "today": today.isoformat(),
        "data": spelled(document.data, Shape(NOUNS[kind])),
        "notes": document.body,
        "problems": [],
        "schema": schema_of(kind, around.method),
        "choices": choices(around, near.path),
        "questions": questions(around.method),
        "next": [],
        "standing": None,
    }
    problems: tuple[Problem, ...]
    if kind == "deal":
        of = judged_deal(near, content, content, past, today)
        problems = of.problems
        if of.before:
            data["next"] = [each.criterion for each in of.before.open_questions]
            data["standing"] = standing.standing(of.before, around.method) | {"note": of.note}
            data["choices"]["findings"] = [
                {"key": f"{each.code}:{each.subject}" if each.subject else each.code, "title": each.says}
                for each in of.before.findings
            ]
    else:
        problems = near.problems(content)
    return data | {"problems": problem_records(problems, near.path, content)}


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


def choices(around: Surroundings, path: str) -> dict[str, Any]:
    """Return what the values of a file can refer to: people of its account, firms, members, words of the method."""
    folder = path.partition("/")[0]
    people = around.account(folder).people if folder in around.accounts else {}
    return {
        "people": [
            {"key": key, "name": each.name, "title": each.position, "reports_to": each.reports_to}
            for key, each in people.items()
        ],
        "members": [each.name for each in around.team.members.values()],
        "competitors": [{"key": key, "title": each.name} for key, each in around.competitors.items()],
        "partners": [{"key": key, "title": each.name} for key, each in around.partners.items()],
        "offerings": [{"key": key, "title": title} for key, title in around.team.offerings.items()],
        "deals": [{"key": deal.partition("/")[2]} for deal in sorted(around.deals)],
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
