"""Composing of YAML's events to text, blocks and lists, with places and with refusals on the way."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import Any, Final

from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from generator.problems import Problem, Refused, Remedy
from generator.read.quoting import QuotedText
from generator.read.yaml.characters import CROWDED, FORBIDDEN, crowded, named, one_form
from generator.read.yaml.mending import BLANK, blank_name, in_quotes
from generator.read.yaml.place import At, Spots

DEEPEST = 12
MOST_VALUES = 20_000
MOST_ENTRIES = 1_000
"""Keys of one block, or items of one list."""


NOTHING: Final = frozenset({"~", "null", "Null", "NULL"})
"""Plain values by which other programs say that a key has none."""
NOT_IN_A_KEY: Final = re.compile(rf"\n|{FORBIDDEN.pattern}")
INDENTED: Final = re.compile(rf"[ {BLANK}]+")
DECIMAL_COMMA: Final = re.compile(r"(\d+),(\d{1,2}(?:\s[^,]*)?)")
CURLY: Final = "\u201c\u201d\u201e\u2018\u2019\u201a"
RUN_IN: Final = re.compile(rf"(?P<key>[\w-]+)(:)(?P<blank>[{BLANK}]*)(?=\S)")
PLAIN: Final = "write plain blanks, with the space bar"
QUOTE_THE_VALUE: Final = "put the whole value in quotes"
NO_TEXT: Final = NOTHING | {"", "-", "?"}
MEANS_MORE: Final = "{} at the start of a value has a meaning of its own, which is not read"
LONGEST_QUOTED: Final = 80
LAID_OUT: Final = ("|", ">")
"""Styles of text over several lines."""


class _Absent:
    """The value of a key that is written but not given."""


ABSENT: Final = _Absent()
Value = str | dict[str, Any] | list[Any]


class Composer:
    """Composer of one document from its events.

    A fault that leaves the rest readable is kept in `problems`, its value is left out and its path noted in `flawed`.
    `empty` are the paths of keys whose value is not given.
    `newest` is the last event that came, `opened` are the blocks and lists that are not at their end yet.
    """

    def __init__(self, text: QuotedText, next_event: Callable[[], Any], shift: int, damaged: Sequence[int]) -> None:
        """Take the file's text and the source of its events.

        `shift` is added to offsets, `damaged` are offsets of forbidden characters.
        """
        self.text = text
        self.places = Spots(shift)
        self.flawed: set[At] = set()
        self.empty: list[At] = []
        self.problems: list[Problem] = []
        self.newest: Any = None
        self.opened: list[Any] = []
        self._next = next_event
        self._shift = shift
        self._damaged = damaged
        self._last: Any = None
        self._cut: tuple[At, int] = (), 0

    def document(self) -> Value | None:
        """Return the data of the one document, None if it is empty. Raises Refused where reading cannot go on."""
        self._last = self._next()
        start = self._next()
        if type(start) is StreamEndEvent:
            return None
        if start.version or start.tags:
            self._refuse(start, "directive", "a line that starts with % is an instruction to YAML", "delete it")
        event = self._next()
        content = self._value(event, (), event)
        while type(event := self._next()) is not StreamEndEvent:
            if type(event) is not DocumentEndEvent or event.explicit:
                self._refuse(event, "second-document", "a second document starts here", "keep one; quote the text")
                break
        return None if isinstance(content, _Absent) else content

    def _value(self, event: Any, at: At, key: Any) -> Value | _Absent:
        kind = type(event)
        if event.anchor or (kind is not AliasEvent and event.tag):
            self._marked(event, at)
        if kind is ScalarEvent:
            self._last = event
            self._note(event, at, key)
            return self._text(event, at)
        if kind is AliasEvent:
            self._note(event, at, key)
            return ABSENT
        return self._collection(event, at, key)

    def _collection(self, event: Any, at: At, key: Any) -> Value:
        if len(at) >= DEEPEST:
            says = f"blocks and lists stand more than {DEEPEST} deep here"
            self._refuse(event, "too-deep", says, "write it flatter")
            raise Refused(self.problems)
        self.opened.append(event)
        written: Value = self._block(at) if type(event) is MappingStartEvent else self._list(at)
        self.opened.pop()
        if event.flow_style:
            self._last = self.newest
        self._note(event, at, key)
        return written

    def _block(self, at: At) -> dict[str, Any]:
        found: dict[str, Any] = {}
        following = self._next
        while True:
            key = self.newest = following()
            if type(key) is MappingEndEvent:
                return self._without_cut(found, at)
            if len(found) >= MOST_ENTRIES:
                self._refuse_more(key)
            below = self._below(key, at)
            event = self.newest = following()
            value = self._value(event, below, key)
            name = below[-1]
            if not isinstance(name, str):
                continue
            if value is not ABSENT:
                found[name] = value
            elif event.start_mark.index == key.end_mark.index and type(event) is ScalarEvent:
                self._valueless(key, name, (*at, next(reversed(found), "")))
            elif below not in self.flawed:
                self.empty.append(below)

    def _without_cut(self, found: dict[str, Any], at: At) -> dict[str, Any]:
        """Return a block without the values that a comma has cut in two, of which that has been said."""
        if self._cut[1]:
            return {name: value for name, value in found.items() if (*at, name) not in self.flawed}
        return found

    def _list(self, at: At) -> list[Any]:
        found: list[Any] = []
        while True:
            event = self.newest = self._next()
            if type(event) is SequenceEndEvent:
                return found
            if len(found) >= MOST_ENTRIES:
                self._refuse_more(event)
            value = self._value(event, (*at, len(found)), event)
            if value is not ABSENT:
                found.append(value)

    def _refuse_more(self, event: Any) -> None:
        says = f"a block or list has more than {MOST_ENTRIES:,} entries here"
        self._refuse(event, "too-many-entries", says, "shorten it")
        raise Refused(self.problems)

    def _below(self, key: Any, at: At) -> At:
        """Return the path of a key's value; that of a refused key ends in a number, which no other key does."""
        if type(key) is not ScalarEvent:
            self._value(key, (*at, self._aside), key)
            if type(key) is not AliasEvent:
                self._refuse(key, "key-not-text", "a key is not a word here", "write a word before the colon")
            return (*at, self._aside)
        if key.value.isascii() and key.value.isprintable():
            name: str = key.value
        elif not key.style and not self.opened[-1].flow_style and (blanks := INDENTED.match(key.value)):
            self._indented(key, blanks[0])
            return (*at, self._aside)
        else:
            name = one_form(key.value)
        below = (*at, name)
        if key.anchor or key.tag:
            self._marked(key, below)
        if name == "<<" and not key.style:
            self._refuse(key, "merge-key", "merge keys (<<) are not read", "write the keys out")
        elif not name.strip() or (name in "-?" and not key.style) or (self._damaged and self._is_damaged(key)):
            self._refuse(key, "empty-key", "a key is empty or only a sign", "write a word before the colon")
        elif key.style == '"' and (found := NOT_IN_A_KEY.search(key.value)):
            code, says = named(found[0])
            self._refuse(key, code, says.replace("stands here", "is spelled out here"), "delete it")
        elif below in self.places.noted:
            line = self.places[below].key_line
            where = "this line" if line == _place(key)[0] else f"line {line}"
            says = f"duplicate key {name!r}: it is already on {where}"
            self._refuse(key, "duplicate-key", says, "keep one of the two")
        else:
            return below
        return (*at, self._aside)

    def _text(self, event: Any, at: At) -> str | _Absent:
        value: str = event.value
        style: str | None = event.style
        if not style and value in NO_TEXT:
            if not value or value in NOTHING:
                return ABSENT
            self._refuse(event, "unquoted-sign", f"{value} stands without quotes", _quoted_sign(value))
        elif self._damaged and self._is_damaged(event):
            pass
        elif value.isascii() and value.isprintable() and "  " not in value and not (style and value != value.strip()):
            return value or ABSENT
        elif style == '"' and (found := FORBIDDEN.search(value)):
            code, says = named(found[0])
            self._refuse(event, code, says.replace("stands here", "is spelled out here"), "delete it")
        elif style == '"' and crowded(value):
            self._refuse(event, "crowded-letter", CROWDED, "delete them")
        else:
            value = one_form(value, lines=style in LAID_OUT)
            return ABSENT if not value or value.isspace() else value
        self.flawed.add(at)
        return ABSENT

    @property
    def _aside(self) -> int:
        """A place for the value of a refused key, where nobody looks: each refusal has its own."""
        return -1 - len(self.problems)

    def _is_damaged(self, event: Any) -> bool:
        place = bisect_left(self._damaged, event.start_mark.index + self._shift)
        return place < len(self._damaged) and self._damaged[place] < event.end_mark.index + self._shift

    def _note(self, event: Any, at: At, key: Any) -> None:
        noted = self.places.noted
        noted[at] = event, key, self._last
        if len(noted) > MOST_VALUES:
            self._refuse(event, "too-many-values", f"there are more than {MOST_VALUES:,} values", "split the file")
            raise Refused(self.problems)

    def _marked(self, event: Any, at: At) -> None:
        self.flawed.add(at)
        if type(event) is AliasEvent:
            remedy = self._in_quotes(event)
            told = (
                remedy if isinstance(remedy, str) else remedy._replace(says=f"{remedy.says}, or what it stands for")
            )
            self._refuse(event, "alias", MEANS_MORE.format("*"), told)
        elif event.anchor:
            self._refuse(event, "anchor", MEANS_MORE.format("&"), self._in_quotes(event))
        elif event.tag:
            self._refuse(event, "tag", MEANS_MORE.format("!"), self._in_quotes(event))

    def _in_quotes(self, event: Any) -> str | Remedy:
        """Return the remedy that puts a value which begins with a sign of YAML's own in quotes."""
        raw = self.text.text[event.start_mark.index + self._shift : event.end_mark.index + self._shift]
        is_plain = raw and "\n" not in raw and not getattr(event, "style", None) and len(raw) < LONGEST_QUOTED
        is_plain = is_plain and type(event) in (ScalarEvent, AliasEvent)
        return (
            Remedy(f"write {in_quotes(raw)}", in_quotes(raw)) if is_plain else "put it in quotes, or delete the sign"
        )

    def _indented(self, key: Any, blanks: str) -> None:
        """Explain a key that other blanks than the plain one indent."""
        start = key.start_mark.index + self._shift
        mend = self.text.mend([self.text.edit(start, start + len(blanks), " " * len(blanks))], certain=True)
        says, length = f"a {blank_name(blanks[0])} indents this line, where plain ones are meant", len(blanks)
        remedy = PLAIN
        self.problems.append(self.text.problem(_place(key), "other-blank", says, remedy, length=length, mend=mend))

    def _valueless(self, key: Any, name: str, before: At) -> None:
        """Explain a key without a value: one that runs into it, or a value that a comma has cut in two.

        `before` is the path of the value before it in the same block.
        """
        start, end = key.start_mark.index + self._shift, key.end_mark.index + self._shift
        raw, quoted = self.text.text[start:end], self.text
        if found := RUN_IN.match(raw):
            says = f"no space stands after the colon of {found['key']!r}"
            certain = bool(found["blank"])
            if certain:
                says = f"a {blank_name(found['blank'][0])} stands after the colon of {found['key']!r}"
                says = f"{says}, where a plain one is meant"
            mend = quoted.mend([quoted.edit(start + found.end(2), start + found.end("blank"), " ")], certain=certain)
            remedy = PLAIN if certain else f"write a space after the colon: {found['key']}: {raw[found.end() :]}"
            self.problems.append(quoted.problem(_place(key), "no-value", says, remedy, length=end - start, mend=mend))
        elif not self._cut_by_comma(key, before, start, end):
            self._refuse(key, "no-value", f"{name!r} has no value", "write a colon, a space and a value")

    def _cut_by_comma(self, key: Any, before: At, start: int, end: int) -> bool:
        """Explain a value between braces that a comma cuts in two; further pieces join the problem of the first."""
        spot, text = self.places.get(before), self.text.text
        if spot is None or spot.style or not self.opened[-1].flow_style:
            return False
        is_further = self._cut[:1] == (before,)
        if text[self._cut[1] if is_further else spot.end : start].strip() != ",":
            return False
        whole = text[spot.start : end]
        first = self.problems.pop() if is_further else None
        place = (first.line, first.column) if first else _place(key)
        is_curly = whole[0] in CURLY
        says = f"curly quotes do not hold {before[-1]} together, so that it ends at the comma before {key.value!r}"
        says = says if is_curly else f"the comma before {key.value!r} ends the value of {before[-1]}"
        says = first.says if first else says
        way, instead = "write straight quotes" if is_curly else QUOTE_THE_VALUE, in_quotes(whole)
        if number := DECIMAL_COMMA.fullmatch(whole):
            way, instead = "write a point", f"{number[1]}.{number[2]}"
        remedy = Remedy(f"{way}: {before[-1]}: {instead}")
        mend = None if "\n" in whole else self.text.mend([self.text.edit(spot.start, end, instead)])
        self.flawed.add(before)
        length = end - start + (key.start_mark.column + 1 - place[1])
        self.problems.append(self.text.problem(place, "comma-in-value", says, remedy, length=length, mend=mend))
        self._cut = (before, end)
        return True

    def _refuse(self, event: Any, code: str, says: str, remedy: str | Remedy) -> None:
        start, end = event.start_mark, event.end_mark
        length = end.column - start.column if end.line == start.line else len(self.text.line(start.line + 1))
        place = start.line + 1, start.column + 1
        self.problems.append(self.text.problem(place, code, says, remedy, length=length))


def _place(event: Any) -> tuple[int, int]:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _quoted_sign(sign: str) -> Remedy:
    return Remedy(f'write "{sign}"', f'"{sign}"', certain=True)
