"""Lists where a block of named things is meant, blocks where a list is, and texts where either is."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from generator.problems import Edit, Mend, joined, respelled
from generator.read.meant.vocabulary import Known
from generator.read.yaml.document import Document
from generator.read.yaml.place import At

NAMING = ("name", "what", "title", "person", "task", "action", "criterion", "key", "id")
"""Keys of an item from which a name for it is made."""
LONGEST_NAME = 24
MOST_ITEMS = 20
SEPARATORS = re.compile(r"[,;/|]|\band\b|\n")
PLAIN = re.compile(r"[a-z][a-z0-9_-]*")


class Rewritten(NamedTuple):
    """A remedy with the edits that carry it out, where they are known."""

    remedy: str
    mend: Mend | None = None


def spelled(word: str, known: Known | None) -> str:
    """Return a word as a key: the known one that it means, else its own letters joined by hyphens; empty without."""
    if known and (meant := respelled(word, known.words, known.names)):
        return meant
    return joined(word) if joined(word).isascii() else ""


def as_list(document: Document, at: At, text: str, known: Known | None) -> Rewritten | None:
    """Return how to write a text with commas as a list; None where it has none or an item of it has no key."""
    spot = document.places.get(at)
    lines = document.text[spot.start : spot.end].splitlines() if spot else []
    parts = [part.strip() for part in (lines if len(lines) > 1 else SEPARATORS.split(text)) if part.strip()]
    keys = [spelled(part, known) for part in parts]
    if len(parts) < 2 or not all(keys):
        return None
    if at and isinstance(at[-1], int) and spot:
        edit = document.quoted.edit(spot.start, spot.end, ", ".join(keys))
        return Rewritten(f"write {', '.join(keys)}", document.quoted.mend([edit]))
    return _list(document, at, keys)


def list_of_keys(document: Document, at: At) -> Rewritten | None:
    """Return how to write a block as a list of its keys."""
    keys = [str(each[-1]) for each in document.under(at)]
    if not keys or not all(PLAIN.fullmatch(key) for key in keys):
        return None
    return _list(document, at, keys)


def _list(document: Document, at: At, keys: Sequence[str]) -> Rewritten:
    listed = f"[{', '.join(keys)}]"
    spot = document.places.get(at)
    if spot is None:
        return Rewritten(f"write {listed}")
    start = spot.key_end
    colon = document.text.find(":", start, spot.start + 1)
    if colon < 0:
        return Rewritten(f"write {listed}")
    edit = document.quoted.edit(colon + 1, spot.end, f" {listed}")
    return Rewritten(f"write {listed}", document.quoted.mend([edit]))


def named_things(document: Document, at: At, items: Sequence[Any], known: Known | None) -> Rewritten:
    """Return how to write a list as a block in which each thing has a name of its own in place of its hyphen."""
    names = _names(document, items, known)
    example = names[0] if names else "name"
    spot = document.places.get(at)
    if spot and spot.style == "[":
        return _below(document, at, names, items, known)
    remedy = f"give each a name of its own in place of the hyphen: `{example}: ...`"
    if spot is None or spot.style != "-" or len(names) != len(items) or not items:
        return Rewritten(remedy)
    edits = [
        _named(document, (*at, place), name, item, known)
        for place, (name, item) in enumerate(zip(names, items, strict=True))
    ]
    return Rewritten(remedy, document.quoted.mend([edit for edit in edits if edit]) if all(edits) else None)


def _below(document: Document, at: At, names: Sequence[str], items: Sequence[Any], known: Known | None) -> Rewritten:
    """Return how to write a list between brackets as lines of their own."""
    remedy = f"write each on a line of its own below it, indented, such as `{names[0] if names else 'name'}: ...`"
    spot = document.places[at]
    if not names or not all(isinstance(item, str) for item in items):
        return Rewritten(remedy)
    indent = " " * (spot.key_column + 1)
    lines = "".join(f"\n{indent}{_line(name, item, known)}" for name, item in zip(names, items, strict=True))
    before = len(document.text[: spot.start]) - len(document.text[: spot.start].rstrip(" "))
    return Rewritten(remedy, document.quoted.mend([document.quoted.edit(spot.start - before, spot.end, lines)]))


def _line(name: str, item: str, known: Known | None) -> str:
    """Return the line of a thing that was written as a text; one that is known elsewhere says nothing yet."""
    return f"{name}: {{}}" if known or joined(item) == name else f"{name}: {in_quotes(item)}"


def _names(document: Document, items: Sequence[Any], known: Known | None) -> list[str]:
    names = [_known_or_own(document, item, known) for item in items[:MOST_ITEMS]]
    return names if all(names) and len(set(names)) == len(names) else []


def _known_or_own(document: Document, item: Any, known: Known | None) -> str:
    """Return the name for an item: where it is one text, that of the known thing which is most like it."""
    meant = document.guesses.nearest(item, known.words, known.names) if known and isinstance(item, str) else None
    return meant or _name_for(item, known)


def _name_for(item: Any, known: Known | None) -> str:
    if isinstance(item, str):
        return short_name(item, known)
    if isinstance(item, Mapping):
        if len(item) == 1 and isinstance(next(iter(item.values())), str | Mapping) and next(iter(item)) not in NAMING:
            return str(next(iter(item)))
        return next((short_name(str(item[key]), known) for key in NAMING if isinstance(item.get(key), str)), "")
    return ""


def short_name(text: str, known: Known | None) -> str:
    """Return a key for a text: a known one, or its first words."""
    name = spelled(text, known)
    while len(name) > LONGEST_NAME and "-" in name:
        name = name.rpartition("-")[0]
    return name[:64]


def _named(document: Document, at: At, name: str, item: Any, known: Known | None) -> Edit | None:
    """Return the edit that puts a name where an item's hyphen stands."""
    spot = document.places.get(at)
    if spot is None:
        return None
    hyphen = document.text.rfind("-", 0, spot.start)
    if hyphen < 0 or document.text[hyphen + 1 : spot.start].strip(" "):
        return None
    if isinstance(item, Mapping) and len(item) == 1 and name in item:
        return document.quoted.edit(hyphen, spot.start, "")
    if spot.style == ":":
        indent = " " * (document.quoted.place(spot.start)[1] - 1)
        return document.quoted.edit(hyphen, spot.start, f"{name}:\n{indent}")
    if isinstance(item, str) and (known or joined(item) == name):
        return document.quoted.edit(hyphen, spot.end, _line(name, item, known))
    return document.quoted.edit(hyphen, spot.start, f"{name}: ")


def in_quotes(text: str) -> str:
    """Return a text in double quotes, as YAML has it."""
    return json.dumps(text, ensure_ascii=False)
