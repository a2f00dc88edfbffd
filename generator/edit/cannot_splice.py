"""Refusal of a splice, with its words."""

from __future__ import annotations

from generator.read.yaml.place import At


class CannotSplice(ValueError):  # noqa: N818 - it says what the file is like, it is not an error of ours
    """The value cannot be changed without touching others, for its place or its form."""


def by_hand(at: At, why: str = "stands on several lines") -> CannotSplice:
    """Return the refusal to change the value at a path."""
    return CannotSplice(f"{'.'.join(map(str, at))} {why}; change it by hand")
