"""What notes may be: enough for people, and nothing that keeps a reader busy."""

from __future__ import annotations

import pytest

from generator.problems import Problem
from generator.read.notes import DEEPEST, LARGEST_NOTES, LONGEST_LINE, MOST_CELLS, depth, excess
from generator.read.quoting import QuotedText
from generator.read.yaml.document import parse

HEAD = b"---\ntitle: Core banking\nstage: evaluate\n---\n"
HEAD_OF_TEN = "|" + "a|" * 10 + "\n|" + "-|" * 10 + "\n"


def of(notes: str) -> list[tuple[int, str]]:
    return [(problem.line, problem.code) for problem in excess(QuotedText("deals/a/b.md", notes), notes, 1)]


def test_a_problem_in_the_notes_stands_at_its_line_of_the_file_and_the_rest_is_read() -> None:
    document = parse("deals/a/b.md", HEAD + b"Fine.\n" + b">" * 33 + b" deep\n")
    assert document.problems == (
        Problem(
            "deals/a/b.md",
            6,
            1,
            "notes-too-deep",
            "quotes and lists stand more than 32 deep here",
            "write it flatter",
        ),
    )
    assert document.data["title"] == "Core banking"


def test_as_much_as_is_allowed_is_no_problem() -> None:
    assert of(HEAD_OF_TEN + "b\n" * (MOST_CELLS // 10 - 1)) == []
    assert of("x" * LONGEST_LINE + "\n" + ">" * DEEPEST + "\n" + "- " * DEEPEST) == []
    assert of("a\n" * (LARGEST_NOTES // 2)) == []


@pytest.mark.parametrize(
    ("notes", "problem"),
    [
        ("a\n" * (LARGEST_NOTES // 2) + "b", (1, "notes-too-big")),
        ("a\n" + "x" * (LONGEST_LINE + 1), (2, "line-too-long")),
        ("a\n\n" + "> " * (DEEPEST + 1), (3, "notes-too-deep")),
        ("\n".join(" " * 2 * level + "- a" for level in range(DEEPEST + 1)), (33, "notes-too-deep")),
        (HEAD_OF_TEN + "b\n" * (MOST_CELLS // 10), (2002, "table-too-big")),
        (">" + HEAD_OF_TEN.replace("\n", "\n>") + "b\n" * (MOST_CELLS // 10), (2002, "table-too-big")),
    ],
)
def test_too_much_is_refused_where_it_begins_to_be(notes: str, problem: tuple[int, str]) -> None:
    assert problem in of(notes)


@pytest.mark.parametrize(
    ("line", "deep"),
    [
        ("text", 0),
        ("        much indented text", 0),
        ("> quote", 1),
        (">>> quote", 3),
        ("- item", 1),
        ("  - item below an item", 2),
        ("> 1. - * item", 4),
        ("12) item", 1),
        ("-not an item", 0),
        ("**strong** - 3", 0),
        ("\t- item", 3),
    ],
)
def test_a_line_stands_as_deep_as_its_signs_and_its_indentation_can_bring_it(line: str, deep: int) -> None:
    assert depth(line) == deep
