"""A file full of mistakes takes no longer than a sound one, and says what there is to mend first."""

from __future__ import annotations

import time

import pytest

from generator.problems import MOST_OF_A_FILE, nearest
from generator.read.playbook import read_deal
from tests.read.around import AROUND

HEAD = "title: Core banking\nstage: evaluate\n"


def problems(front: str) -> tuple[list[str], float]:
    begun = time.process_time()
    found = read_deal("deals", "aldermoor/core.md", f"---\n{HEAD}{front}---\n".encode(), AROUND).problems
    return [each.code for each in found], time.process_time() - begun


@pytest.mark.parametrize(
    ("block", "line", "code"),
    [
        ("", "titl{}: x\n", "unknown-key"),
        ("players:\n", "  p{}: {{influences: [q{}, r{}]}}\n", "unknown-person"),
        ("plan:\n  actions:\n", "    a{}: {{what: x, milestone: m{}, players: [p{}]}}\n", "unknown-player"),
        ("assessment:\n", "  access_to_fund{}: plus\n", "unknown-criterion"),
        ("players:\n", "  p{}: {{part: aprover, support: suporter}}\n", "unknown-word"),
        ("", "titl{}: &anchor x\n", "anchor"),
    ],
)
def test_a_hundred_problems_are_named_and_then_that_there_are_more(block: str, line: str, code: str) -> None:
    found, seconds = problems(block + "".join(line.format(n, n, n) for n in range(900)))
    assert len(found) == MOST_OF_A_FILE + 1
    assert code in found
    assert found[-1] == "more-problems"
    assert seconds < 2


def test_the_word_that_was_meant_is_found_among_very_many() -> None:
    known = [f"{letter}-{number}" for letter in "abcdefgh" for number in range(1_000)]
    assert nearest("c-0401", known) == "c-401"


def test_a_word_longer_than_any_name_is_compared_with_none() -> None:
    assert nearest("x" * 101, ["x" * 101]) is None
