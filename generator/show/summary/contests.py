"""Contests and partners' help of one deal for the pages over all deals: texts are cut, so that many stay light."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from generator.assess.portfolio.contest import Contest
from generator.assess.portfolio.help import PartnerHelp
from generator.assess.portfolio.row import DealRow
from generator.show.text import values
from generator.storage.compact_json import compact

LONGEST_TEXT: Final = 200
"""Characters that the pages over several deals print of evidence, a strategy's statement or a partner's help."""


def contest_in_short(row: DealRow) -> Contest:
    """Return the contest of a deal; the strategy of an open one, which has not worked or failed yet, is left out."""
    if not row.closed:
        return replace(row.contested.contest, approach="", statement="")
    return replace(row.contested.contest, statement=values.cut(row.contested.contest.statement, LONGEST_TEXT))


def evidence_lines(row: DealRow) -> tuple[str, ...]:
    """Return the evidence of each compared criterion as JSON, empty where there is none."""
    return tuple(compact(values.cut(each, LONGEST_TEXT)) if each else "" for each in row.contested.evidence)


def helps_in_short(row: DealRow) -> tuple[PartnerHelp, ...]:
    """Return the help of the partners in a deal."""
    return tuple(replace(each, what=values.cut(each.what, LONGEST_TEXT)) for each in row.helps)
