"""GitLab's format: a Code Quality report, which it shows in the merge request and beside the changed lines."""

from __future__ import annotations

from generator.cli.output.formats.fingerprints import fingerprints
from generator.cli.output.printing import json_text
from generator.cli.output.remarks import Checked

SEVERITIES = {"error": "critical", "warning": "minor", "notice": "info"}


def code_quality(result: Checked, prefix: str) -> str:
    """Return the report; `prefix` leads from the top of the repository to the playbook's folder."""
    remarks = sorted(result.remarks(), key=lambda each: (each.path, each.line, each.column, each.code))
    report = [
        {
            "description": f"{each.says} ({each.remedy})" if each.remedy else each.says,
            "check_name": each.code,
            "fingerprint": fingerprint,
            "severity": SEVERITIES[each.level],
            "location": {"path": prefix + each.path, "lines": {"begin": each.line}},
        }
        for each, fingerprint in zip(remarks, fingerprints(remarks), strict=True)
    ]
    return json_text(report)
