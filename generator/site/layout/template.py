"""The theme around every page: its output cut open at its slots, and pages poured between the pieces."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest

SLOTS = ("policy", "title", "heading", "canonical", "scripts", "edit", "toc", "content")
MAY_MISS = frozenset({"heading", "scripts"})
"""The echo of the title in the header, which the page of what is not there lacks; scripts, which a team may drop."""
BLANKS = re.compile(r"\s*\n\s*")
MARK = re.compile(r"playbook-slot-([a-z]+)-ends")


def marks() -> dict[str, str]:
    """Return what the theme writes where a slot is."""
    return {slot: f"playbook-slot-{slot}-ends" for slot in SLOTS}


class LostSlots(Exception):  # noqa: N818 - it names what is missing
    """A theme leaves out slots that every page needs."""

    def __init__(self, missing: set[str]) -> None:
        lost = ", ".join(sorted(missing))
        begin = '{% extends "playbook.html" %}'
        super().__init__(f"main.html leaves out what a page needs: {lost}; begin it with {begin}")


@dataclass(frozen=True, slots=True)
class Shell:
    """The pieces of a page that no deal decides: texts, and between each two of them the name of a slot."""

    texts: tuple[str, ...]
    between: tuple[str, ...]

    def pour(self, values: Mapping[str, str]) -> bytes:
        """Return the page with finished HTML in every slot. The values are never searched for slots."""
        parts: list[bytes] = []
        for text, slot in zip_longest(_encoded(self.texts), self.between):
            parts += (text, values[slot].encode()) if slot else (text,)
        return b"".join(parts)


@lru_cache
def _encoded(texts: tuple[str, ...]) -> tuple[bytes, ...]:
    """Return the texts of a shell as they are written; every page has the same."""
    return tuple(text.encode() for text in texts)


def squeezed(html: str) -> str:
    """Return a rendered template without the blank lines and indents that it leaves, a third of its bytes."""
    return BLANKS.sub("\n", html).strip() + "\n"


def cut(html: str, policy: str) -> Shell:
    """Return a rendered placeholder page as a shell, `policy` filled in. Raises LostSlots where a slot is missing."""
    if missing := set(SLOTS).difference(MARK.findall(html), MAY_MISS):
        raise LostSlots(missing)
    parts = MARK.split(html.replace(marks()["policy"], policy))
    return Shell(tuple(parts[::2]), tuple(parts[1::2]))
