"""A judgement for other programs: what `playbook score --json` prints.

The format is documented in docs/commands.md and versioned by `FORMAT`: keys may be added to a version, none is
renamed or removed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from generator.assess.judgement import Assessed, Gap, Judgement, Rival, Tally
from generator.show.summary.portfolio_files import crm_record
from generator.show.text.values import tenfold

FORMAT = 1
PLACES = 4
"""Decimals of every score and share; the counts beside them give the exact fraction."""


def number(value: Fraction) -> float:
    """Return an exact number with four decimals, rounded half away from zero."""
    return float(tenfold(value, PLACES) / 10**PLACES)


def score_record(judgement: Judgement, file: str) -> dict[str, Any]:
    """Return the basis of a deal's score and its consequences."""
    deal = judgement.deal
    return {
        "deal": deal.identity,
        "file": file,
        "title": deal.title,
        "account": deal.account,
        "stage": deal.stage,
        "owner": deal.owner or None,
        "amount": {"amount": float(deal.amount.amount), "currency": deal.amount.currency} if deal.amount else None,
        "close": deal.close.isoformat() if deal.close else None,
        "outcome": {"result": deal.outcome.result, "date": deal.outcome.date.isoformat()} if deal.outcome else None,
        "verdict": {
            "word": judgement.verdict.word,
            "rule": judgement.verdict.rule,
            "says": judgement.verdict.says,
        },
        "winnable": tally_record(judgement.winnable),
        "worth": tally_record(judgement.worth) if judgement.worth else None,
        "questions": {name: tally_record(tally) for name, tally in judgement.tallies.items()},
        "ratings": {name: rating_record(assessed) for name, assessed in judgement.assessed.items()},
        "gates": [{"criterion": each.criterion, "state": each.state, "says": each.says} for each in judgement.gates],
        "next_questions": [
            {"criterion": each.criterion, "reasons": list(each.reasons)} for each in judgement.open_questions
        ],
        "competitors": [rival_record(rival) for rival in judgement.rivals],
        "findings": counted(finding.family for finding in judgement.findings if not finding.accepted),
        "crm": crm_record(deal.crm),
    }


def tally_record(tally: Tally) -> dict[str, Any]:
    """Return the counts and the range that follows from them."""
    return {
        "plus": tally.plus,
        "minus": tally.minus,
        "unknown": tally.unknown,
        "proven": tally.proven,
        "known": tally.known,
        "total": tally.total,
        "low": number(tally.range.low),
        "score": number(tally.range.score),
        "high": number(tally.range.high),
        "known_share": number(tally.range.known),
    }


def rating_record(assessed: Assessed) -> dict[str, Any]:
    """Return one criterion: our rating, its basis, and each competitor's."""
    return {
        "rating": assessed.rating,
        "standing": assessed.standing,
        "from_numbers": assessed.from_numbers,
        "date": assessed.date.isoformat() if assessed.date else None,
        "by": assessed.by,
        "evidence": assessed.evidence or None,
        "due": assessed.due,
        "stale": assessed.stale,
        "competitors": dict(assessed.rivals),
    }


def rival_record(rival: Rival) -> dict[str, Any]:
    """Return a competitor: its own range, ours minus it, and where we lead and trail."""
    return {
        "competitor": rival.slug,
        "primary": rival.primary,
        "winnable": tally_record(rival.winnable),
        "gap": gap_record(rival.winnable_gap),
        "gaps": {name: gap_record(gap) for name, gap in rival.gaps.items()},
        "places": dict(rival.places),
        "leads": rival.leads,
        "trails": rival.trails,
    }


def gap_record(gap: Gap) -> dict[str, float]:
    """Return our range minus theirs."""
    return {"low": number(gap.low), "high": number(gap.high)}


def counted(families: Iterable[str]) -> Mapping[str, int]:
    """Return the number of findings of each family."""
    counts: dict[str, int] = {}
    for family in families:
        counts[family] = counts.get(family, 0) + 1
    return counts
