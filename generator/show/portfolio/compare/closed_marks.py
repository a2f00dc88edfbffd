"""The closed deals as the page that compares deals looks among them for those that were most alike."""

from __future__ import annotations

from collections.abc import Iterator

from generator.show.portfolio.context import PortfolioContext
from generator.show.text import values
from generator.storage.compact_json import compact_json


def closed_marks(context: PortfolioContext) -> bytes:
    """Return the script that hands them to the page: a line each with what was known some days before its end.

    A line holds identity, title, account, result in words, end and reason, and the marks, a sign for each criterion.
    """
    return b"comparedClosed(" + compact_json(list(_lines(context))) + b");\n"


def _lines(context: PortfolioContext) -> Iterator[tuple[str, ...]]:
    for row in context.portfolio.closed:
        then, ended = row.stood_then, row.outcome
        if then and ended:
            said = f"on {values.day(ended.date)}{f': {ended.reason}' if ended.reason else ''}"
            name = context.account_name(row.account)
            yield row.identity, row.title, name, values.verdict_word(ended.result), said, then.marks
