"""Rewriting of a value over several lines by ruamel.yaml's round trip of its block alone; comments stay."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, FoldedScalarString, LiteralScalarString

from generator.edit.scalars import Tree, scalar
from generator.read.yaml.composing import NOTHING

WIDEST = 1 << 20
"""Columns after which a line would be folded: none is, as its author left it whole."""
BLOCKS = LiteralScalarString | FoldedScalarString
LEAST, MOST = 2, 9
"""Columns by which blocks may be indented."""


class CannotRewrite(ValueError):  # noqa: N818 - it says what the block is like
    """The block cannot be written anew."""


class AllText(VersionedResolver):
    """Resolver that takes every plain scalar for text, so that `1_000`, `~` and `yes` stay as they are."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
        """Return the tag of a node."""
        return self.DEFAULT_SCALAR_TAG if kind is ScalarNode else super().resolve(kind, value, implicit)


def rewritten(block: str, value: str | Sequence[str] | Tree) -> tuple[str, list[str]]:
    """Return a block like `key: ...`, which begins in the first column, with another value, and no line end behind.

    The second of the two are the comments that had their place at a value which is gone. Raises CannotRewrite where
    the block cannot be read by itself.
    """
    try:
        text = _written(_round_trip(block), block, value)
        return text, list((Counter(comments(block)) - Counter(comments(text))).elements())
    except Exception as fault:  # whatever the library stumbles over, the author can change the block
        raise CannotRewrite(str(fault)) from fault


def emptied(block: str, key_end: int) -> tuple[str, list[str]]:
    """Return the same for a block that is left without a value; its key ends at an offset.

    Raises CannotRewrite where the block cannot be read by itself.
    """
    try:
        return block[: block.index(":", key_end) + 1], list(comments(block))
    except Exception as fault:  # as above
        raise CannotRewrite(str(fault)) from fault


def _written(yaml: YAML, block: str, value: str | Sequence[str] | Tree) -> str:
    read = yaml.load(block)
    ((key, old),) = read.items()
    read[key] = _changed(old, value)
    written = io.StringIO()
    yaml.dump(read, written)
    return written.getvalue().rstrip("\n")


def _round_trip(block: str) -> YAML:
    yaml = YAML(typ="rt", pure=True)
    yaml.Resolver = AllText
    yaml.preserve_quotes = True
    yaml.width = WIDEST
    lines = [line for line in block.split("\n")[1:] if line.strip() and not line.lstrip().startswith("#")]
    below = len(lines[0]) - len(lines[0].lstrip()) if lines else LEAST
    listed = [line for line in lines if line.lstrip().startswith("- ")]
    mapping = below if LEAST <= below <= MOST else LEAST
    yaml.indent(mapping=mapping, sequence=LEAST + 2, offset=LEAST)
    if listed:
        dash = len(listed[0]) - len(listed[0].lstrip())
        item = len(listed[0]) - len(listed[0].lstrip()[1:].lstrip())
        if listed[0] is lines[0]:
            yaml.indent(mapping=LEAST, sequence=item, offset=dash)
    return yaml


def comments(block: str) -> Iterator[str]:
    """Yield the comments of a block, a line each."""
    found: dict[int, Any] = {}
    for token in YAML(typ="rt", pure=True).scan(block):
        found |= {id(each): each for each in _flat(getattr(token, "comment", None))}
    for each in found.values():
        text = each if isinstance(each, str) else each.value
        yield from (line.strip() for line in text.splitlines() if line.strip().startswith("#"))


def _flat(comment: Any) -> Iterator[Any]:
    if isinstance(comment, list | tuple):
        for each in comment:
            yield from _flat(each)
    elif comment is not None:
        yield comment


def _changed(old: Any, value: str | Sequence[str] | Tree) -> Any:
    """Return the node for a value in place of an old one, of its kind where it is of one kind."""
    if isinstance(value, str):
        return _text(old, value)
    if isinstance(value, Mapping):
        return _block(old, value)
    return _list(old, value)


def _text(old: Any, value: str) -> Any:
    if isinstance(old, str) and str(old) == value and value not in NOTHING:
        return old
    if isinstance(old, BLOCKS) and all(map(_is_trim, value.split("\n"))):
        return type(old)(value)
    return DoubleQuotedScalarString(value) if scalar(value, flow=True).startswith('"') else value


def _is_trim(line: str) -> bool:
    """Tell whether a line can stand in a block of text without being taken for another."""
    return bool(line) and line == line.strip()


def _block(old: Any, value: Tree) -> CommentedMap:
    block: CommentedMap = old if isinstance(old, CommentedMap) else CommentedMap()
    if block is not old:
        block.fa.set_flow_style()
    for key in [each for each in block if each not in value]:
        del block[key]
    for place, (key, below) in enumerate(value.items()):
        if key in block:
            block[key] = _changed(block[key], below)
        else:
            block.insert(place, key, _changed(None, below))
    return block


def _list(old: Any, value: Sequence[str]) -> CommentedSeq:
    items: CommentedSeq = old if isinstance(old, CommentedSeq) else CommentedSeq()
    if items is not old:
        items.fa.set_flow_style()
    stands = [str(each) for each in items]
    for _, start, end, first, last in reversed(SequenceMatcher(None, stands, value, autojunk=False).get_opcodes()):
        if stands[start:end] == list(value[first:last]):
            continue
        for place in reversed(range(start, end)):
            del items[place]
        for each in reversed(value[first:last]):
            items.insert(start, _text(None, each))
    return items
