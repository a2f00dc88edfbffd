"""Reading of one file to one noun: parse, validate, and where that fails, keep the part that can be checked."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Generic, TypeVar

from pydantic import ValidationError

from generator.model.file_noun import CutText, FileNoun
from generator.model.who import Handles
from generator.problems import MOST_OF_A_FILE, Problem, Refused
from generator.read.cut_short import cut_short
from generator.read.meant.vocabulary import NO_WORDS, Vocabulary
from generator.read.refusals import Error, errors_of
from generator.read.sentences import Wordings, unknown_empty
from generator.read.yaml.document import Document, parse
from generator.read.yaml.place import At

Sound = TypeVar("Sound", covariant=True)
Kind = TypeVar("Kind", bound=FileNoun)
NO_MEMBERS: Handles = {}
STAND_IN = "?"
"""Stands where a text has to stand, so that what is beside it can be checked."""


@dataclass(frozen=True)
class Reading(Generic[Sound]):
    """Result of reading one file: the noun, or its problems. With a problem there is no noun.

    `document` is None where the file could not be parsed. `cut_short` are texts of which a part was taken
    for a comment, where the noun does not hold them itself.
    """

    noun: Sound | None
    problems: tuple[Problem, ...]
    document: Document | None
    cut_short: tuple[CutText, ...] = ()


@dataclass(frozen=True)
class Remains(Generic[Kind]):
    """Rest of a file without its mistakes.

    `noun` is None where nothing could be made of the rest. `dropped` are the paths that were taken out. Items of
    lists that lost one have moved up: `shifted` has the places where the kept ones are written. `rest` is the text
    that the noun was made from, and `members` are those whose names it was given.
    """

    noun: Kind | None
    problems: tuple[Problem, ...]
    document: Document | None
    dropped: frozenset[At] = frozenset()
    shifted: Mapping[At, tuple[int, ...]] | None = None
    rest: Mapping[str, Any] = field(default_factory=dict)
    members: Handles = field(default_factory=dict)

    def written_at(self, at: At) -> At:
        """Return the place in the file of the value at a path of the noun."""
        if not self.shifted:
            return at
        found: At = ()
        for step in at:
            places = self.shifted.get(found)
            found = (*found, places[step] if places and isinstance(step, int) and step < len(places) else step)
        return found

    def lacks(self, at: At) -> bool:
        """Tell whether something at, above or below a path was taken out."""
        return at in self._led_to_dropped or any(at[:length] in self.dropped for length in range(len(at)))

    @cached_property
    def _led_to_dropped(self) -> frozenset[At]:
        """The paths that were taken out and those above them."""
        return frozenset(each[:length] for each in self.dropped for length in range(len(each) + 1))

    def without(self, wrong: Collection[At]) -> Remains[Kind]:
        """Return the same with some more values taken out of the noun, by their paths in it."""
        if not wrong or self.noun is None:
            return self
        rest, _ = pruned(self.rest, wrong)
        return replace(self, noun=_mended(type(self.noun), rest, (), self.members))


def remains(
    kind: type[Kind],
    path: str,
    file: str,
    content: bytes,
    stand_ins: dict[str, str],
    members: Handles = NO_MEMBERS,
    vocabulary: Vocabulary = NO_WORDS,
) -> Remains[Kind]:
    """Return the rest of a file's content; `file` is the noun's path, `path` the one that problems name.

    `stand_ins` are values for keys that a noun must have, so that the rest can be checked where they are missing.
    Whoever is one of the `members` gets that member's name; `vocabulary` has the words that the file may mean.
    Raises Refused where the content cannot be decoded or parsed.
    """
    try:
        document = parse(path, content, kind.LARGEST_NOTES)
    except Refused as refused:
        return Remains(None, refused.problems, None)
    fixed: dict[str, Any] = {"path": file, "notes": document.body, "notes_line": document.body_line, "cut_short": ()}
    fixed["cut_short"] = cut_short(document, lambda data: wrong_in(_made(kind, data | fixed, members)))
    forged = [Error("extra_forbidden", (key,), None, {}) for key in fixed if key in document.data]
    written = document.data | fixed
    made = _made(kind, written, members)
    wordings = Wordings(document, kind, vocabulary)
    errors = list(wordings.with_strays_at_once(made)) if isinstance(made, list) else []
    told = [*forged, *errors, *unknown_empty(document, kind)][: MOST_OF_A_FILE + 1]
    problems = (*document.problems, *wordings.problems(told))
    if isinstance(made, kind):
        return Remains(made, problems, document, document.flawed, rest=written, members=members)
    wrong = {document.known(_key_of(each)) for each in errors if each.kind != "missing"}
    lacking = {each.at for each in errors if each.kind == "missing"}
    rest, shifted = pruned(document.data, wrong)
    rest = stand_ins | rest | fixed
    noun = _mended(kind, rest, lacking, members)
    return Remains(noun, problems, document, document.flawed | wrong | lacking, shifted, rest, members)


def wrong_in(made: object) -> Collection[At]:
    """Return the paths of the errors for which nothing was made of a file's data."""
    return [each.at for each in made] if isinstance(made, list) else []


def _key_of(error: Error) -> At:
    return error.at[:-1] if error.at[-1] == "[key]" else error.at


def _mended(kind: type[Kind], rest: dict[str, Any], lacking: Collection[At], members: Handles) -> Kind | None:
    """Return the noun with a stand-in for what it lacks; blocks that still lack something go as a whole."""
    for at in lacking:
        _put(rest, at, STAND_IN)
    made = _made(kind, rest, members)
    if isinstance(made, list):
        rest, _ = pruned(rest, {each.at[:-1] for each in made})
        made = _made(kind, rest, members)
    return None if isinstance(made, list) else made


def _put(rest: dict[str, Any], at: At, value: str) -> None:
    """Put a value at a path, unless there is one or the block around it is gone."""
    block: Any = rest
    for step in at[:-1]:
        block = block.get(step) if isinstance(block, dict) else None
    if isinstance(block, dict):
        block.setdefault(at[-1], value)


def _made(kind: type[Kind], written: dict[str, Any], members: Handles) -> Kind | list[Error]:
    try:
        return kind.model_validate(written, context=members)
    except ValidationError as refusal:
        return errors_of(refusal)


def pruned(written: Mapping[str, Any], without: Collection[At]) -> tuple[dict[str, Any], dict[At, tuple[int, ...]]]:
    """Return a copy of blocks and lists without some paths, and for each list which of its items were kept."""
    shifted: dict[At, tuple[int, ...]] = {}

    def copied(node: Any, at: At) -> Any:
        if isinstance(node, Mapping):
            return {key: copied(below, (*at, key)) for key, below in node.items() if (*at, key) not in without}
        if isinstance(node, list):
            kept = tuple(place for place in range(len(node)) if (*at, place) not in without)
            if len(kept) < len(node):
                shifted[at] = kept
            return [copied(node[place], (*at, place)) for place in kept]
        return node

    return copied(written, ()), shifted
