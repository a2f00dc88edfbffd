"""The method file: the team's own file over the shipped method that it extends."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from generator.model.method import Method
from generator.problems import MOST_OF_A_FILE, Meant, Problem, Refused, first_of, respelled
from generator.read.consistency import method_faults
from generator.read.cut_short import cut_short
from generator.read.reading import Reading, pruned, wrong_in
from generator.read.refusals import Error, errors_of
from generator.read.sentences import problems_of, unknown_empty
from generator.read.yaml.document import Document, parse_whole
from generator.read.yaml.place import At

SHIPPED = Path(__file__).parent.parent / "methods"
DEFAULT = "target-account"
REPLACED_WHOLE = frozenset({"stages", "forecast", "verdict"})
"""Blocks in which the order carries meaning: a file that gives one gives all of it."""

Written = Mapping[str, Any]


def shipped_names() -> tuple[str, ...]:
    """Return the names that `extends:` can take."""
    return tuple(sorted(file.stem for file in SHIPPED.glob("*.yml")))


@cache
def shipped(name: str) -> Method:
    """Return a shipped method. Raises Refused if it is not sound, which would be our own mistake."""
    reading = _reading(Document(f"{name}.yml", "", {}, {}, "", 1, (), frozenset()), _shipped_text(name))
    if reading.noun is None:
        raise Refused(reading.problems)
    return reading.noun


@cache
def _shipped_text(name: str) -> Written:
    """Return a shipped method as text, laid over the one that it extends itself."""
    written = parse_whole(f"{name}.yml", (SHIPPED / f"{name}.yml").read_bytes()).data
    base = written.get("extends")
    return laid_over(_shipped_text(base), written) if base else written


def read_method(path: str, content: bytes | None) -> Reading[Method]:
    """Return the method of a playbook: the team's file over the shipped one that it extends; None: no file.

    All problems are placed in the team's file; `path` is the one that they name. Raises Refused where the file cannot
    be decoded or parsed.
    """
    if content is None:
        return Reading(shipped(DEFAULT), (), None)
    try:
        document = parse_whole(path, content)
    except Refused as refused:
        return Reading(None, refused.problems, None)
    base, problems = _base(document)
    cuts = cut_short(document, lambda data: wrong_in(_made(laid_over(base, data))))
    return replace(_reading(document, base, problems), cut_short=cuts)


def stand_in(document: Document | None) -> Method:
    """Return the shipped method to go on with where the team's file, read as `document`, is not sound."""
    extended = document.data.get("extends") if document else None
    try:
        return shipped(extended if extended in shipped_names() else DEFAULT)
    except Refused:
        return shipped(DEFAULT)


def with_empty_items(document: Document, base: Written) -> Written:
    """Return the data of a team's file with a block for each new item that has no value: it lacks all it needs."""
    own = dict(document.data)
    for block, name in (at for at in document.empty if len(at) == 2):
        if isinstance(base.get(str(block)), Mapping) and name not in base[str(block)]:
            own[str(block)] = {**own.get(str(block), {}), str(name): {}}
    return own


def laid_over(base: Written, own: Written) -> dict[str, Any]:
    """Return `own` over `base`, key by key at every depth; what is in REPLACED_WHOLE is replaced as a whole."""
    return _merged(base, {key: own[key] for key in own if key not in REPLACED_WHOLE}) | {
        key: own[key] for key in REPLACED_WHOLE if key in own
    }


def _merged(base: Written, own: Written) -> dict[str, Any]:
    result = dict(base)
    for key, value in own.items():
        below = base.get(key)
        result[key] = _merged(below, value) if isinstance(below, dict) and isinstance(value, dict) else value
    return result


def _reading(document: Document, base: Written, found: Sequence[Problem] = ()) -> Reading[Method]:
    own, problems = with_empty_items(document, base), [*document.problems, *found]
    problems += problems_of(unknown_empty(document, Method), document, Method)
    made = _made(laid_over(base, own))
    if isinstance(made, list):
        incomplete = _incomplete(made, base)
        problems += (_said_of(item, lacking, document, base) for item, lacking in incomplete.items())
        others = [each for each in made if not _is_of_an_incomplete_item(each, incomplete, base)]
        problems += problems_of(others, document, Method)
        wrong = {document.known(_own_path(each)) for each in made}
        made = _made(laid_over(base, pruned(own, wrong)[0]))
    if isinstance(made, Method):
        problems += _inconsistent(made, document)
    every = first_of(problems)
    return Reading(None if every or isinstance(made, list) else made, every, document)


def _made(written: dict[str, Any]) -> Method | list[Error]:
    try:
        return Method.model_validate(written)
    except ValidationError as refusal:
        return errors_of(refusal)


def _own_path(error: Error) -> At:
    """Return the path to take out of the team's file for an error: an incomplete item goes as a whole."""
    return error.at[:-1] if error.at[-1] == "[key]" or error.kind == "missing" else error.at


def _incomplete(errors: Iterable[Error], base: Written) -> Mapping[At, list[str]]:
    """Return the lacks of items that are new in the team's file, by the item's path."""
    lacking: dict[At, list[str]] = {}
    for error in errors:
        if error.kind == "missing" and len(error.at) == 3 and error.at[1] not in base.get(str(error.at[0]), {}):
            lacking.setdefault(error.at[:-1], []).append(str(error.at[-1]))
    return lacking


def _is_of_an_incomplete_item(error: Error, incomplete: Collection[At], base: Written) -> bool:
    """Tell whether an error is a lack of a new item, or its name where that is another spelling of a known one."""
    if error.at[:-1] not in incomplete:
        return False
    is_name = error.at[-1] == "[key]"
    return error.kind == "missing" or (is_name and bool(respelled(str(error.at[1]), base[str(error.at[0])], {})))


def _said_of(item: At, lacking: Sequence[str], document: Document, base: Written) -> Problem:
    block, name = map(str, item)
    says = f"{name!r} is new in {block} and lacks {', '.join(lacking)}"
    remedy = Meant(name, base.get(block, ()), "a new item is written whole", listed=False)
    return document.problem(item, "incomplete-item", says, remedy, of_key=True)


def _base(document: Document) -> tuple[Written, list[Problem]]:
    """Return the method that the team's file extends; an unknown one is a problem and stands for the usual one."""
    name = document.data.get("extends", DEFAULT)
    names = shipped_names()
    if isinstance(name, str) and name in names:
        return _shipped_text(name), []
    says, remedy = f"there is no method {name!r} to extend", Meant(str(name), names)
    return _shipped_text(DEFAULT), [document.problem(("extends",), "unknown-method", says, remedy)]


def _inconsistent(method: Method, document: Document) -> Iterator[Problem]:
    for fault in islice(method_faults(method), MOST_OF_A_FILE + 1):
        at = fault.at if document.known(fault.at) else fault.rests_on
        yield document.problem(at, fault.code, fault.says, fault.remedy, of_key=fault.of_key)
