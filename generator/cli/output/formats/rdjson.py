"""The format of reviewdog, which posts remarks as review comments and mends as suggestions to be taken by a click."""

from __future__ import annotations

from typing import Any

from generator.cli.output.printing import json_text
from generator.cli.output.remarks import Checked, Remark
from generator.problems import Excerpt

SEVERITIES = {"error": "ERROR", "warning": "WARNING", "notice": "INFO"}


def rdjson(result: Checked, prefix: str) -> str:
    """Return the diagnostics; `prefix` leads from the top of the repository to the playbook's folder."""
    whole = {
        "source": {"name": "deal-playbook"},
        "diagnostics": [_diagnostic(each, prefix) for each in result.remarks()],
    }
    return json_text(whole)


def _diagnostic(remark: Remark, prefix: str) -> dict[str, Any]:
    mend = remark.problem.mend if remark.problem else None
    record: dict[str, Any] = {
        "message": f"{remark.says} ({remark.remedy})" if remark.remedy else remark.says,
        "location": {"path": prefix + remark.path, "range": _range(remark)},
        "severity": SEVERITIES[remark.level],
        "code": {"value": remark.code},
    }
    if mend and mend.before:
        lines = {"start": {"line": mend.edits[0].line}, "end": {"line": mend.edits[-1].end_line}}
        record["location"]["range"] = lines
        record["suggestions"] = [{"range": lines, "text": "\n".join(mend.after)}]
    return record


def _range(remark: Remark) -> dict[str, Any]:
    """Return where a remark is; a column is given where it can be counted in bytes, as the format has it."""
    excerpt = remark.problem.excerpt if remark.problem else None
    if excerpt is None or excerpt.begin > 1:
        return {"start": {"line": remark.line}}
    columns = [_bytes(excerpt, column) for column in (remark.column, remark.column + excerpt.length)]
    start, end = ({"line": remark.line, "column": column} for column in columns)
    return {"start": start, "end": end}


def _bytes(excerpt: Excerpt, column: int) -> int:
    return len(excerpt.text[: column - 1].encode("utf-8", "replace")) + 1
