"""Whatever is answered: never a traceback, the files stay sound, and no byte outside the edited values changes."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.cli.interview.conversation import SUBJECTS
from generator.read.files import WorkTree
from generator.read.playbook import load
from tests.cli.interview.talking import FILES, changes, interview, playbook, texts

WORDS = (
    *("", "+", "-", "?", "plus", "back", "back", "skip", "next", "clear", "help", "quit", "yes", "no", "1", "2", "3"),
    *(
        "customer",
        "they told us",
        "us",
        "cust",
        "yesterday",
        "next Friday",
        "3/11/2026",
        "end of March",
        "in two weeks",
    ),
    *(
        "Kees Lemaire",
        "ruth",
        "r-okafor",
        "Mia Wong",
        "Ünï Çødé",
        "東京",
        "mentor",
        "decides",
        "none",
        "outside",
        "often",
    ),
    *(
        "EUR 2.5m",
        "12",
        "EUR 1,2",
        "done",
        "dropped",
        "Dana",
        "owen",
        "Send it: now # or",
        "a: b",
        '"quoted',
        "- [x]",
    ),
    *(
        "\u202eevil",
        "\x1b[2Jx",
        "\x00",
        "a\tb",
        "\ud83d",
        "~",
        "null",
        "yes: {",
        "'",
        "\u201eDana\u201c",
        "*a",
        "&b",
        "!x",
    ),
    *(
        "x" * 300,
        "::error::no",
        "{",
        "}",
        "[]",
        "{}",
        "% y",
        "@z",
        "`t`",
        "#",
        "---",
        "...",
        "|",
        ">",
        "\\",
        "key:",
        "y\u2028z",
    ),
)
ANSWERS = st.lists(
    st.sampled_from(WORDS) | st.text(st.characters(exclude_characters="\n\r"), max_size=12), max_size=25
)


def untouched(text: str) -> list[str]:
    """Return the lines of a file that no answer can be about: comments, other keys, notes."""
    kept = (
        "# ",
        "---",
        "title: Core",
        "stage",
        "competitors",
        "Notes",
        "customer_project",
        "title: Alder",
        "k-lemaire: {n",
    )
    return [line for line in text.splitlines(keepends=True) if line.strip().startswith(kept) or not line.strip()]


@settings(max_examples=60, deadline=None)
@given(ANSWERS, st.lists(st.sampled_from(list(SUBJECTS)), max_size=2))
def test_any_answers_leave_sound_files_and_the_rest_as_it_was(typed: list[str], about: list[str]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = playbook(Path(name))
        before = texts(folder)
        done = interview(folder, *typed, options=tuple(word for each in about for word in ("--about", each)))
        assert done.exit_code == 0, (done.output, done.exception)
        assert "\x1b" not in done.output
        assert "\u202e" not in done.output
        after = texts(folder)
        assert not load(WorkTree(folder / "deals")).problems
        assert {path: untouched(text) for path, text in after.items()} == {
            path: untouched(text) for path, text in before.items()
        }
        if f"{folder}/deals/aldermoor/core-banking.md is as it was" in done.output:
            assert not changes(before, after)


def test_a_line_of_a_megabyte_is_asked_again(tmp_path: Path) -> None:
    playbook(tmp_path)
    done = interview(tmp_path, "+", "x" * 1_000_000, "He said so", "cust", "today", "quit")
    assert done.exit_code == 0
    assert "that has 1,000,000 characters, 65,536 at most are taken" in done.output
    assert len(done.output) < 10_000
    assert "evidence: He said so}" in texts(tmp_path)["deals/aldermoor/core-banking.md"]


def test_blank_answers_end(tmp_path: Path) -> None:
    playbook(tmp_path)
    done = interview(tmp_path, *[""] * 500)
    assert done.exit_code == 0
    assert texts(tmp_path) == dict(sorted(FILES.items()))
