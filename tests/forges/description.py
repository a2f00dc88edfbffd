"""Check of requests and answers against the excerpt of a forge's own API description."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import jsonschema  # type: ignore[import-untyped]  # it has no stubs of its own

EVERYWHERE = frozenset({401, 403, 429, 502})
"""Refusals that no description lists by operation: who asks, how often, and the web server before the forge."""


class Operation(NamedTuple):
    """An operation of a description: what its answers hold by status, the body and query that it takes."""

    name: str
    query: frozenset[str]
    body: Mapping[str, Any] | None
    answers: Mapping[str, Any]

    def faults_of_request(self, query: Mapping[str, str], body: Any) -> list[str]:
        """Return what a request has that the operation does not take, and what it lacks."""
        found = [f"{self.name}: no query {name}" for name in query.keys() - self.query]
        if self.body is None:
            return found + ([f"{self.name}: takes no body"] if body is not None else [])
        return found + [f"{self.name}: {each.json_path} {each.message}" for each in _errors(_strict(self.body), body)]

    def faults_of_answer(self, status: int, body: Any) -> list[str]:
        """Return where an answer is none that the operation gives."""
        if str(status) not in self.answers:
            return [] if status in EVERYWHERE else [f"{self.name}: never answers {status}"]
        return [f"{self.name} {status}: {each.message}" for each in _errors(self.answers[str(status)], body)]


@cache
def operations(kind: str) -> Mapping[str, Operation]:
    """Return the operations of a kind of forge by method and path."""
    read = json.loads(Path(__file__).with_name(f"{kind}.json").read_text("utf-8"))["operations"]
    return {
        name: Operation(name, frozenset(each["query"]), each["body"], each["answers"]) for name, each in read.items()
    }


def operation(kind: str, method: str, path: str) -> tuple[Operation, dict[str, str]] | None:
    """Return the operation of a request and the parts of its path; None where the forge has none that is used."""
    for name, each in operations(kind).items():
        verb, template = name.split(" ")
        pattern = re.sub(r"\\\{(\w+)\\\}", _part, re.escape(template))
        match = re.fullmatch(pattern, path)
        if verb == method.lower() and match:
            return each, match.groupdict()
    return None


def _part(match: re.Match[str]) -> str:
    """Return the pattern of a part of a path: those of files and the names of branches may hold slashes."""
    name = match[1]
    return f"(?P<{name}>.+)" if name in ("ref", "path", "filepath", "branch") else f"(?P<{name}>[^/]+)"


def _strict(schema: Any) -> Any:
    """Return a schema that refuses what it does not name: a misspelled word would be passed over in silence."""
    if isinstance(schema, list):
        return [_strict(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {"additionalProperties": False} if "properties" in schema else {}
    return closed | {key: _strict(each) for key, each in schema.items()}


def _errors(schema: Any, value: Any) -> list[jsonschema.ValidationError]:
    return list(jsonschema.Draft7Validator(schema).iter_errors(value))
