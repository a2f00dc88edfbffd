"""Values as YAML text: plain where every reader takes them for the same text, in double quotes otherwise."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence

Tree = Mapping[str, "str | Sequence[str] | Tree"]
"""Front matter to be written: text, lists of text, and blocks of them."""

LONGEST_FLOW = 110
"""Characters of a block that is written on its key's own line."""

PLAIN_KEY = re.compile(r"[A-Za-z0-9_][\w./-]*(?::[\w./-]+)*")
"""Keys that need no quotes, in braces neither."""
PLAIN = re.compile(r"[^\W\d_][\w .,()/&'+%@-]*(?<![ ])")
CODED = re.compile(r"\d{4}-\d{2}-\d{2}|[A-Z]{3} -?[\d,]+(?:\.\d+)?|\d{1,9}%|\d+(?:\.\d+)? days?")
SPOKEN = re.compile("y|yes|n|no|true|false|on|off|null|inf|nan", re.IGNORECASE)
FLOW_MARKS = re.compile(r"[,\[\]{}]")
UNPRINTABLE = re.compile(
    "[\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff\ud800-\udfff]"
)


def scalar(text: str, *, flow: bool = False) -> str:
    """Return one value as YAML; `flow` tells that it stands between braces or brackets."""
    plain = (PLAIN.fullmatch(text) or CODED.fullmatch(text)) and not SPOKEN.fullmatch(text)
    if plain and not (flow and FLOW_MARKS.search(text)):
        return text
    return UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))


def key_text(key: str) -> str:
    """Return a key as YAML, in braces or on a line of its own."""
    return key if PLAIN_KEY.fullmatch(key) and not SPOKEN.fullmatch(key) else scalar(key, flow=True)


def is_laid_out(text: str) -> bool:
    """Tell whether a text over several lines can stand as it is in a block of text."""
    lines = text.split("\n")
    return len(lines) > 1 and all(map(is_plain_line, filter(None, lines))) and bool(lines[0] and lines[-1])


def is_plain_line(text: str) -> bool:
    """Tell whether a text can stand as it is on a line of a block of text."""
    return bool(text) and text == text.strip() and "\n" not in text and not UNPRINTABLE.search(text)


def sequence(texts: Sequence[str]) -> str:
    """Return a list on one line."""
    return "[" + ", ".join(scalar(each, flow=True) for each in texts) + "]"


def flow(tree: Tree) -> str:
    """Return a block on one line, between braces."""
    return "{" + ", ".join(f"{key_text(key)}: {_in_flow(value)}" for key, value in tree.items()) + "}"


def _in_flow(value: str | Sequence[str] | Tree) -> str:
    if isinstance(value, str):
        return scalar(value, flow=True)
    return flow(value) if isinstance(value, Mapping) else sequence(value)


def block(tree: Tree, indent: str = "") -> Iterator[str]:
    """Yield the lines of a block, each key on its own; a small block of values goes on its key's line."""
    for key, value in tree.items():
        written = f"{indent}{key_text(key)}:"
        if isinstance(value, str) and is_laid_out(value):
            yield f"{written} |-"
            yield from (f"{indent}  {line}".rstrip() for line in value.split("\n"))
        elif isinstance(value, str):
            yield f"{written} {scalar(value) if value else ''}".rstrip()
        elif isinstance(value, Mapping):
            yield from _nested(key, value, indent)
        else:
            yield written
            yield from (f"{indent}  - {scalar(each)}" for each in value)


def _nested(key: str, tree: Tree, indent: str) -> Iterator[str]:
    on_one_line = f"{indent}{key_text(key)}: {flow(tree)}"
    if all(isinstance(value, str) for value in tree.values()) and len(on_one_line) <= LONGEST_FLOW:
        yield on_one_line
    else:
        yield f"{indent}{key_text(key)}:"
        yield from block(tree, indent + "  ")
