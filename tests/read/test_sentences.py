"""Whatever shape a value has, what is said about it is ours: no class names and no words of a library."""

from __future__ import annotations

import re
from typing import Any

import pytest
from pydantic import ValidationError

from generator.model.account import Account, Competitor, Partner, Team
from generator.model.deal import Deal
from generator.model.method import Method
from generator.read.meant.shapes import fields_at
from generator.read.refusals import errors_of
from generator.read.sentences import problems_of
from generator.read.yaml.document import Document, shortened

KINDS = (Account, Competitor, Deal, Method, Partner, Team)
SHAPES: tuple[Any, ...] = (
    "text", ["text"], [["text"]], {"key": "text"}, {"Bad Key": ["text"]}, {"key": {"Bad Key": "text"}}, [], {},
)  # fmt: skip
LIBRARY = re.compile(r"[Ii]nput should|[Vv]alid |[Ff]ield|\b[A-Z][a-z]+[A-Z]|\bdict|tuple|pydantic|NoneType")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("shape", SHAPES, ids=repr)
def test_every_shape_of_every_key_has_a_sentence_of_ours(kind: type[Deal], shape: Any) -> None:
    written = dict.fromkeys(fields_at(kind, ()), shape) | {"path": "a/b.md"}
    with pytest.raises(ValidationError) as refusal:
        kind.model_validate(written | {"nonsense": "x"})
    document = Document("a/b.md", "", written, {}, "", 1, (), frozenset())
    problems = list(problems_of(errors_of(refusal.value), document, kind))
    assert problems
    assert not [
        each for each in problems if each.code == "not-usable" or LIBRARY.search(f"{each.says} {each.remedy}")
    ]


def test_the_keys_of_a_block_are_known_at_every_depth() -> None:
    assert fields_at(Deal, ("players", "r-okafor", "relationship"))[:2] == ["now", "wanted"]
    assert fields_at(Deal, ("assessment", "risk")) == ["us", "date", "by", "evidence"]
    assert "path" not in fields_at(Deal, ())
    assert fields_at(Deal, ("title",)) == []
    assert fields_at(Deal, ("no", "such", "place")) == []
    assert fields_at(Method, ("value_heads", "increase", "items", "revenue"))[-2:] == ["cash", "margin"]


def test_a_sentence_that_quotes_a_whole_paragraph_is_cut() -> None:
    assert len(shortened("x" * 5_000)) < 400
