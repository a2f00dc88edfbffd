"""SARIF 2.1.0, for code scanning and editors.

GitHub refuses a run of more than 25,000 results and stores the first 5,000, so a report has no more than these.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final
from urllib.parse import quote

from generator import __version__
from generator.cli.output.formats.fingerprints import fingerprints
from generator.cli.output.printing import json_text
from generator.cli.output.remarks import LEVELS as ORDER
from generator.cli.output.remarks import Checked, Remark
from generator.show.text.values import counted

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {"error": "error", "warning": "warning", "notice": "note"}
MOST: Final = 5_000
"""Results of a report; the last of them counts what is left out."""
LEFT_OUT: Final = "results-left-out"


def sarif(result: Checked, prefix: str) -> str:
    """Return one run of one tool; columns count characters, and paths lead from the top of the repository.

    The gravest stand first, and the last of a full report counts the others.
    """
    every = result.remarks()
    numbered = sorted(zip(every, fingerprints(every), strict=True), key=lambda pair: _gravest_first(pair[0]))
    if len(numbered) > MOST:
        numbered = [*numbered[: MOST - 1], _left_out([each for each, _ in numbered[MOST - 1 :]])]
    codes = sorted({each.code: each for each, _ in numbered}.items())
    places = {code: place for place, (code, _) in enumerate(codes)}
    driver = {
        "name": "deal-playbook",
        "version": __version__,
        "rules": [{"id": code, "shortDescription": {"text": f"{each.kind}: {code}"}} for code, each in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": _results(numbered, places, prefix),
    }
    whole = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json_text(whole)


def _gravest_first(remark: Remark) -> tuple[int, bool, bool, int]:
    return ORDER.index(remark.level), not remark.on_changed_line, remark.missing, -remark.weight


def _left_out(rest: Sequence[Remark]) -> tuple[Remark, str]:
    """Return the remark that stands for those beyond the limit, the gravest first, and its fingerprint."""
    counts = Counter(each.level for each in rest)
    words = ", ".join(counted(counts[level], level) for level in ORDER if counts[level])
    says = f"{counted(len(rest), 'more result')} left out here: {words}"
    remedy = "`playbook check` lists them all"
    remark = Remark(rest[0].path, 1, 1, rest[0].level, "report", LEFT_OUT, "", says, remedy)
    return remark, fingerprints([replace(remark, path="", says="")])[0]


def _results(numbered: Iterable[tuple[Remark, str]], places: Mapping[str, int], prefix: str) -> list[dict[str, Any]]:
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
        for each, fingerprint in numbered
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
