"""Links in notes that lead nowhere are found where they stand; those that lead somewhere, and code, are not."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.assess.findings.note_links import dead_links
from generator.show.text.markdown import to_html

PAGES = {".", "index.md", "aldermoor", "aldermoor/index.md", "aldermoor/core.md", "competitors/xsys.md"}
NO_PAGE, NO_HEADING = "no page is made of that", "no heading of these notes has that name"


def found(notes: str) -> list[tuple[str, str, int, int]]:
    return [(*each,) for each in dead_links(notes, "aldermoor/core.md", PAGES.__contains__)]


@pytest.mark.parametrize(
    ("notes", "dead"),
    [
        ("See [it](minutes.docx).", [("minutes.docx", NO_PAGE, 1, 5)]),
        ("One\n\nTwo ![chart](chart.png) three", [("chart.png", NO_PAGE, 3, 5)]),
        ("[a](../competitors/ysys.md)", [("../competitors/ysys.md", NO_PAGE, 1, 1)]),
        ("[a](ftp://x.example/a)", [("ftp://x.example/a", "links with ftp: are not let through", 1, 1)]),
        ("[a](javascript:alert(1))", [("javascript:alert(1)", "links with javascript: are not let through", 1, 1)]),
        ("[a](C:\\deals\\a.docx)", [("C:\\deals\\a.docx", "links with C: are not let through", 1, 1)]),
        ("<file:///srv/a.txt>", [("file:///srv/a.txt", "links with file: are not let through", 1, 1)]),
        ("[a](/aldermoor/core.md)", [("/aldermoor/core.md", NO_PAGE, 1, 1)]),
        ("[a](//host.example/x)", [("//host.example/x", NO_PAGE, 1, 1)]),
        ("## Risks\n\n[a](#risk) [b](#risks)", [("#risk", NO_HEADING, 3, 1)]),
        ("[see][1]\n\n[1]: gone.md", [("gone.md", NO_PAGE, 3, 1)]),
        ('[a](<two words.md> "title")', [("two words.md", NO_PAGE, 1, 1)]),
        ("> - [a](gone.md)", [("gone.md", NO_PAGE, 1, 5)]),
    ],
)
def test_a_link_that_leads_nowhere_is_found_with_its_place(notes: str, dead: list[tuple[str, str, int, int]]) -> None:
    assert found(notes) == dead


@pytest.mark.parametrize(
    "notes",
    [
        "[a](core.md) [b](index.md) [c](../competitors/xsys.md#strengths) [d](../aldermoor/) [e](..)",
        "[a](https://x.example/a_(b)) <mailto:a@b.example> https://x.example [b](HTTPS://X.EXAMPLE)",
        "`[a](gone.md)` and ``[b](gone.md) ` ``",
        "```\n[a](gone.md)\n```\n\n    [b](gone.md)\n",
        "\\[a](gone.md) [not a link] (gone.md)",
        "[1]: gone.md",
        "Was sie sagten\n=====\n\n# Käufer & *Co*\n[a](#was-sie-sagten) [b](#k%C3%A4ufer--co)",
        "## Co\n## Co\n[c](#co-1)",
        "[a](core%2Emd?x=1#top)",
    ],
)
def test_a_link_that_leads_somewhere_and_code_are_none(notes: str) -> None:
    assert found(notes) == []


PIECES = st.sampled_from(
    ["[a](gone.md)", "[b](core.md)", "[c](ftp://x.example)", "`", "``", "\\", "text ", "\n", "\n\n", "> ", "- ",
     "(", "]", "[", ")", "**", "    ", "```\n"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=14))
def test_what_a_page_shows_as_a_dead_link_is_one_here_as_a_rule(pieces: list[str]) -> None:
    notes = "".join(pieces)
    page = to_html(notes, lambda link: "core/" if link.startswith("core.md") else None)
    shown = len(re.findall(r"\(<code>(?:gone\.md|ftp://x\.example)</code>\)", str(page)))
    assert shown <= len(found(notes)) + notes.count("`") + notes.count("    ") + notes.count("\\")


@pytest.mark.parametrize(
    "piece", ["[", "[a", "[a](b (", "[[a", "`", "](", '[a](b "', "[a]: b\n", "<a:", "](<", "# a\n"]
)
def test_hostile_notes_take_no_time(piece: str) -> None:
    notes = piece * (60_000 // len(piece))
    begun = time.process_time()
    found(notes)
    assert time.process_time() - begun < 2.0


def test_the_page_keeps_the_address_of_a_link_that_leads_nowhere() -> None:
    assert to_html("See [the minutes](minutes.docx)") == "<p>See the minutes (<code>minutes.docx</code>)</p>\n"
    assert "<code>ftp://x.example/a&amp;b</code>" in to_html("[a](ftp://x.example/a&b)")
    assert to_html("[a](javascript:alert)") == "<p>a</p>\n"
