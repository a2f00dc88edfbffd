"""Every name of ours in a deal is among those that are compared, whatever block it stands in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args, get_origin

from pydantic import AfterValidator, BaseModel

from generator.model import who
from generator.model.deal import Deal
from tests.making import make_deal

WHOLE: dict[str, Any] = {
    "owner": "A",
    "decision": {"go": "yes", "by": "B"},
    "players": {"p": {"relationship": {"owner": "C"}}},
    "partners": {"p": {"owner": "D"}},
    "plan": {"milestones": {"m": {"what": "x", "owner": "E"}}, "actions": {"a": {"what": "x", "owner": "F"}}},
    "accepted": {"x": {"reason": "x", "until": "2027-01-01", "by": "G"}},
    "past": {"2026-01-01": {"owner": "I"}},
    "reviews": {"r": {"held": "2026-01-01", "led_by": "H"}},
}


def fields_of_people(kind: type[BaseModel]) -> Iterator[str]:
    """Yield the names of the fields that hold somebody of ours, in a noun and in the blocks below it."""
    for name, field in kind.model_fields.items():
        if any(isinstance(each, AfterValidator) and each.func is who._by_name for each in field.metadata):
            yield name
        for block in blocks_in(field.annotation):
            yield from fields_of_people(block)


def blocks_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    elif get_origin(annotation):
        for each in get_args(annotation):
            yield from blocks_in(each)


def test_every_person_of_ours_is_named_with_the_path() -> None:
    named = dict(make_deal(**WHOLE).names)
    assert sorted(named.values()) == list("ABCDEFGHI")
    assert sorted(at[-1] for at in named) == sorted(fields_of_people(Deal))
