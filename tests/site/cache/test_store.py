"""Results on disk: what one build keeps, the next reads again."""

from __future__ import annotations

from pathlib import Path

from generator.problems import Problem
from generator.read.playbook import read_deal
from generator.site.cache.store import CachedResult, CacheIndex, CacheStore, ResultNote
from tests.read.around import AROUND

NAME = "aldermoor/core"


def parts(problem: Problem) -> tuple[object, ...]:
    return problem, problem.excerpt, problem.mend


def test_a_problem_comes_back_with_its_line_and_its_mend(tmp_path: Path) -> None:
    content = b"---\ntitle: Core\nstage: evalute\nclose: soon\nassessment:\n  risk: {us: -}\n---\n"
    problems = read_deal("deals", f"{NAME}.md", content, AROUND).problems
    index = CacheIndex(notes={NAME: ResultNote("key", "", 0, True)})
    CacheStore(tmp_path).keep(index, [CachedResult(NAME, problems=problems)])
    again = CacheStore(tmp_path).result(NAME).problems
    assert list(map(parts, again)) == list(map(parts, problems))
    assert [bool(each.mend) for each in again] == [True, False, True]
