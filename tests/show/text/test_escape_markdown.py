"""Author text in a forge's comment: it reads as written and does nothing."""

from __future__ import annotations

import re
from html import unescape

import comrak
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.show.text.escape_markdown import BREAK, LONGEST, inert

CALLS = re.compile(
    r"(?<![\w`])@\w|(?<!\w)#\d|\b[A-Z]+-\d|(?<!\w)[!$~%&^]\w|https?://|www\.|\b[0-9a-f]{7,40}\b(?<!\d{7})|\[\w+:\d"
)
"""What forges turn into links, mentions and labels after they have rendered a comment."""


def rendered(text: str) -> str:
    """Return the HTML that a forge makes of a list item with this text."""
    options = comrak.ExtensionOptions()
    options.autolink = options.table = options.strikethrough = options.tasklist = options.footnotes = True
    return comrak.render_markdown(f"- {text}\n", options)


def shown(html: str) -> str:
    """Return what a reader sees of an item, the spaces of no width included."""
    return unescape(re.sub(r"<[^>]*>", "", html)).strip()


HOSTILE = [
    "@everyone and a@b.example",
    "fixes #12, GH-12, ABC-3, group/project#4, !5, ~bug, %6, &7, $8, ^9",
    "![x](https://evil.example/x.png) [y](javascript:alert(1)) <https://evil.example>",
    "https://evil.example http://evil.example/?q=1 www.evil.example ftp://x",
    "<img src=x onerror=alert(1)><!-- x --></details>",
    "**bold** _it_ ~~gone~~ `code` | cell | \\ back",
    "deadbeefcafe1234deadbeefcafe1234deadbeef is a commit",
    "&lt;b&gt; &amp; &#64;all",
    ":tada: [vulnerability:123] [^1] [x]",
    "- item",
    "1. item",
    "# heading",
    "> quote",
    "--- | ---",
    "```",
    "::error file=x::injected",
]
BLOCKS = (
    "123.",
    "123456789)",
    "0.",
    "-",
    "+",
    "*",
    "#",
    "###### ",
    ">",
    "|",
    "=",
    "===",
    "---",
    "~~~",
    "```",
    ":",
    "\t",
    "    ",
)
"""What begins a block of Markdown, alone and before a text."""


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_reads_as_it_was_written_and_does_nothing(text: str) -> None:
    html = rendered(inert(text))
    assert set(re.findall(r"<(\w+)", html)) == {"ul", "li"}
    assert shown(html).replace(BREAK, "") == text
    assert not CALLS.search(shown(html))


@pytest.mark.parametrize("begin", BLOCKS)
def test_what_would_begin_a_block_stays_in_the_line(begin: str) -> None:
    for text in (begin, f"{begin} of the 300 sites", f"{begin}x", f"{begin}\tx"):
        html = rendered(inert(text))
        assert set(re.findall(r"<(\w+)", html)) == {"ul", "li"}, text
        assert shown(html).replace(BREAK, "").split() == text.split()


@given(st.builds(str.__add__, st.sampled_from(["", *BLOCKS]), st.text(max_size=120)))
def test_any_text_stays_on_its_line_and_makes_no_element(text: str) -> None:
    made = inert(text)
    assert "\n" not in made
    assert set(re.findall(r"<(\w+)", rendered(made))) == {"ul", "li"}


def test_long_text_is_cut_and_what_is_not_printable_is_left_out() -> None:
    assert inert("x " * 500).endswith("…")
    assert len(inert("x " * 500)) <= LONGEST
    assert inert("a\x1b[31m\u202e b\n\nc").replace(BREAK, "") == "a \\[31m b c"
