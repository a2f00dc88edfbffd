"""GitLab's format: a Code Quality report, which it shows in the merge request and beside the changed lines."""

from __future__ import annotations

from generator.cli.output.formats.fingerprints import fingerprints
from generator.cli.output.printing import json_text
from generator.cli.output.remarks import Checked, Remark
from generator.problems import shown

SEVERITIES = {"error": "critical", "warning": "minor", "notice": "info"}


def code_quality(result: Checked, prefix: str) -> str:
    """Return the report; `prefix` leads from the top of the repository to the playbook's folder."""
    remarks = sorted(result.remarks(), key=lambda each: (each.path, each.line, each.column, each.code))
    report = [
        {
            "description": _description(each),
            "check_name": each.code,
            "fingerprint": fingerprint,
            "severity": SEVERITIES[each.level],
            "location": {"path": prefix + each.path, "lines": {"begin": each.line}},
        }
        for each, fingerprint in zip(remarks, fingerprints(remarks), strict=True)
    ]
    return json_text(report)


def _description(remark: Remark) -> str:
    """Return what is wrong and how to mend it, with the line to write where that is one."""
    after = remark.problem.mend.after if remark.problem and remark.problem.mend else ()
    instead = f" instead of {remark.problem.replaces}" if remark.problem and remark.problem.replaces else ""
    write = f"; write{instead}: {shown(after[0]).strip()}" if len(after) == 1 else ""
    remedy = f" ({remark.remedy}{write})" if remark.remedy else ""
    return f"{remark.says}{remedy}"
