"""A file full of mistakes takes no longer than a sound one, and says what there is to mend first."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from generator.problems import MOST_OF_A_FILE, Guesses, nearest
from generator.read.files import WorkTree
from generator.read.playbook import load, read_deal
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


ALIKE = "ab" * 29
DAYS = "reader: x, issued: 2026-11-01, expires: 2026-12-01"
WIDE = 500


def alike(at: int) -> str:
    """Return one of many names as long as they may be, which take long to tell apart."""
    return f"{ALIKE}-{at:04}"


def citing(count: int) -> bytes:
    """Return a deal whose actions cite milestones, all of them misspelt."""
    milestones = "".join(f"    {alike(at)}: {{what: x}}\n" for at in range(500))
    actions = "".join(f"    a{at}: {{what: x, milestone: {alike(at)}x}}\n" for at in range(count))
    return f"---\n{HEAD}plan:\n  milestones:\n{milestones}  actions:\n{actions}---\n".encode()


def test_guesses_at_look_alikes_end_when_the_allowance_of_the_file_is_spent() -> None:
    begun = time.process_time()
    found = read_deal("deals", "aldermoor/core.md", citing(101), AROUND).problems
    assert time.process_time() - begun < 2
    assert [each.code for each in found] == ["unknown-milestone"] * 100 + ["more-problems"]
    assert found[0].remedy == f"did you mean {alike(0)!r}?"
    assert found[-2].remedy == "add it to milestones"


def test_a_file_gets_the_same_guesses_whatever_was_read_before() -> None:
    before = read_deal("deals", "aldermoor/core.md", citing(60), AROUND).problems
    read_deal("deals", "aldermoor/other.md", citing(300), AROUND)
    assert read_deal("deals", "aldermoor/core.md", citing(60), AROUND).problems == before


def test_the_allowance_grows_with_the_file_and_is_spent_for_good() -> None:
    words = [alike(at) for at in range(400)]

    def guessed(guesses: Guesses) -> list[str | None]:
        return [guesses.nearest(f"{alike(at)}x", words) for at in range(100)]

    small, large = guessed(Guesses(1_000)), guessed(Guesses(20_000))
    for found, least in ((small, 1), (large, small.index(None) + 1)):
        right = found.index(None)
        assert right >= least
        assert found == [*words[:right], *[None] * (100 - right)]


def test_guesses_do_not_depend_on_the_order_in_which_words_are_known() -> None:
    words = [alike(at) for at in range(700)]
    there, back = Guesses(8_000), Guesses(8_000)
    for word in ("abab", alike(3) + "x", "x" * 64, alike(699)[1:]):
        assert there.nearest(word, words) == back.nearest(word, words[::-1])
        assert there.left == back.left


@pytest.mark.parametrize(
    ("path", "head", "line"),
    [
        ("aldermoor/index.md", "people:\n", "  {0}: {{name: x, reports_to: {0}x}}\n"),
        ("aldermoor/index.md", "", "{0}: x\n"),
        ("partners/pellucid.md", "value_chain:\n", "  {0}: [x]\n"),
        ("shares.yml", "shares:\n", f"  {{0}}: {{{{audience: {{0}}, deal: aldermoor/x, {DAYS}}}}}\n"),
        ("method.yml", "criteria:\n", "  {0}: {{label: x, question: winablee, low: x, high: y, ask: z}}\n"),
        ("method.yml", "symptoms:\n", "  {0}: {{label: x, head: sales, doubts: [{0}]}}\n"),
    ],
)
def test_of_every_kind_of_file_a_hundred_problems_are_named_in_no_time(
    tmp_path: Path, path: str, head: str, line: str
) -> None:
    title = "title: x\n" if path.endswith(".md") else ""
    rule = "---\n" if title else ""
    (tmp_path / path).parent.mkdir(exist_ok=True)
    (tmp_path / path).write_text(rule + title + head + "".join(line.format(alike(at)) for at in range(WIDE)) + rule)
    (tmp_path / "aldermoor").mkdir(exist_ok=True)
    for number in range(20):
        (tmp_path / "aldermoor" / f"{ALIKE}-{number}.md").write_text(f"---\n{HEAD}---\n")
    begun = time.process_time()
    found = [each for each in load(WorkTree(tmp_path)).problems if each.path.endswith(path)]
    assert time.process_time() - begun < 2
    assert len(found) == MOST_OF_A_FILE + 1
    assert found[-1].code == "more-problems"


def test_what_rests_on_very_many_mistakes_is_not_said_in_no_time() -> None:
    people = "".join(f"  p{at}: [x]\n" for at in range(900))
    everybody = ", ".join(f"p{at}" for at in range(900))
    found, seconds = problems(f"players:\n{people}" + f"  q: {{influences: [{everybody}]}}\n")
    assert set(found) == {"not-a-block", "more-problems"}
    assert seconds < 2
