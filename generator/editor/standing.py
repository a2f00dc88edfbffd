"""Standing of a deal as a form shows it: verdict, gates, findings, live totals, in the words of the pages."""

from __future__ import annotations

from typing import Any

from generator.assess.judgement import Finding, Judgement, Tally
from generator.model.method import Method
from generator.show.deal.value import printed_case
from generator.show.text import values
from generator.show.text.badges import shown_range


def standing(judgement: Judgement, method: Method) -> dict[str, Any]:
    """Return how a deal stands: verdict or outcome, score, gates, number of findings, and totals of its value."""
    findings = [each for each in judgement.findings if not each.accepted]
    return {
        "verdict": verdict(judgement),
        "says": judgement.verdict.says,
        "winnable": tally(judgement.winnable),
        "worth": tally(judgement.worth) if judgement.worth else None,
        "gates": gates(judgement, method),
        "findings": len(findings),
        "value": totals(judgement),
    }


def verdict(judgement: Judgement) -> str:
    """Return the word of the verdict, or of the outcome of a deal that has ended."""
    outcome = judgement.deal.outcome
    return values.verdict_word(outcome.result if outcome else judgement.verdict.word)


def tally(of: Tally) -> str:
    """Return a score as `playbook diff` prints it: its range, and how many criteria are known."""
    return f"{shown_range(of.range)} ({of.known} of {of.total})"


def gates(judgement: Judgement, method: Method) -> list[dict[str, str]]:
    """Return the gates with their state and a sentence on it."""
    return [
        {
            "criterion": each.criterion,
            "label": method.criteria[each.criterion].label,
            "state": each.state,
            "says": each.says,
        }
        for each in judgement.gates
    ]


def totals(judgement: Judgement) -> dict[str, Any] | None:
    """Return the totals of the value worksheet as its page prints them, None where it has no line."""
    sheet = judgement.worksheet
    if sheet is None:
        return None
    horizon = values.counted(sheet.years, "year")
    cases = {name: printed_case(each, horizon)._asdict() for name, each in sheet.cases.items()}
    lines = {each.key: values.figure(each.total, 1 if each.side == "benefit" else -1) for each in sheet.lines}
    return {"years": sheet.years, "cases": cases, "lines": lines}


def finding(of: Finding) -> dict[str, Any]:
    """Return a finding: what it says and where to look."""
    return {
        "code": of.code,
        "subject": of.subject,
        "severity": of.severity,
        "says": of.says,
        "remedy": of.remedy,
        "at": list(of.at),
    }
