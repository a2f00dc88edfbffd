"""The portfolio for other programs: a CSV, a JSON, the rows of the home page's table, the calendar feeds.

`portfolio.json` is versioned by its `format`. Version 1 holds `today`, `method` and `deals`, a list by identity; keys
are added to it without a new version, none is renamed or removed. A deal has the keys that `deal_record` gives: money
is `{"amount", "currency"}`, days are ISO 8601, scores are rounded to one decimal and stand with their bounds and
counts, and what is not known is null.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from generator.assess.judgement import Finding, Tally
from generator.assess.portfolio.row import DealRow
from generator.model.account import Crm
from generator.model.money import Money
from generator.model.plain_fields import PLAIN_FIELDS
from generator.model.playbook import Surroundings
from generator.show.page import Setting
from generator.show.summary.deal_rows import to_tenth
from generator.show.text.names import account_name, competitor_name, partner_name
from generator.show.urls import page_urls

FORMAT = 1
FORMULA = re.compile("^[ \u00a0]*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
"""Beginning of what a spreadsheet may run; portfolio.js has the same for the rows that a page offers."""
FIRST_COLUMNS = (
    "deal", "title", "account", "stage", "owner", "currency", "amount", "close", "forecast", "outcome", "verdict",
    "verdict_rule", "winnable_low", "winnable", "winnable_high", "winnable_known", "winnable_criteria", "worth_low",
    "worth", "worth_high", "gates_proven", "gates", "effort_spent_days", "effort_left_days", "decision", "findings",
    "open_actions", "primary_competitor", "competitors", "partners",
)  # fmt: skip
LATER_COLUMNS = ("crm_system", "crm_id", "ended", "category", "last_contact")
COLUMNS = tuple(dict.fromkeys((*FIRST_COLUMNS, *(field.key for field in PLAIN_FIELDS), *LATER_COLUMNS)))
"""Plain fields and columns that came later stand at the end, so that programs which count columns find the others."""

Cell = str | int | float | None


def guarded(text: str) -> str:
    """Return `text` so that a spreadsheet takes it for text: an apostrophe goes before what could start a formula.

    This is OWASP's advice on CSV injection, leading blanks not counted. Cells that we fill with numbers are not
    text and stay as they are.
    """
    return f"'{text}" if FORMULA.match(text) else text


def portfolio_csv(lines: Iterable[str]) -> bytes:
    """Return one line per deal under the names of the columns: UTF-8 with the mark that Excel needs."""
    return "".join((csv_row(COLUMNS), *lines)).encode("utf-8-sig")


def csv_line(row: DealRow, surroundings: Surroundings) -> str:
    """Return the line of a deal: comma, CRLF, text in quotes, numbers bare."""
    cells = csv_cells(row, surroundings)
    return csv_row(cells[column] for column in COLUMNS)


def csv_row(cells: Iterable[Cell]) -> str:
    """Return cells as a line of a CSV that spreadsheets may open: text guarded and in quotes, numbers bare."""
    line = io.StringIO()
    writer = csv.writer(line, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow(_written(cell) for cell in cells)
    return line.getvalue()


def _written(cell: Cell) -> str | int | float:
    return "" if cell is None else guarded(cell) if isinstance(cell, str) else cell


def csv_cells(row: DealRow, surroundings: Surroundings) -> Mapping[str, Cell]:
    """Return a deal's cells by column; numbers are numbers, so that a sheet can sum them."""
    return {
        "deal": row.identity,
        "title": row.title,
        "account": account_name(surroundings, row.account),
        "stage": row.stage,
        **{field.key: row.plain.get(field.key) for field in PLAIN_FIELDS},
        "currency": row.amount.currency if row.amount else None,
        "amount": _number(row.amount.amount) if row.amount else None,
        "close": _day(row.close),
        "outcome": row.outcome.result if row.outcome else None,
        "verdict": row.verdict.word,
        "verdict_rule": row.verdict.rule,
        **_score_cells("winnable", row.winnable),
        **_score_cells("worth", row.worth),
        "gates_proven": sum(gate.state == "proven" for gate in row.gates),
        "gates": len(row.gates),
        "effort_spent_days": _number(row.effort_spent),
        "effort_left_days": _number(row.effort_left),
        "decision": _decided(row),
        "findings": len([finding for finding in row.findings if not finding.accepted]),
        "open_actions": len([action for action in row.actions.values() if action.state == "open"]),
        "primary_competitor": row.primary_competitor,
        "competitors": "; ".join(competitor_name(surroundings, slug) for slug in row.competitors),
        "partners": "; ".join(partner_name(surroundings, slug) for slug in row.partners),
        "crm_system": row.crm.system if row.crm else None,
        "crm_id": row.crm.id if row.crm else None,
        "ended": _day(row.outcome.date) if row.outcome else None,
        "category": surroundings.method.category(row.plain.get("forecast", "")),
        "last_contact": _day(row.contact),
    }


def _score_cells(axis: str, tally: Tally | None) -> dict[str, Cell]:
    return {
        f"{axis}_low": to_tenth(tally.range.low) if tally else None,
        axis: to_tenth(tally.range.score) if tally else None,
        f"{axis}_high": to_tenth(tally.range.high) if tally else None,
        f"{axis}_known": tally.known if tally else None,
        f"{axis}_criteria": tally.total if tally else None,
    }


def _decided(row: DealRow) -> str | None:
    return None if row.decision is None else "go" if row.decision.go else "no go"


def portfolio_json(records: Iterable[bytes], surroundings: Surroundings, setting: Setting) -> bytes:
    """Return every deal as a documented record on a line of its own; the format is in this module's words."""
    head = {"format": FORMAT, "today": setting.today.isoformat(), "method": surroundings.method.name}
    opened = json.dumps(head, ensure_ascii=False).removesuffix("}").encode()
    return b'%b, "deals": [\n%b\n]}\n' % (opened, b",\n".join(records))


def json_record(row: DealRow, surroundings: Surroundings) -> bytes:
    """Return the record of a deal as JSON."""
    return json.dumps(deal_record(row, surroundings), ensure_ascii=False).encode()


def deal_record(row: DealRow, surroundings: Surroundings) -> Mapping[str, object]:
    """Return a deal for machines: what it is, where it stands, and the lists that hang on it."""
    return {
        "deal": row.identity,
        "file": row.path,
        "address": page_urls.deal(row.identity),
        "title": row.title,
        "account": {"slug": row.account, "name": account_name(surroundings, row.account)},
        "stage": row.stage,
        **{field.key: row.plain.get(field.key) for field in PLAIN_FIELDS},
        "amount": _money_record(row.amount),
        "close": _day(row.close),
        "effort_days": {"spent": _number(row.effort_spent), "left": _number(row.effort_left)},
        "decision": _decided(row),
        "category": surroundings.method.category(row.plain.get("forecast", "")),
        "outcome": row.outcome and {"result": row.outcome.result, "date": _day(row.outcome.date)},
        "verdict": {"word": row.verdict.word, "rule": row.verdict.rule, "says": row.verdict.says},
        "winnable": _tally_record(row.winnable),
        "worth": _tally_record(row.worth),
        "gates": {gate.criterion: gate.state for gate in row.gates},
        "next_questions": [question.criterion for question in row.open_questions],
        "findings": [{"code": each.code, "subject": each.subject, "says": each.says} for each in _live(row)],
        "actions": [
            {"key": key, "what": each.what, "owner": each.owner or None, "due": _day(each.due), "state": each.state}
            for key, each in row.actions.items()
        ],
        "competitors": list(row.competitors),
        "primary_competitor": row.primary_competitor,
        "partners": list(row.partners),
        "crm": crm_record(row.crm),
        "last_contact": _day(row.contact),
    }


def crm_record(crm: Crm | None) -> Mapping[str, str | None] | None:
    """Return a deal's record in the CRM, as far as its file names it."""
    return {"system": crm.system, "id": crm.id, "url": crm.url} if crm and (crm.id or crm.url) else None


def _live(row: DealRow) -> list[Finding]:
    return [finding for finding in row.findings if not finding.accepted]


def _tally_record(tally: Tally | None) -> Mapping[str, Cell] | None:
    if tally is None:
        return None
    return {
        "low": to_tenth(tally.range.low),
        "score": to_tenth(tally.range.score),
        "high": to_tenth(tally.range.high),
        "plus": tally.plus,
        "minus": tally.minus,
        "unknown": tally.unknown,
        "proven": tally.proven,
    }


def _money_record(money: Money | None) -> Mapping[str, Cell] | None:
    return {"amount": _number(money.amount), "currency": money.currency} if money else None


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
