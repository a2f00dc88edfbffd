"""Whole files: the schema accepts all that the reader accepts, and what only the reader refuses is listed by name."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, event, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # it has no types
from ruamel.yaml import YAML

from generator.editor.near import NearFiles
from generator.problems import Problem
from generator.read.files import WorkTree
from generator.read.method import read_method
from generator.read.shares import register_of
from generator.read.yaml.document import parse, parse_whole
from generator.schema.schema import SchemaKind
from tests.schema.documents import documents
from tests.schema.emitting import emitted
from tests.schema.test_schema import DEALS, kind_of, sample_method, samples, validator

TEXTS = (
    *(
        "+",
        "no",
        "5",
        "0",
        "99",
        "2026-12-01",
        "2026-02-30",
        "EUR 5,000",
        "EUR 25.000",
        "8%",
        "25 days",
        "plain words",
    ),
    *(
        "a-key",
        "access_to_funds",
        "",
        "yes",
        "3",
        "-4",
        "https://x.example",
        "1.5",
        "closed",
        "won",
        "012",
        "zeldrin",
    ),
)
REFERENCES = {
    *("unknown-player", "unknown-person", "unknown-deal", "unknown-account", "unknown-offering", "unknown-milestone"),
    *("unknown-objective", "unknown-competitor", "unknown-method", "unknown-partner", "unlisted-competitor"),
    *("partner-without-a-file", "unknown-quantity", "unknown-finding", "reporting-loop", "points-at-itself"),
    "unknown-attendee",
}
"""Something is named that is nowhere, in this file or in another, or that leads back to where it is named."""
TOGETHER = {
    *("no-outcome", "outcome-of-an-open-deal", "confirmed-by-nobody", "emptied-with-a-value", "days-out-of-order"),
    *("ends-before-it-starts", "low-over-amount", "high-under-amount", "second-currency", "reserved-name"),
    *("no-partner", "not-for-a-partner", "not-one-subject", "subject-not-for-audience", "expires-before-issued"),
    *("lives-too-long", "listed-twice", "rated-twice", "member-named-twice"),
    *("category-read-twice", "verdict-in-two-categories", "criterion-set-aside", "question-without-criteria"),
    *("no-winnable-question", "no-verdict-rule", "last-rule-with-condition", "rule-without-condition", "no-floor"),
    *("slot-not-filled", "slot-not-used", "stages-lack-a-kind", "edge-outside", "edges-out-of-order"),
    *("date-differs", "no-deals", "two-attendees"),
    *("not-one-limit", "weight-not-positive"),
}
"""Values that are each right and do not go together, and what is there twice."""
READINGS = {"not-a-date", "not-an-amount", "two-readings", "out-of-range"}
"""Days that no calendar has, amounts that can be read in two ways or in none, a rate of nothing or less."""
MISSING_IN_METHOD = {"missing"}
"""Of a method file no schema can say what is missing: whatever it leaves out is the extended method's."""
READER_ALONE = REFERENCES | TOGETHER | READINGS
FILES = {path.relative_to(DEALS).as_posix(): kind_of(path) for path in samples()}
CHANGES = ("drop", "text", "another", "block", "list", "rename", "up", "down")

QUICK = (Phase.explicit, Phase.reuse, Phase.generate)
"""A whole file shrinks for minutes and says no more for it."""

Path = tuple[str | int, ...]


def content_of(kind: SchemaKind, data: dict[str, Any]) -> bytes:
    """Return a file of a kind with data in it."""
    text = emitted(data)
    return (text if kind in ("method", "shares") else f"---\n{text}---\n").encode()


@cache
def near(path: str) -> NearFiles:
    return NearFiles(WorkTree(DEALS), path)


def problems(kind: SchemaKind, path: str, content: bytes) -> tuple[Problem, ...]:
    """Return the reader's problems of a file that stands in the place of one of the sample."""
    if kind == "method":
        return read_method("method.yml", content).problems
    if kind == "shares":
        beside = near("aldermoor/core-banking.md").surroundings
        return register_of("shares.yml", content, WorkTree(DEALS).listing().deals, beside).problems
    return tuple(near(path).problems(content))


@cache
def of_kind(kind: SchemaKind) -> Draft202012Validator:
    return validator(kind, sample_method())


def as_text(kind: SchemaKind, content: bytes) -> Any:
    """Return the data of a file as the reader has them: texts."""
    return (parse_whole if kind in ("method", "shares") else parse)("x", content).data


def as_typed(content: bytes) -> Any:
    """Return the data of a file as YAML 1.2 has them: numbers, yes and no, nothing."""
    yaml = YAML(typ="safe", pure=True)
    yaml.constructor.add_constructor(
        "tag:yaml.org,2002:timestamp", lambda loader, node: loader.construct_scalar(node)
    )
    return with_text_keys(yaml.load(content.decode().removeprefix("---\n").partition("---\n")[0]) or {})


def with_text_keys(data: Any) -> Any:
    """Return data with the keys that JSON has, texts; an empty text in quotes counts as nothing for the reader."""
    if isinstance(data, dict):
        return {str(key): with_text_keys(below) for key, below in data.items()}
    return [with_text_keys(each) for each in data] if isinstance(data, list) else data if data != "" else None


@cache
def sample_data(path: str) -> dict[str, Any]:
    return dict(as_text(FILES[path], (DEALS / path).read_bytes()))


def places(data: Any, at: Path = ()) -> Iterator[Path]:
    """Yield the place of everything in data."""
    if at:
        yield at
    for key, below in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        yield from places(below, (*at, key))


def at_place(data: Any, at: Path) -> Any:
    for key in at:
        data = data[key]
    return data


def changed(data: dict[str, Any], draw: st.DataObject) -> None:
    """Change one place of data: its value, its key or its level."""
    known = list(places(data))
    at, how = draw.draw(st.sampled_from(known)), draw.draw(st.sampled_from(CHANGES))
    above, key = at_place(data, at[:-1]), at[-1]
    value = above[key]
    if how == "drop":
        del above[key]
    elif how == "text":
        above[key] = draw.draw(st.sampled_from(TEXTS))
    elif how == "another":
        above[key] = deepcopy(at_place(data, draw.draw(st.sampled_from(known))))
    elif how == "list":
        above[key] = [value] if isinstance(value, str) else ["x"]
    elif how == "up" and len(at) > 1 and isinstance(at_place(data, at[:-2]), dict):
        at_place(data, at[:-2])[str(key)] = above.pop(key)
    elif how == "rename" and isinstance(above, dict):
        above[f"{key}x"] = above.pop(key)
    else:
        above[key] = {str(key): value} if how == "down" else {"what": value}


def assert_both_agree(kind: SchemaKind, path: str, data: dict[str, Any]) -> None:
    """Assert that reader and schema say the same of a file, read both ways, but for what the reader alone can say."""
    content = content_of(kind, data)
    found = {each.code for each in problems(kind, path, content)}
    valid = of_kind(kind).is_valid(as_text(kind, content)), of_kind(kind).is_valid(as_typed(content))
    event(f"{kind}: {'accepted' if not found else 'refused'}, by the schema {valid[0]}")
    if not found:
        assert valid == (True, True), [each.message for each in of_kind(kind).iter_errors(as_typed(content))]
    if valid[0]:
        assert found - READER_ALONE <= (MISSING_IN_METHOD if kind == "method" else set())


@given(st.data())
@settings(max_examples=300, deadline=None, phases=QUICK)
def test_a_sample_file_with_one_change_is_accepted_by_both_or_by_neither(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(sorted(FILES)))
    mutated = deepcopy(sample_data(path))
    changed(mutated, data)
    assert_both_agree(FILES[path], path, mutated)


@pytest.mark.parametrize("path", ["aldermoor/core-banking.md", "aldermoor/index.md", "index.md", "shares.yml"])
@given(data=st.data())
@settings(max_examples=60, deadline=None, phases=QUICK, suppress_health_check=list(HealthCheck))
def test_a_file_that_is_made_from_the_schema_is_refused_only_for_what_no_schema_says(
    path: str, data: st.DataObject
) -> None:
    made = data.draw(documents(of_kind(FILES[path]).schema))
    assert_both_agree(FILES[path], path, made)
