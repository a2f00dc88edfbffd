"""A file as it was read: the data of its front matter as text, the place of each value, and the notes below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple
from unicodedata import normalize

import yaml

from generator.problems import Guesses, Meant, Mend, Problem, Refused, Remedy
from generator.read.conflicts import conflict_problems
from generator.read.notes import LARGEST_NOTES, LONGEST_LINE, excess
from generator.read.quoting import BYTE_ORDER_MARK, QuotedText
from generator.read.yaml import characters
from generator.read.yaml.broken_yaml import explained
from generator.read.yaml.composing import Composer
from generator.read.yaml.fences import CLOSING_RULE, RULE, no_closing, no_opening
from generator.read.yaml.place import At, Spot

try:
    from yaml import CSafeLoader
except ImportError as missing:  # pragma: no cover - every wheel of PyYAML holds libyaml
    says = "PyYAML was built without libyaml"
    remedy = "pip install --force-reinstall --only-binary :all: pyyaml"
    raise ImportError(f"{says} (install a wheel of it: {remedy})") from missing

LARGEST_FILE = 256 * 1024
LARGEST_FRONT_MATTER = 128 * 1024
LONGEST_SENTENCE = 300
SCALARS = ("", "'", '"')
"""Styles of values that stand in one place, so that others can be put there."""

NOTES: At = ("notes",)
"""The path of the notes, which no key of a sound file has."""


@dataclass(frozen=True)
class Document:
    """Content of a file, before anybody asks whether it makes sense.

    `text` is the whole file, decoded. `data` has blocks as dicts, lists as lists and every scalar as the text that
    was written, in one form; a key with an empty value is left out. `places` has the marks of every key and value by
    their path, the empty ones included. `body` are the notes, which start on line `body_line`. `problems` are
    mistakes that left the rest readable; `flawed` are the paths of the values that they made useless, `empty` those
    of the keys whose value is not given.
    """

    path: str
    text: str
    data: dict[str, Any]
    places: Mapping[At, Spot]
    body: str
    body_line: int
    problems: tuple[Problem, ...]
    flawed: frozenset[At]
    empty: tuple[At, ...] = ()

    @cached_property
    def guesses(self) -> Guesses:
        """The guesses that the file may take at words that its author meant."""
        return Guesses(len(self.text))

    @cached_property
    def quoted(self) -> QuotedText:
        """The text from which problems quote their lines."""
        return QuotedText(self.path, self.text)

    def under(self, at: At) -> Sequence[At]:
        """Return the paths of the keys or items right below a path, in the order in which they end."""
        return self._children.get(at, ())

    @cached_property
    def _children(self) -> Mapping[At, Sequence[At]]:
        found: dict[At, list[At]] = {}
        for at in filter(None, self.places):
            found.setdefault(at[:-1], []).append(at)
        return found

    def data_at(self, at: At) -> Any:
        """Return the data at a path of keys, None where there is none."""
        found: Any = self.data
        for key in at:
            found = found.get(key) if isinstance(found, dict) else None
        return found

    @property
    def key_lines(self) -> Mapping[str, int]:
        """The lines of the keys at the top of the file, from 1, and of the first line of its notes."""
        keys = {str(at[0]): spot.key_line for at, spot in self.places.items() if len(at) == 1}
        return {**keys, str(NOTES[0]): self.body_line}

    def known(self, at: At) -> At:
        """Return the longest beginning of a path that is written in the file."""
        while at and at not in self.places:
            at = at[:-1]
        return at

    def place(self, at: At) -> tuple[int, int]:
        """Return line and column of the value at a path, or of the nearest block around it that is written.

        The path of the notes leads to their first line.
        """
        known = self.known(at)
        spot = self.places[known] if known else None
        if at == NOTES and not known:
            return self.body_line, 1
        return (spot.line, spot.column) if spot else (1, 1)

    def finding_place(self, at: tuple[str, ...]) -> tuple[int, int]:
        """Return line and column of the value at a path in which items of lists are numbers in digits.

        In notes, a path ends in the line and the column themselves.
        """
        if at[:1] == NOTES and len(at) > 1:
            return int(at[1]), int(at[2])
        way: At = ()
        for step in at:
            item = (*way, int(step)) if step.isdecimal() else way
            way = item if item != way and item in self.places else (*way, step)
        return self.place(way)

    def key_place(self, at: At) -> tuple[int, int]:
        """Return line and column of the key at a path, or of the nearest block's key around it that is written."""
        known = self.known(at)
        spot = self.places[known] if known else None
        return (spot.key_line, spot.key_column) if spot else (1, 1)

    def problem(
        self,
        at: At,
        code: str,
        says: str,
        remedy: str | Meant | Remedy = "",
        *,
        of_key: bool = False,
        mend: Mend | None = None,
    ) -> Problem:
        """Return a problem with the value at a path, or with its key, or with the nearest block around it.

        Without a `mend`, a remedy that tells what to write instead gives the one that replaces that value or key.
        """
        place = self.key_place(at) if of_key else self.place(at)
        told, quoted, known = self.guesses.remedy(remedy), self.quoted, self.known(at)
        if not known or not self.text:
            return Problem(self.path, *place, code, shortened(says), told.says, mend=mend)
        spot = self.places[known]
        start, end = (spot.key_start, spot.key_end) if of_key else (spot.start, spot.end)
        first_end = self.text.find("\n", start, end)
        length = (end if first_end < 0 else first_end) - start
        is_free = (*at[:-1], told.instead) not in self.places if of_key else spot.style in SCALARS
        if mend is None and told.instead is not None and known == at and is_free:
            mend = quoted.mend([quoted.edit(start, end, told.instead)], certain=told.certain)
        return quoted.problem(place, code, shortened(says), told.says, length=length, mend=mend)


def parse(path: str, content: bytes, largest_notes: int = LARGEST_NOTES) -> Document:
    """Return the content of a file with front matter. Raises Refused where it cannot be decoded or parsed.

    `path` is the one that problems name, `largest_notes` are the bytes that its notes may have. Time and memory are
    bounded by the limits above.
    """
    quoted = _text_of(path, content)
    text = quoted.text
    start = 1 if text.startswith(BYTE_ORDER_MARK) else 0
    opening = RULE.match(text, start)
    closing = CLOSING_RULE.search(text, opening.end()) if opening else None
    conflicts = _conflicts(quoted, text.count("\n", 0, closing.start()) if closing else len(quoted.lines))
    if not opening:
        raise Refused([no_opening(quoted)])
    if not closing:
        raise Refused([no_closing(quoted)])
    body_line = text.count("\n", 0, closing.end()) + 1
    notes = _Notes(text[closing.end() :], body_line, largest_notes)
    return _composed(quoted, text[start : closing.start()], start, notes, conflicts)


def _conflicts(quoted: QuotedText, last_of_keys: int) -> list[Problem]:
    """Return the conflicts of a merge in the notes. Raises Refused with all where one reaches into the keys."""
    conflicts = conflict_problems(quoted, last_of_keys)
    if any(each.line <= last_of_keys for each in conflicts):
        raise Refused(conflicts)
    return conflicts


def parse_whole(path: str, content: bytes) -> Document:
    """Return the content of a file that is YAML throughout. Raises Refused where it cannot be decoded or parsed."""
    quoted = _text_of(path, content)
    _conflicts(quoted, len(quoted.lines))
    start = 1 if quoted.text.startswith(BYTE_ORDER_MARK) else 0
    return _composed(quoted, quoted.text[start:], start, _Notes("", quoted.text.count("\n") + 1))


def _text_of(path: str, content: bytes) -> QuotedText:
    """Return the text of a file. Raises Refused where it is too big or not UTF-8."""
    if len(content) > LARGEST_FILE:
        says = f"the file is over {LARGEST_FILE // 1024} KiB"
        raise Refused([Problem(path, 1, 1, "file-too-big", says, "split it or shorten it")])
    return QuotedText(path, characters.decode(path, content))


class _Notes(NamedTuple):
    """The notes as they stand in the file, their first line, and the bytes that they may have."""

    text: str
    line: int
    largest: int = LARGEST_NOTES


def _composed(
    quoted: QuotedText, front: str, start: int, notes: _Notes, conflicts: Sequence[Problem] = ()
) -> Document:
    _check_size(quoted, front)
    damaged = characters.forbidden(quoted.text)
    readable = characters.FORBIDDEN.sub(" ", front) if damaged else front
    loader = CSafeLoader(readable)
    composer = Composer(quoted, loader.get_event, start, damaged)
    try:
        written = composer.document()
    except yaml.YAMLError as error:
        damages = characters.problems_of(quoted, damaged) if damaged else []
        fault = explained(quoted, readable, error, composer.newest, composer.opened)
        raise Refused([*damages, fault]) from None
    if not isinstance(written, dict | None):
        raise _refused(
            quoted, "not-keys", "a list or text stands where keys are meant", "write lines like `title: ...`"
        )
    body = notes.text.replace("\r\n", "\n")
    body = body if damaged or body.isascii() else normalize("NFC", body)
    problems = characters.problems_of(quoted, damaged) if damaged else []
    every = (*problems, *conflicts, *composer.problems, *excess(quoted, body, notes.line, notes.largest))
    flawed, empty = frozenset(composer.flawed), tuple(composer.empty)
    return Document(quoted.path, quoted.text, written or {}, composer.places, body, notes.line, every, flawed, empty)


def shortened(sentence: str) -> str:
    """Return a sentence that quotes what an author wrote, cut where that is very long."""
    return sentence if len(sentence) <= LONGEST_SENTENCE else sentence[:LONGEST_SENTENCE] + "..."


def _check_size(quoted: QuotedText, front: str) -> None:
    """Check the size of the front matter. Raises Refused where it, or a line of it, is too long."""
    if len(front.encode()) > LARGEST_FRONT_MATTER:
        limit = f"{LARGEST_FRONT_MATTER // 1024} KiB"
        raise _refused(
            quoted,
            "front-matter-too-big",
            f"the part between the lines --- is over {limit}",
            "move text to the notes",
        )
    for number, line in enumerate(front.split("\n"), 1):
        if len(line) > LONGEST_LINE:
            says = f"the line is over {LONGEST_LINE:,} characters"
            raise Refused([quoted.problem((number, 1), "line-too-long", says, "break it")])


def _refused(quoted: QuotedText, code: str, says: str, remedy: str) -> Refused:
    return Refused([Problem(quoted.path, 1, 1, code, says, remedy)])
