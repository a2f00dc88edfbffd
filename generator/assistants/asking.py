"""Questions that cannot be answered, and the form of the arguments that come with a question."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Final, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from generator.problems import Problem, expected

LONGEST_SHOWN: Final = 80
"""Characters of an argument that a message quotes."""
LONGEST_NAME: Final = 300
LONGEST_CURSOR: Final = 600

Name = Annotated[str, Field(min_length=1, max_length=LONGEST_NAME)]
Cursor = Annotated[str | None, Field(max_length=LONGEST_CURSOR, description="next_cursor of the answer before")]
DealName = Annotated[str, Field(min_length=1, max_length=LONGEST_NAME, description="account/deal")]
WRONG: Final[Mapping[str, str]] = {
    "string_type": "is not a text",
    "int_type": "is not a whole number",
    "bool_type": "is neither true nor false",
    "list_type": "is not a list",
    "dict_type": "is not an object",
    "date_type": "is not a date",
    "date_from_datetime_parsing": "is not a date: write it like 2026-12-01",
    "date_parsing": "is not a date: write it like 2026-12-01",
    "string_pattern_mismatch": "is not written as it has to be",
    "missing": "is missing",
    "extra_forbidden": "is not known here",
}


class AskedWrongly(Exception):  # noqa: N818 - it is what was asked, not an error of ours
    """A question that cannot be answered: what is wrong with it, what to do, and the problems behind it."""

    def __init__(self, says: str, remedy: str = "", problems: tuple[Problem, ...] = ()) -> None:
        self.says, self.remedy, self.problems = says, remedy, problems
        super().__init__(says)


class Arguments(BaseModel):
    """Arguments of a question; none but the known ones, each of its own type."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


Kind = TypeVar("Kind", bound=Arguments)


def arguments_of(kind: type[Kind], given: Mapping[str, Any]) -> Kind:
    """Return arguments as they were given. Raises AskedWrongly with every mistake in them."""
    try:
        return kind.model_validate(given)
    except ValidationError as fault:
        faults = [_fault(kind, dict(each)) for each in fault.errors(include_url=False, include_input=False)]
        raise AskedWrongly("; ".join(faults[:10]), "ask again with arguments of the tool's input schema") from None


def _fault(kind: type[Arguments], error: Mapping[str, Any]) -> str:
    name = quoted(".".join(map(str, error["loc"])))
    bounds = error.get("ctx", {})
    match str(error["type"]):
        case "string_too_long":
            says = f"is longer than {bounds['max_length']:,} characters"
        case "too_long":
            says = f"has more than {bounds['max_length']:,} entries"
        case "less_than_equal" | "greater_than_equal" as which:
            bound = bounds["le" if which == "less_than_equal" else "ge"]
            says = f"is {'above' if which == 'less_than_equal' else 'below'} {bound:,}"
        case "literal_error":
            says = f"is none of {bounds['expected']}"
        case "extra_forbidden":
            meant = expected(str(error["loc"][-1]), kind.model_fields)
            says = WRONG["extra_forbidden"] + (f" ({meant})" if meant else "")
        case other:
            says = WRONG.get(other, "cannot be read")
    return f"{name} {says}"


def quoted(text: str) -> str:
    """Return an argument as a message quotes it: on one line, short, with every odd character spelled out."""
    cut = text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}..."
    return ascii(cut) if not cut.isprintable() else repr(cut)
