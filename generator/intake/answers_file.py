"""A file of answers, read: every mistake of its form with the place, or the answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from pydantic import BaseModel, ValidationError

from generator.intake.answers import KINDS, Answers
from generator.intake.located_json import JsonPath, LocatedJson, located
from generator.problems import Problem, Refused, expected, first_of, nearest

LARGEST: Final = 512 * 1024
"""Bytes of a file of answers that are read."""
AS_IN_THE_SHEET: Final = "the sheet of `--questions` shows the form"
ONLY_US: Final = (
    "answers rate us alone: a criterion has one evidence, that of our rating, so enter those of competitors by hand"
)
NO_DOCUMENT: Final = "; what was said proves no document, so enter one by hand"
TYPES: Final[Mapping[str, str]] = {
    "string_type": "is not a text",
    "list_type": "is not a list",
    "model_type": "is not an object",
    "model_attributes_type": "is not an object",
}


class AnswersFile(NamedTuple):
    """Answers with the file that they stand in."""

    text: LocatedJson
    answers: Answers

    def problem(self, at: JsonPath, code: str, says: str, remedy: str = "") -> Problem:
        """Return a problem of what stands at a path of the answers."""
        return self.text.problem(at, code, says, remedy)


def read_answers(path: str, content: bytes) -> AnswersFile:
    """Return the answers of a file; `path` is the one that problems name.

    Raises Refused with every mistake of its form: nothing of such a file is taken.
    """
    text = located(path, content, LARGEST)
    try:
        return AnswersFile(text, Answers.model_validate(text.value))
    except ValidationError as fault:
        found = [_problem(text, dict(each)) for each in fault.errors(include_url=False, include_input=False)]
        raise Refused(first_of(found)) from None


def _problem(text: LocatedJson, error: Mapping[str, Any]) -> Problem:
    at: JsonPath = error["loc"]
    kind, bounds = str(error["type"]), error.get("ctx", {})
    if kind == "extra_forbidden":
        key = str(at[-1])
        keys = _keys(at[:-1])
        of_another = at[0] == "ratings" and len(at) > 1 and not nearest(key, keys)
        remedy = ONLY_US if of_another else expected(key, keys) or AS_IN_THE_SHEET
        return text.problem(at, "unknown-key", "no answer has this key", remedy, of_key=True)
    if kind == "missing":
        return text.problem(at[:-1], "missing", f"{at[-1]} is missing", AS_IN_THE_SHEET)
    if kind == "literal_error":
        remedy = f"write {bounds['expected']}{NO_DOCUMENT if at[-1] == 'by' else ''}"
        return text.problem(at, "unknown-word", "is not one of the known words", remedy)
    if kind == "string_too_short":
        return text.problem(at, "empty", "is empty", "write it, or leave the answer out")
    if kind == "string_too_long":
        return text.problem(at, "too-long", f"is longer than {bounds['max_length']:,} characters", "shorten it")
    if kind == "too_long":
        return text.problem(at, "too-many", f"has more than {bounds['max_length']} entries", "send them in two files")
    return text.problem(at, "wrong-type", TYPES.get(kind, "cannot be read here"), AS_IN_THE_SHEET)


def _keys(at: JsonPath) -> list[str]:
    """Return the keys that an object at a path of the answers can have."""
    noun: type[BaseModel] = KINDS.get(at[0], Answers) if at else Answers  # type: ignore[call-overload]  # a number is no key
    return list(noun.model_fields)
