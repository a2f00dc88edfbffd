"""JSON of our own for other programs, documented in docs/commands.md."""

from __future__ import annotations

import datetime as dt

from generator.cli.output.printing import json_text
from generator.cli.output.remarks import Checked
from generator.show.records.problem import problem_record

FORMAT = 1


def as_json(result: Checked, today: dt.date) -> str:
    """Return the whole check; lists are in the order of places."""
    whole = {
        "format": FORMAT,
        "today": today.isoformat(),
        "deals": result.deals,
        "note": result.note or None,
        "problems": [problem_record(each) for each in result.problems],
        "findings": [
            {
                "path": each.path,
                "line": each.line,
                "column": each.column,
                "code": each.finding.code,
                "family": each.finding.family,
                "severity": each.finding.severity,
                "subject": each.finding.subject or None,
                "says": each.finding.says,
                "remedy": each.finding.remedy or None,
            }
            for each in result.findings
        ],
    }
    if result.since:
        whole |= {"since": result.since.commit, "settings": [each._asdict() for each in result.settings]}
    return json_text(whole)
