"""The line that a problem quotes, the carets under it, and the edits that mend it."""

from __future__ import annotations

import pytest

from generator.problems import Edit, Excerpt, Problem, columns_of
from generator.read.playbook import read_deal
from generator.read.quoting import LONGEST_EXCERPT, MOST_LINES, QuotedText, spliced
from tests.read.around import AROUND


def problems(text: str) -> tuple[Problem, ...]:
    return read_deal("deals", "aldermoor/core.md", text.encode(), AROUND).problems


@pytest.mark.parametrize(
    ("line", "column", "length", "drawn"),
    [
        ("close: soon", 8, 4, ("close: soon", "       ^^^^")),
        ("owner: 王小明, x", 8, 3, ("owner: 王小明, x", "       ^^^^^^")),
        ("王: x", 4, 1, ("王: x", "    ^")),
        ("owner: Ze\u0301, x", 12, 1, ("owner: Ze\u0301, x", "          ^")),
        ("a:\tx y", 4, 1, ("a:  x y", "    ^")),
        ("a:\tx", 3, 1, ("a:  x", "  ^^")),
        ("a: \u202eb\xa0c", 5, 1, ("a: \\u202eb\\xa0c", "         ^")),
        ("a: b", 5, 0, ("a: b", "    ^")),
    ],
)
def test_carets_stand_under_what_is_wrong(line: str, column: int, length: int, drawn: tuple[str, str]) -> None:
    excerpt = QuotedText("a.md", line).excerpt(1, column, length)
    assert excerpt
    assert excerpt.drawn(column) == drawn


def test_of_a_long_line_the_part_around_the_problem_is_shown() -> None:
    line = "x" * 500 + "wrong" + "y" * 500
    excerpt = QuotedText("a.md", line).excerpt(1, 501, 5)
    assert excerpt
    assert len(excerpt.text) == LONGEST_EXCERPT
    text, carets = excerpt.drawn(501)
    assert text[carets.index("^") : len(carets)] == "wrong"
    assert text.startswith("...x")


def test_the_excerpt_of_a_deal_is_the_line_as_it_is_written_without_its_end() -> None:
    text = "\ufeff---\r\ntitle: Core\r\nstage: evalute\r\n---\r\n"
    (problem,) = problems(text)
    assert problem.excerpt == Excerpt("stage: evalute", 1, 7)
    assert problem.mend
    assert problem.mend.edits == (Edit(3, 8, 3, 15, "evaluate"),)
    assert (problem.mend.before, problem.mend.after) == (("stage: evalute",), ("stage: evaluate",))
    assert not problem.mend.certain


def test_what_the_whole_file_lacks_quotes_no_line() -> None:
    assert [each.excerpt for each in problems("---\nstage: evaluate\n---\n")] == [None]


def test_a_key_that_would_then_stand_twice_is_not_offered() -> None:
    (problem,) = problems("---\ntitle: Core\nstage: evaluate\ntitel: x\n---\n")
    assert problem.mend is None
    assert problem.remedy == "did you mean 'title'?"


def test_edits_change_nothing_but_their_places() -> None:
    lines = ["one two", "three", "four"]
    edits = [Edit(5, 1, 5, 4, "1"), Edit(5, 8, 6, 1, " and "), Edit(7, 5, 7, 5, "!")]
    assert spliced(lines, edits, first=5) == ["1 two and three", "four!"]


def test_a_mend_that_is_too_long_to_show_has_its_edits_alone() -> None:
    quoted = QuotedText("a.md", "x\n" * 40)
    mend = quoted.mend([Edit(number, 1, number, 1, "  ") for number in range(1, MOST_LINES + 2)])
    assert len(mend.edits) == MOST_LINES + 1
    assert mend.before == mend.after == ()
    wide = QuotedText("a.md", "y" * (LONGEST_EXCERPT + 1)).mend([Edit(1, 1, 1, 2, "z")])
    assert wide.after == ()


def test_columns_count_marks_and_wide_letters() -> None:
    assert [columns_of(each) for each in ("abc", "王", "e\u0301", "ｘ")] == [3, 2, 1, 2]
