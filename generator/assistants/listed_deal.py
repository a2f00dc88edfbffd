"""A deal as lists show it: verdict, range and gates, and beside them its own words with their places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from generator.assess.judgement import Judgement, Tally
from generator.assistants.text_from_files import KEY, in_list
from generator.problems import Problem
from generator.read.yaml.document import Document
from generator.show.records.score import number

OWN: Final = ("title", "stage", "owner", "amount", "close", "forecast", "segment", "region")
"""Keys of a deal whose values a list shows."""
UNREAD: Final = "not read yet"
FIRST_QUESTIONS: Final = 3
FIRST_PROBLEMS: Final = 3


def listed(judgement: Judgement, document: Document, file: str) -> dict[str, Any]:
    """Return a deal that can be judged; `file` is its path with the deals folder."""
    deal = judgement.deal
    asked = [each.criterion for each in judgement.open_questions]
    return {
        "deal": deal.identity,
        "file": file,
        "state": deal.outcome.result if deal.outcome else "open",
        "verdict": judgement.verdict.word,
        "winnable": range_of(judgement.winnable),
        "amount": {"amount": float(deal.amount.amount), "currency": deal.amount.currency} if deal.amount else None,
        "close": deal.close.isoformat() if deal.close else None,
        "gates": {each.criterion: each.state for each in judgement.gates},
        "ask_next": asked[:FIRST_QUESTIONS],
        "open_questions": len(asked),
        "findings": sum(not each.accepted for each in judgement.findings),
        KEY: own_words(document, file),
    }


def range_of(tally: Tally) -> dict[str, float]:
    """Return a score with its bounds, from -100 to 100, and how many criteria are known and proven."""
    return {
        "low": number(tally.range.low),
        "score": number(tally.range.score),
        "high": number(tally.range.high),
        "known": tally.known,
        "proven": tally.proven,
        "total": tally.total,
    }


def own_words(document: Document, file: str) -> dict[str, dict[str, str]]:
    """Return the deal's own values as they are written, each with its place."""
    values = ((key, document.data.get(key)) for key in OWN)
    return {
        key: {"text": in_list(value), "place": f"{file}:{document.place((key,))[0]}"}
        for key, value in values
        if isinstance(value, str)
    }


def broken(identity: str, file: str, problems: Iterable[Problem]) -> dict[str, Any]:
    """Return a deal whose file has mistakes, so that it cannot be judged."""
    every = list(problems)
    return {
        "deal": identity,
        "file": file,
        "state": "broken",
        "verdict": None,
        "problems": len(every),
        KEY: {"problems": [in_list(str(each)) for each in every[:FIRST_PROBLEMS]]},
    }


def unread(identity: str, file: str) -> dict[str, Any]:
    """Return a deal whose file is not read yet."""
    return {"deal": identity, "file": file, "state": UNREAD, "verdict": None, KEY: {}}


def text_of(entry: Mapping[str, Any], key: str) -> str:
    """Return a value as it is written, empty where there is none."""
    value = entry[KEY].get(key)
    return str(value["text"]) if isinstance(value, dict) else ""
