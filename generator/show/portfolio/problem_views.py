"""Problems of a file as pages show them: the sentence, the line with what is wrong in it, and what to write."""

from __future__ import annotations

from typing import NamedTuple

from generator.problems import Problem, shown


class ProblemView(NamedTuple):
    """A mistake and where it stands; `remedy` is empty where none is known.

    `written` is the line before the wrong part, that part, and the rest, all empty where the file's line is not
    known. `mended` are the lines to write in its place, or instead of the lines that `replaces`
    names.
    """

    line: int
    column: int
    place: str
    says: str
    remedy: str
    code: str
    written: tuple[str, str, str]
    mended: str
    replaces: str


def problem_view(problem: Problem) -> ProblemView:
    """Return the view of a problem."""
    written = problem.excerpt.parts(problem.column) if problem.excerpt else ("", "", "")
    return ProblemView(
        problem.line,
        problem.column,
        f"{problem.path}:{problem.line}:{problem.column}",
        problem.says,
        problem.remedy,
        problem.code,
        written,
        "\n".join(map(shown, problem.mend.after)) if problem.mend else "",
        problem.replaces,
    )
