"""A value over several lines is rewritten with its comments, and nothing outside of its block changes."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.edit.cannot_splice import CannotSplice
from generator.edit.splice import splice
from generator.read.yaml.characters import one_form
from generator.read.yaml.document import parse

HEAD = "---\ntitle:   Core  # its name\n"
TAIL = "\n# the end\nlast:  {a: 1 }\n---\nNotes:  stay \n"


def rewritten(block: str, at: tuple[str | int, ...], value: Any, line_end: str = "\n") -> str:
    """Return what a block becomes, and hold that nothing around it changed and that it says what was asked for."""
    content = f"{HEAD}{block}{TAIL}".replace("\n", line_end).encode()
    after = splice("deal.md", content, [(at, value)])
    found: Any = parse("deal.md", after).data
    for key in at[:-1]:
        found = found[key]
    assert found.get(at[-1], "") == value
    text = after.decode()
    head, tail = HEAD.replace("\n", line_end), TAIL.replace("\n", line_end)
    assert text.startswith(head)
    assert text.endswith(tail)
    return text[len(head) : len(text) - len(tail)].replace(line_end, "\n")


@pytest.mark.parametrize(
    ("block", "at", "value", "after"),
    [
        ("long: |  # why\n  a\n  b # text", "long", "c", "long: |-  # why\n  c"),
        ("long: >\n      a\n      b", "long", "c: d", "long: >-\n      c: d"),
        ("long: >\n  a", "long", "- x", "long: >-\n  - x"),
        ("long: |  # why\n  a", "long", "", "long:  # why"),
        ("long: |  # why\n  a\n\n  b", "long", "a\n c", 'long: "a\\n c"  # why'),
        ("long: >  # why\n   a", "long", "b\n\nc", "long: |-  # why\n   b\n\n   c"),
        ("long: |\n  a", "long", {"us": "+"}, 'long: {us: "+"}'),
        ("long: |\n  a", "long", ["b", "c"], "long: [b, c]"),
        (
            "c:\n- a # A\n# zero\n- b\n- d # D",
            "c",
            ["a", "x: y", "d", "yes"],
            'c:\n- a # A\n# zero\n- "x: y"\n- d # D\n- "yes"',
        ),
        ("c:\n    - a # A\n    - b", "c", ["b", "c"], "# A\nc:\n    - b\n    - c"),
        ("c:\n- a # A\n# zero\n- b\n- d # D", "c", ["a", "d"], "c:\n- a # A\n# zero\n- d # D"),
        ("c:\n  -   a\n  - b # B", "c", ["x", "a", "b"], "c:\n  -   x\n  -   a\n  - b # B"),
        ("c:\n  - 'a'\n  - b\n  - e", "c", ["a", "x", "z"], "c:\n  - 'a'\n  - x\n  - z"),
        ("c: [a,  # A\n  b]", "c", ["b"], "c: [b]"),
        (
            "r: # head\n  us: plus # one\n  # two\n  by: us # three",
            "r",
            "minus",
            "# one\n# two\n# three\nr: minus # head",
        ),
        ("r:\n  us: plus # one\n  # two\n  by: us # three", "r", "", "# one\n# two\n# three\nr:"),
        (
            "r:\n    # ours\n    us: plus   # one\n    n: 1_000\n    o: 0x1F\n    l: 'x'",
            "r",
            {"us": "-", "n": "1_000", "o": "0x1F", "l": "x", "new": "no"},
            'r:\n    # ours\n    us: "-"    # one\n    n: 1_000\n    o: 0x1F\n    l: \'x\'\n    new: "no"',
        ),
    ],
)
def test_one_block_changes_and_its_comments_stay(block: str, at: str, value: Any, after: str) -> None:
    assert rewritten(block, (at,), value) == after
    assert rewritten(block, (at,), value, "\r\n") == after


def test_a_block_inside_others_keeps_its_indentation() -> None:
    block = "p:\n  # p\n  k:\n   b:  # b\n     d: >\n      x\n       y\n     e: 1\n  j: 2"
    after = 'p:\n  # p\n  k:\n   b:  # b\n     d: >\n       x\n        y\n     e: "yes"\n  j: 2'
    assert rewritten(block, ("p", "k", "b"), {"d": "x\n y\n", "e": "yes"}) == after


@pytest.mark.parametrize(
    ("block", "at"),
    [("p:\n  - us:\n      - a # gone\n    by: x", ("p", 0, "us")), ("p:\n  - a: 1\n    b: 2", ("p", 0))],
    ids=["comments have no place", "an item of a list"],
)
def test_what_would_lose_a_comment_or_has_no_key_is_left_to_its_author(block: str, at: tuple[str | int, ...]) -> None:
    with pytest.raises(CannotSplice, match="several lines; change it by hand"):
        rewritten(block, at, ["n"])


WORD = st.text("ab:#-?'\" é|>", min_size=1, max_size=8).filter(lambda text: text.strip() == text).map(one_form)
"""Texts in the form in which every text is read: without two blanks in a row."""


@st.composite
def blocks(draw: Any) -> str:
    """Draw a value over several lines, with comments of all kinds in it."""
    numbers = iter(range(100))
    kind = draw(st.sampled_from(["text", "list", "keys"]))
    indent = " " * draw(st.integers(1, 6))

    def comment(before: str) -> str:
        return f"{before}# c{next(numbers)}" if draw(st.booleans()) else ""

    if kind == "text":
        lines = draw(st.lists(st.sampled_from(["one # not", "two: x", "- three"]), min_size=1, max_size=3))
        return f"k: {draw(st.sampled_from('|>'))}{comment('  ')}\n" + "\n".join(f"{indent}{line}" for line in lines)
    written = [f"k:{comment('  ')}"]
    for place in range(draw(st.integers(1, 4))):
        if above := comment(indent):
            written.append(above)
        start = "- " if kind == "list" else f"k{place}: "
        written.append(f"{indent}{start}{draw(st.sampled_from(['a', 'b', '1_0', '~']))}{comment(' ')}")
    return "\n".join(written)


@given(
    blocks(),
    st.one_of(
        WORD,
        st.lists(WORD, min_size=1, max_size=4),
        st.dictionaries(st.sampled_from(["k0", "k2", "x"]), WORD, min_size=1),
    ),
)
def test_no_comment_is_lost_whatever_becomes_of_a_block(block: str, value: Any) -> None:
    after = rewritten(block, ("k",), value)
    for comment in re.findall("# c[0-9]+", block):
        assert re.search(rf"(^|\s){comment}$", after, re.MULTILINE), after
