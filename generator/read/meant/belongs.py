"""Keys in another place than theirs: where each belongs, and the edits that put it there."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from pydantic import BaseModel

from generator.problems import Edit, Mend
from generator.read.meant.shapes import NAMED, homes_of
from generator.read.meant.vocabulary import Vocabulary
from generator.read.yaml.document import Document
from generator.read.yaml.place import At, Spot

FARTHEST = 3
"""Steps up and down to a block in which a key can still be meant."""
MOST_HOMES = 3
INDENT = 2


def homes(key: str, above: At, model: type[BaseModel], vocabulary: Vocabulary) -> tuple[At, ...]:
    """Return the nearest blocks in which a key that stands under `above` may stand instead; at most three."""
    every = [home for home in homes_of(model).get(key, ()) if _steps(above, home)]
    every += [(home,) for home, words in vocabulary.homes.items() if key in words and (home,) != above]
    nearest = min((_steps(above, home) for home in every), default=FARTHEST + 1)
    found = tuple(dict.fromkeys(home for home in every if _steps(above, home) == nearest))
    return found if nearest <= FARTHEST and len(found) <= MOST_HOMES else ()


def _steps(above: At, home: At) -> int:
    """Return how many steps up and down lead from one block to another."""
    shared = 0
    for own, step in zip(above, home, strict=False):
        if step not in (NAMED, own):
            break
        shared += 1
    return len(above) + len(home) - 2 * shared


def place_in_words(key: str, places: Sequence[At], above: At) -> str:
    """Return where a key belongs, as a sentence tells it."""
    if places == ((),):
        return f"`{key}:` belongs at the left, without blanks before it"
    return f"`{key}:` belongs {' or '.join(_under(home, above) for home in places)}"


def _under(home: At, above: At) -> str:
    if not home:
        return "at the left"
    if home == above[: len(home)]:
        beside = f", with as many blanks before it as `{above[-1]}:`" if len(above) == len(home) + 1 else ""
        return (
            f"right under `{home[-1]}:`{beside}"
            if home[-1] != NAMED
            else f"one step to the left, beside `{above[-1]}:`"
        )
    named = [f"`{step}:`" for step in home if step != NAMED]
    inside = "a name below " if home[-1] == NAMED else ""
    return f"under {inside}{', '.join(named)}, indented"


def put_in_place(document: Document, at: At, home: At, astray: Collection[str]) -> Mend | None:
    """Return the edits that indent a key under its block, or move it to the left; None where that is not enough.

    They are certain where the key stands right below its block, or is the last in the one that it has to leave.
    `astray` are all keys at the left that belong to the same block.
    """
    spot = document.places.get(at)
    if spot is None or not _is_on_own_line(document, spot):
        return None
    if len(home) == 1 and len(at) == 1:
        return _indented(document, at, home, spot, astray)
    if home == at[:-2] and len(at) > 1:
        return _moved_left(document, at, spot)
    return None


def _is_on_own_line(document: Document, spot: Spot) -> bool:
    return not document.quoted.line(spot.key_line)[: spot.key_column - 1].strip()


def _indented(document: Document, at: At, home: At, spot: Spot, astray: Collection[str]) -> Mend | None:
    block = document.places.get(home)
    if block is None:
        first, *others = _lines_of(document, spot)
        head = Edit(first, 1, first, 1, f"{home[0]}:\n{' ' * INDENT}")
        return document.quoted.mend([head, *_shifted(others, INDENT)])
    if block.style == ":":
        indent = block.column - 1
    elif block.start == block.end:
        indent = INDENT
    else:
        return None
    if not _follows(document, at, home, astray):
        return None
    return document.quoted.mend(list(_shifted(list(_lines_of(document, spot)), indent)), certain=True)


def _follows(document: Document, at: At, home: At, astray: Collection[str]) -> bool:
    """Tell whether nothing but other keys of the same block stand between a block and a key that belongs to it."""
    keys = list(document.under(()))
    before = keys[: keys.index(at)]
    if (*home, at[-1]) in document.places:
        return False
    for each in reversed(before):
        if each == home:
            return True
        if each[0] not in astray:
            return False
    return False


def _moved_left(document: Document, at: At, spot: Spot) -> Mend | None:
    above = document.places.get(at[:-1])
    if above is None or above.style != ":" or (*at[:-2], at[-1]) in document.places:
        return None
    siblings = document.under(at[:-1])
    if siblings[-1] != at or len(siblings) < 2:
        return None
    lines = list(_lines_of(document, spot))
    return document.quoted.mend(list(_shifted(lines, above.key_column - spot.key_column)), certain=True)


def _lines_of(document: Document, spot: Spot) -> Iterator[int]:
    """Yield the numbers of the lines of a key and its value."""
    last, column = document.quoted.place(max(spot.end, spot.key_end))
    yield from range(spot.key_line, last + (column > 1))


def _shifted(lines: Sequence[int], by: int) -> Iterator[Edit]:
    for line in lines:
        yield Edit(line, 1, line, 1, " " * by) if by > 0 else Edit(line, 1, line, 1 - by, "")
