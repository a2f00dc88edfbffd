"""The schemas accept what the reader accepts, and refuse what JSON Schema can refuse."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # it has no types
from pydantic_core import PydanticCustomError

from generator.edit.edit_check import front_matter
from generator.model import file_kinds, text
from generator.model.method import Method
from generator.read.method import read_method, shipped
from generator.read.yaml.document import parse, parse_whole
from generator.schema.descriptions import DESCRIPTIONS
from generator.schema.scalars import BY_CONVERTER
from generator.schema.schema import SCHEMA_NOUNS, Nouns, SchemaKind, schema_of
from tests.house.imports import ROOT

DEALS = ROOT / "deals"
WHOLE: dict[str, SchemaKind] = {"method.yml": "method", "shares.yml": "shares"}
"""Files that are YAML throughout."""
IN_BOTH_WAYS = (
    text.slug,
    text.name,
    text.number,
    text.whole,
    text.signed_whole,
    text.yes_no,
    text.percent,
    text.rate,
    text.days,
    text.mail_address,
    text.quarter,
    text.quarter_days,
    text.sign,
    text.web_address,
)
"""Converters of which a pattern can say all that they say of a text."""
DEAL: dict[str, Any] = {"title": "A deal", "stage": "propose"}


def kind_of(path: Path) -> SchemaKind:
    """Return the kind of a sample file."""
    return WHOLE.get(path.name) or file_kinds.kind_of(path.relative_to(DEALS).as_posix())


def samples() -> Iterator[Path]:
    """Yield the files of the sample portfolio."""
    yield from sorted(DEALS.rglob("*.md"))
    yield from (DEALS / name for name in ("method.yml", "shares.yml") if (DEALS / name).exists())


def sample_method() -> Method:
    """Return the method of the sample portfolio."""
    file = DEALS / "method.yml"
    found = read_method("method.yml", file.read_bytes() if file.exists() else None).noun
    assert found
    return found


def validator(kind: SchemaKind, method: Method) -> Draft202012Validator:
    """Return what tells whether data follow the schema of a kind of file."""
    return Draft202012Validator(schema_of(kind, method))


@pytest.mark.parametrize("kind", get_args(SchemaKind))
@pytest.mark.parametrize("method", ["target-account", "meddpicc"])
def test_each_schema_is_one(kind: SchemaKind, method: str) -> None:
    """Each schema of each method follows the rules of JSON Schema itself."""
    Draft202012Validator.check_schema(schema_of(kind, shipped(method)))


def test_every_sample_file_follows_its_schema_as_the_texts_that_were_written() -> None:
    """Scalars as the reader hands them over: texts."""
    method = sample_method()
    of_kind = {kind: validator(kind, method) for kind in SCHEMA_NOUNS}
    seen = set()
    for path in samples():
        kind = kind_of(path)
        seen.add(kind)
        read = parse if path.suffix == ".md" else parse_whole
        data = read(path.name, path.read_bytes()).data
        assert not [error.message for error in of_kind[kind].iter_errors(data)], path
    assert seen == {*SCHEMA_NOUNS}


def test_every_sample_file_follows_its_schema_for_a_second_tool(tmp_path: Path) -> None:
    """check-jsonschema reads YAML 1.2 with its types and has patterns of its own."""
    method = sample_method()
    for kind in SCHEMA_NOUNS:
        (tmp_path / f"{kind}.json").write_text(json.dumps(schema_of(kind, method)))
        files = []
        for number, path in enumerate(each for each in samples() if kind_of(each) == kind):
            files.append(tmp_path / f"{kind}-{number}.yml")
            content = path.read_bytes()
            files[-1].write_text(front_matter(content) if path.suffix == ".md" else content.decode())
        command = [
            sys.executable,
            "-m",
            "check_jsonschema",
            "--schemafile",
            f"{tmp_path}/{kind}.json",
            *map(str, files),
        ]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        assert files, kind
        assert run.returncode == 0, run.stdout


@given(st.data())
@settings(max_examples=400)
def test_a_pattern_accepts_what_its_converter_accepts_and_nothing_else(data: st.DataObject) -> None:
    """Texts that are nearly right, and any others; a text of several lines is none of these anyway."""
    convert = data.draw(st.sampled_from(IN_BOTH_WAYS))
    schema = BY_CONVERTER[convert]
    near = st.from_regex(schema["pattern"]) if "pattern" in schema else st.sampled_from(list(text.SPOKEN))
    written = data.draw(near | st.text(max_size=9) | st.sampled_from(["1000%", "1001%", "-0%", "a-b", "07"]))
    try:
        convert(written)
        is_read = True
    except PydanticCustomError:
        is_read = False
    is_valid = Draft202012Validator(schema).is_valid(written)
    assert is_valid == is_read or "\n" in written, (convert, written)


@pytest.mark.parametrize(
    "changed",
    [
        {"title": None},
        {"stage": "propsoe"},
        {"ownr": "Dana"},
        {"amount": "1200000"},
        {"close": "March"},
        {"assessment": {"acess_to_funds": "+"}},
        {"assessment": {"access_to_funds": "maybe"}},
        {"players": {"Ruth Okafor": {"part": "approver"}}},
        {"players": {"r-okafor": {"part": "aprover"}}},
        {"plan": {"actions": {"call": {"owner": "Dana"}}}},
        {"level": {"4": "1"}},
        {"competitors": ["Oracle Corp"]},
        {"proposition": {"cfo": {"pattern": "no-such-pattern"}}},
        {"effort": {"left": "many"}},
    ],
)
def test_what_the_reader_would_refuse_is_refused(changed: dict[str, Any]) -> None:
    """Each change makes a sound deal one that `check` refuses, too."""
    of_deal = validator("deal", shipped("target-account"))
    assert of_deal.is_valid(DEAL)
    assert not of_deal.is_valid(DEAL | changed)


@pytest.mark.parametrize(
    "changed",
    [
        {"title": 2027},
        {"owner": None},
        {"assessment": {"access_to_funds": "+", "7": {"us": "?", "zeldrin": "-"}}},
        {"effort": "25 days"},
        {"decision": {"go": True}},
        {"decision": "no"},
        {"competitors": "zeldrin"},
        {"control": {}},
        {"plan": {"actions": {"call": "Call the CFO"}}},
        {"value": {"years": 5}},
        {"plan": {"actions": {"call": {"what": "Call", "criteria": [7, "access_to_funds"]}}}},
    ],
)
def test_what_the_reader_accepts_is_accepted_bare_listed_or_typed(changed: dict[str, Any]) -> None:
    """Bare values stand for blocks, one value for a list, and YAML's own types for texts."""
    assert validator("deal", shipped("target-account")).is_valid(DEAL | changed)


def test_an_item_is_one_of_its_head_and_a_blank_one_of_its_pattern() -> None:
    """Words that are known elsewhere in the method are not known here."""
    method = shipped("target-account")
    of_deal = validator("deal", method)
    (one, head), (_, other) = list(method.value_heads.items())[:2]
    own, foreign = next(iter(head.items)), next(each for each in other.items if each not in head.items)

    def with_item(item: str) -> dict[str, Any]:
        return DEAL | {"value": {"lines": {"gain": {"head": one, "item": item, "amount": "EUR 5"}}}}

    assert of_deal.is_valid(with_item(own))
    assert not of_deal.is_valid(with_item(foreign))
    name, pattern = next(iter(method.patterns.items()))
    slot = next(iter(pattern.slots))
    assert of_deal.is_valid(DEAL | {"proposition": {"cfo": {"pattern": name, "slots": {slot: "a text"}}}})
    assert not of_deal.is_valid(DEAL | {"proposition": {"cfo": {"pattern": name, "slots": {"no_such": "a text"}}}})


def test_every_field_that_people_write_says_what_it_is() -> None:
    """No field without a description, and no description without its field."""
    made = Nouns(shipped("target-account"))
    tops = {each.__name__: made.noun(each) for each in file_kinds.NOUNS.values()}
    fields = {f"{noun}.{name}" for noun, each in (tops | made.made).items() for name in each["properties"]}
    assert sorted(fields - set(DESCRIPTIONS)) == []
    assert sorted(set(DESCRIPTIONS) - fields) == []


def test_the_words_are_those_of_the_team_s_method() -> None:
    """Under another method the criteria are that one's."""
    keys = schema_of("deal", shipped("meddpicc"))["properties"]["assessment"]["propertyNames"]
    assert set(shipped("meddpicc").criteria) <= set(keys["enum"])
    assert keys["x-refers-to"] == "criteria"
