"""Files of answers: every mistake of form is said at once, at its place."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # it has no types

from generator.intake.answers import KINDS, schema_of_answers
from generator.intake.answers_file import read_answers
from generator.intake.sheet import EXAMPLE
from generator.problems import Refused


def test_every_mistake_of_form_is_said_in_one_run_with_its_path_line_and_column() -> None:
    text = """{
 "deal": 3,
 "file": "x",
 "ratings": [
  {"criterion": "risk", "us": "++", "qoute": "five words are in here"},
  7
 ],
 "rating": []
}"""
    with pytest.raises(Refused) as refused:
        read_answers("answers.json", text.encode())
    assert str(refused.value).split("\n") == [
        "answers.json:2:10: deal: is not a text (the sheet of `--questions` shows the form)",
        "answers.json:5:3: ratings[0]: quote is missing (the sheet of `--questions` shows the form)",
        "answers.json:5:31: ratings[0].us: is not one of the known words (write '+', '-' or '?')",
        "answers.json:5:37: ratings[0].qoute: no answer has this key (did you mean 'quote'?)",
        "answers.json:6:3: ratings[1]: is not an object (the sheet of `--questions` shows the form)",
        "answers.json:8:2: rating: no answer has this key (did you mean 'ratings'?)",
    ]


def test_a_document_and_a_rating_of_a_competitor_are_refused_with_the_reason() -> None:
    rating = {"criterion": "risk", "us": "+", "by": "document", "zeldrin": "-", "quote": "five words are in here"}
    with pytest.raises(Refused) as refused:
        read_answers("a.json", json.dumps({"deal": "a/b", "ratings": [rating]}).encode())
    first, second = str(refused.value).split("\n")
    assert "write 'customer' or 'us'; what was said proves no document, so enter one by hand" in first
    assert "ratings[0].zeldrin: no answer has this key (answers rate us alone: a criterion has one evidence" in second


@pytest.mark.parametrize("content", [b"[]", b'"a"', b"null", b"{}", b'{"deal": "a/b", "people": [{"quote": ""}]}'])
def test_json_that_is_not_the_schemas_is_refused(content: bytes) -> None:
    with pytest.raises(Refused):
        read_answers("answers.json", content)


def test_the_schema_takes_what_is_read_and_refuses_what_is_not() -> None:
    schema = schema_of_answers({"risk": None})
    check = Draft202012Validator(schema)
    check.check_schema(schema)
    sound = {"deal": "a/b", "ratings": [{"criterion": "risk", "us": "+", "quote": "x"}], "not_said": ["risk"]}
    assert check.is_valid(sound)
    assert read_answers("a.json", json.dumps(sound).encode()).answers.ratings[0].by == "us"
    for wrong in ({"more": 1}, {"ratings": [{"us": "+"}]}, {"not_said": ["x"]}):
        assert not check.is_valid({**sound, **wrong})


def test_the_form_in_the_sheet_has_keys_that_answers_have() -> None:
    for kind, noun in KINDS.items():
        assert all(each.keys() <= noun.model_fields.keys() for each in EXAMPLE[kind])
