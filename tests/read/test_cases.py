"""Each file below cases/ is named for its fault; beside it, in a .txt, stands all that is said about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import click
import pytest

from generator.cli.output.printing import drawing
from generator.model.account import Account, Partner, Team
from generator.model.file_noun import FileNoun
from generator.problems import Mend, Problem
from generator.read.empty_keys import empty_key_faults
from generator.read.fault import Fault, located
from generator.read.meant.vocabulary import NO_WORDS, vocabulary_of_account
from generator.read.method import read_method
from generator.read.playbook import read_deal
from generator.read.quoting import spliced
from generator.read.reading import remains
from generator.read.references.others import faults_of
from tests.read.around import AROUND

CASES = Path(__file__).parent / "cases"
FILES = sorted(file for file in CASES.glob("*/*") if file.suffix != ".txt")


def deal_problems(name: str, content: bytes) -> tuple[Problem, ...]:
    return read_deal("deals", f"aldermoor/{name}", content, AROUND).problems


def method_problems(name: str, content: bytes) -> tuple[Problem, ...]:
    return read_method(f"deals/{name}", content).problems


def noun_problems(kind: type[FileNoun], path: str) -> Callable[[str, bytes], tuple[Problem, ...]]:
    def read(name: str, content: bytes) -> tuple[Problem, ...]:
        words = vocabulary_of_account() if kind is Account else NO_WORDS
        left = remains(kind, f"deals/{name}", path, content, {}, vocabulary=words)
        assert left.noun

        def faults(noun: FileNoun) -> Iterable[Fault]:
            return faults_of(noun, AROUND.method, AROUND.team, ["aldermoor/core-banking"])

        every = [*faults(left.noun), *empty_key_faults(left, faults)]
        return tuple(sorted([*left.problems, *located(every, left, ())]))

    return read


READERS: Mapping[str, Callable[[str, bytes], tuple[Problem, ...]]] = {
    "deal": deal_problems,
    "mistakes": deal_problems,
    "method": method_problems,
    "account": noun_problems(Account, "aldermoor/index.md"),
    "partner": noun_problems(Partner, "partners/bridgewell.md"),
    "team": noun_problems(Team, "index.md"),
}


def said(file: Path) -> str:
    """Return what is said of each problem of a case: place, sentence, remedy and code, the line and its mend."""
    problems = READERS[file.parent.name](file.name, file.read_bytes())
    return "".join(f"{line}\n" for problem in problems for line in printed(problem, file.name))


def printed(problem: Problem, name: str) -> Iterator[str]:
    certain = ", its mend is certain" if problem.mend and problem.mend.certain else ""
    yield f"{str(problem).partition(f'{name}:')[2]} [{problem.code}{certain}]"
    yield from (click.unstyle(line).rstrip() for line in drawing(problem))


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_a_fault_is_said_at_its_place_and_in_these_words(file: Path) -> None:
    assert said(file) == file.with_suffix(".txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_a_mend_carried_out_leaves_its_problem_no_more(file: Path) -> None:
    read, content = READERS[file.parent.name], file.read_bytes()
    for problem in read(file.name, content):
        if problem.mend:
            again = read(file.name, mended(content, problem.mend))
            assert (problem.code, problem.says) not in {
                (each.code, each.says) for each in again if same_place(each, problem)
            }


def mended(content: bytes, mend: Mend) -> bytes:
    return "\n".join(spliced(content.decode().split("\n"), mend.edits)).encode()


def same_place(one: Problem, other: Problem) -> bool:
    return (one.line, one.column) == (other.line, other.column)
