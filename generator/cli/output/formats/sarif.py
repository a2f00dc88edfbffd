"""SARIF 2.1.0, for code scanning and editors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from generator import __version__
from generator.cli.output.formats.fingerprints import fingerprints
from generator.cli.output.printing import json_text
from generator.cli.output.remarks import Checked, Remark

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {"error": "error", "warning": "warning", "notice": "note"}


def sarif(result: Checked, prefix: str) -> str:
    """Return one run of one tool; columns count characters, and paths lead from the top of the repository."""
    remarks = result.remarks()
    codes = sorted({each.code: each for each in remarks}.items())
    places = {code: place for place, (code, _) in enumerate(codes)}
    driver = {
        "name": "deal-playbook",
        "version": __version__,
        "rules": [{"id": code, "shortDescription": {"text": f"{each.kind}: {code}"}} for code, each in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": _results(remarks, places, prefix),
    }
    whole = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json_text(whole)


def _results(remarks: Sequence[Remark], places: Mapping[str, int], prefix: str) -> list[dict[str, Any]]:
    return [
        {
            "ruleId": each.code,
            "ruleIndex": places[each.code],
            "level": LEVELS[each.level],
            "message": {"text": f"{each.says} ({each.remedy})" if each.remedy else each.says},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": _location(each, prefix),
                        "region": _region(each),
                    }
                }
            ],
            "partialFingerprints": {"remark/v1": fingerprint},
            **_fixes(each, prefix),
        }
        for each, fingerprint in zip(remarks, fingerprints(remarks), strict=True)
    ]


def _region(remark: Remark) -> dict[str, Any]:
    """Return where a remark is, with the end of what is wrong where that is known."""
    region: dict[str, Any] = {"startLine": remark.line, "startColumn": remark.column}
    excerpt = remark.problem.excerpt if remark.problem else None
    if excerpt and excerpt.length:
        region |= {"endLine": remark.line, "endColumn": remark.column + excerpt.length}
    return region


def _fixes(remark: Remark, prefix: str) -> dict[str, Any]:
    mend = remark.problem.mend if remark.problem else None
    if not mend:
        return {}
    replacements = [
        {
            "deletedRegion": {
                "startLine": each.line,
                "startColumn": each.column,
                "endLine": each.end_line,
                "endColumn": each.end_column,
            },
            "insertedContent": {"text": each.text},
        }
        for each in mend.edits
    ]
    description = remark.remedy or "mend it"
    change = {"artifactLocation": _location(remark, prefix), "replacements": replacements}
    return {"fixes": [{"description": {"text": description}, "artifactChanges": [change]}]}


def _location(remark: Remark, prefix: str) -> dict[str, str]:
    return {"uri": quote(prefix + remark.path), "uriBaseId": "%SRCROOT%"}
