"""Contests of one deal for the competitors' pages: texts are cut, so that very many deals stay light."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from generator.assess.portfolio.contest import Contest
from generator.assess.portfolio.row import DealRow
from generator.show.text import values
from generator.storage.compact_json import compact

LONGEST_TEXT: Final = 200
"""Characters of evidence, or of a strategy's statement, that the pages over several deals print."""


def contest_in_short(row: DealRow) -> Contest:
    """Return the contest of a deal; the strategy of an open one, which has not worked or failed yet, is left out."""
    if not row.closed:
        return replace(row.contest, approach="", statement="")
    return replace(row.contest, statement=values.cut(row.contest.statement, LONGEST_TEXT))


def evidence_lines(row: DealRow) -> tuple[str, ...]:
    """Return the evidence of each compared criterion as JSON, empty where there is none."""
    return tuple(compact(values.cut(each, LONGEST_TEXT)) if each else "" for each in row.contest_evidence)
