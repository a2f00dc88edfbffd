"""The lines of a suggested map, each with a remark on how sure it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from generator.edit.scalars import Tree, scalar

RECOGNISED = "recognised"


@dataclass
class MapLines:
    """Lines of a map, and what has to be said about them at its top."""

    lines: list[str] = field(default_factory=list)
    guessed: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    used: set[tuple[str, str]] = field(default_factory=set)

    def add(self, depth: int, key: str, value: str = "", *, guess: str = "", remark: str = "", of: str = "") -> None:
        """Add a line; a `guess` says by what its value was guessed and is listed at the top, `of` what it is."""
        text = f"{'  ' * depth}{key}: {value}".rstrip()
        said = f"guessed: {guess}" if guess else remark
        self.lines.append(f"{text}  # {_one_line(said)}" if said else text)
        if guess:
            self.guessed.append(_one_line(f"{of or key}: {value} ({guess})" if value else f"{of or key} ({guess})"))

    def item(self, depth: int, value: str) -> None:
        """Add an item of a list."""
        self.lines.append(f"{'  ' * depth}- {value}")


def _one_line(text: str) -> str:
    """Return a remark without what would end its line."""
    return " ".join("".join(each if each.isprintable() else " " for each in text).split()).replace("##", "# #")


def inline(value: str | Sequence[str] | Tree) -> str:
    """Return a value as it stands between braces: every text that YAML could misread in quotes."""
    if isinstance(value, str):
        return scalar(value, flow=True).replace("##", r"\u0023#")  # a forge's runner obeys what is behind two of them
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{scalar(key, flow=True)}: {inline(each)}" for key, each in value.items()) + "}"
    return "[" + ", ".join(inline(each) for each in value) + "]"
