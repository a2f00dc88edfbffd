"""A problem for other programs."""

from __future__ import annotations

from generator.problems import Mend, Problem


def problem_record(problem: Problem) -> dict[str, object]:
    """Return a problem for other programs; docs/commands.md has the format."""
    return {
        "path": problem.path,
        "line": problem.line,
        "column": problem.column,
        "code": problem.code,
        "says": problem.says,
        "remedy": problem.remedy or None,
        "excerpt": problem.excerpt and problem.excerpt._asdict(),
        "mend": problem.mend and _mend_record(problem.mend),
    }


def _mend_record(mend: Mend) -> dict[str, object]:
    return {
        "certain": mend.certain,
        "edits": [edit._asdict() for edit in mend.edits],
        "before": mend.before,
        "after": mend.after,
    }
