"""Places in a file: paths into the front matter, and the marks that the reader sets there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from yaml.events import CollectionStartEvent, MappingStartEvent, ScalarEvent

At = tuple[str | int, ...]
"""The way to a value: the keys above it, with numbers from 0 for the items of lists."""


class Spot(NamedTuple):
    """The marks of one value and its key.

    Lines and columns count from 1, in characters. Offsets count from 0 in the text of the whole file; `start` and
    `end` enclose the value with its quotes. `style` is '' for plain text, else the character that starts it: a quote,
    `|` or `>` for text over several lines, `{` or `[` for keys or items in brackets, `:` or `-` for keys or items on
    lines of their own. The end of those is the end of the last value in them. An item of a list has no key: its own
    start stands for it.
    """

    line: int
    column: int
    start: int
    end: int
    style: str
    key_line: int
    key_column: int
    key_start: int
    key_end: int


@dataclass(frozen=True)
class Spots(Mapping[At, Spot]):
    """The spots of a file by their path, each made when it is asked for: of a sound file, none is.

    `noted` holds YAML's events of the value, of its key and of what the value ends with; `shift` is added to offsets.
    """

    shift: int
    noted: dict[At, tuple[Any, Any, Any]] = field(default_factory=dict)

    def __getitem__(self, at: At) -> Spot:
        """Return the spot at a path."""
        event, key, last = self.noted[at]
        mark, key_mark, shift = event.start_mark, key.start_mark, self.shift
        return Spot(
            mark.line + 1,
            mark.column + 1,
            mark.index + shift,
            last.end_mark.index + shift,
            _style(event),
            key_mark.line + 1,
            key_mark.column + 1,
            key_mark.index + shift,
            key.end_mark.index + shift,
        )

    def __contains__(self, at: object) -> bool:
        return at in self.noted

    def __iter__(self) -> Iterator[At]:
        return iter(self.noted)

    def __len__(self) -> int:
        return len(self.noted)


def _style(event: Any) -> str:
    if isinstance(event, CollectionStartEvent):
        signs = "{:" if isinstance(event, MappingStartEvent) else "[-"
        return signs[0 if event.flow_style else 1]
    return event.style or "" if isinstance(event, ScalarEvent) else ""
