from __future__ import annotations

from generator.problems import Edit, Excerpt, Mend, Problem
from generator.show.portfolio.broken_file import broken_page
from tests.show.markup import parse
from tests.show.shown import HARM, SETTING

PROBLEMS = [
    Problem("deals/acme/core.md", 6, 9, "not-a-date", f"close is not a date: {HARM}", "write it like 2026-12-01"),
    Problem("deals/acme/core.md", 9, 1, "unknown-key", "there is no key 'onwer'"),
]


def test_a_broken_file_has_a_page_that_says_where_and_how_to_mend_it() -> None:
    page = broken_page("acme/core/", "acme/core.md", PROBLEMS, SETTING)
    tree = parse(page.html)
    first, second = tree.one("ol", class_="pb-problems").find("li")
    assert first.text.startswith("Line 6, column 9: close is not a date")
    assert "write it like 2026-12-01" in first.text
    assert "deals/acme/core.md:9:1" in second.text
    assert "acme/core.md has 2 problems." in tree.text
    assert page.source == "acme/core.md"


def test_what_the_author_wrote_by_mistake_shows_as_text() -> None:
    tree = parse(broken_page("acme/core/", "acme/core.md", PROBLEMS, SETTING).html)
    assert HARM in tree.text
    assert not tree.find("script")


def test_the_line_stands_with_what_is_wrong_marked_and_with_what_to_write() -> None:
    excerpt = Excerpt("stage: Propose \u202e", 1, 7)
    mend = Mend((Edit(3, 8, 3, 15, "propose"),), before=(excerpt.text,), after=("stage: <b>propose",))
    problem = Problem("deals/a/b.md", 3, 8, "unknown-stage", "unknown stage", "write `stage: ...`", excerpt, mend)
    (item,) = parse(broken_page("a/b/", "a/b.md", [problem], SETTING).html).one("ol", class_="pb-problems").find("li")
    line, mended = item.find("pre")
    assert line.text == "stage: Propose \\u202e"
    assert line.one("mark").text == "Propose"
    assert mended.text == "stage: <b>propose"
    assert "`" not in item.text
    assert len(item.find("code")) == 4
