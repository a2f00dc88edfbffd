"""The difference that a change makes, for other programs: what `playbook diff --format json` prints.

The format is documented in docs/history.md and versioned by `FORMAT`: keys may be added to a version, none is renamed
or removed.
"""

from __future__ import annotations

from typing import Any

from generator.assess.judgement import Finding, Judgement
from generator.assess.score.knowing import rose_by_knowing
from generator.history.difference import DealDifference, Difference
from generator.history.entries import EntryChange
from generator.history.meetings import MeetingDifference
from generator.model.method import Method
from generator.show.records.history import field_record, shift_record
from generator.show.records.problem import problem_record
from generator.show.records.score import tally_record

FORMAT = 1


def record(of: Difference) -> dict[str, Any]:
    """Return everything that differs, in the order of the deals' names."""
    return {
        "format": FORMAT,
        "today": of.today.isoformat(),
        "method": of.method.name,
        "method_changed": of.method_changed,
        "deals": [_deal(each, of.method) for each in of.deals],
        "accounts": [
            {"account": each.slug, "people": [_entry(change) for change in each.people]} for each in of.accounts
        ],
        "meetings": [_meeting(each) for each in of.meetings],
        "problems": [problem_record(each) for each in of.problems],
        "findings_in_other_files": [
            {"path": each.path, "line": each.line, "column": each.column, **_finding(each.finding)}
            for each in of.findings
        ],
    }


def _meeting(of: MeetingDifference) -> dict[str, Any]:
    meeting = of.meeting
    return {
        "meeting": meeting.identity,
        "account": meeting.account,
        "deals": list(meeting.deals),
        "date": meeting.date.isoformat(),
        "title": meeting.name,
        "present": [{"key": each.key, "name": each.name, "of_customer": each.of_customer} for each in of.present],
        "change": of.change,
        "fields": list(of.fields),
    }


def _deal(of: DealDifference, method: Method) -> dict[str, Any]:
    known = bool(of.before and of.after and rose_by_knowing(of.before, of.after, method))
    return {
        "deal": of.identity,
        "kind": of.kind,
        "was": of.was,
        "title": of.title,
        "before": _stand(of.before),
        "after": _stand(of.after),
        "more_is_known_not_better": known,
        "ratings": [shift_record(each) for each in of.shifts],
        "fields": [field_record(each) for each in of.fields],
        "findings": {
            "appeared": [_finding(each) for each in of.appeared],
            "vanished": [_finding(each) for each in of.vanished],
            "accepted": [_finding(each) for each in of.accepted],
        },
        "also_changed": list(of.others),
        "entries": [_entry(each) for each in of.entries],
    }


def _stand(judgement: Judgement | None) -> dict[str, Any] | None:
    if judgement is None:
        return None
    outcome = judgement.deal.outcome
    return {
        "verdict": judgement.verdict.word,
        "outcome": outcome.result if outcome else None,
        "winnable": tally_record(judgement.winnable),
        "worth": tally_record(judgement.worth) if judgement.worth else None,
        "questions": {name: tally_record(tally) for name, tally in judgement.tallies.items()},
    }


def _entry(of: EntryChange) -> dict[str, Any]:
    """Return what became of an entry; texts as they are, days and amounts as the files have them."""
    kind = "new" if of.before is None else "gone" if of.after is None else "changed"
    fields = [{"field": name, "before": _value(one), "after": _value(other)} for name, one, other in of.fields]
    return {"kind": of.kind, "key": of.key, "change": kind, "fields": fields}


def _value(value: object) -> str | bool | list[str] | None:
    if value is None or isinstance(value, bool):
        return value
    return list(map(str, value)) if isinstance(value, tuple) else str(value)


def _finding(finding: Finding) -> dict[str, Any]:
    return {"code": finding.code, "subject": finding.subject or None, "says": finding.says}
