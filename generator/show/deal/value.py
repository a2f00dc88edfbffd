"""The value page: what it is worth to the customer, in their figures and in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from generator.assess.judgement import CashLine, LineEffect, ValueCase, Worksheet
from generator.model.deal import Statement, Value
from generator.model.method import Pattern
from generator.show.deal.context import DealContext
from generator.show.page import Link
from generator.show.text import values
from generator.show.urls import anchors

CASES = {"low": "Low", "expected": "Expected", "high": "High"}
EFFECTS: Mapping[LineEffect, str] = {
    "counts in full": "No margin given: counts in full",
    "begins in month 1": "Month 0 is the day of go-live: what recurs counts from month 1",
    "ends before it begins": "Ends before it begins: counts nothing",
    "after the horizon": "Begins after the horizon of {years}: counts nothing",
    "cut at the horizon": "Counts up to the horizon of {years}",
}


class ValueAnswer(NamedTuple):
    """One of the four questions to answer before anything is promised."""

    ask: str
    text: str


class StatementPiece(NamedTuple):
    """A stretch of a statement: our words, or a slot with its name, filled or blank."""

    text: str
    slot: str
    blank: bool


class StatementCard(NamedTuple):
    """A statement as printed, as plain text to copy, and what to ask for its blanks."""

    id: str
    title: str
    audience: Link | None
    pieces: tuple[StatementPiece, ...]
    plain: str
    asks: tuple[tuple[str, str], ...]


class Example(NamedTuple):
    """A pattern of the method with its example filled in."""

    label: str
    plain: str


class ValueRow(NamedTuple):
    """One line of the worksheet: what, when, at the start, per year, in all, and whose word it is."""

    id: str
    what: str
    note: str
    timing: str
    bracket: str
    source: str
    confirmed: str
    cash: bool
    effects: tuple[str, ...]
    figures: tuple[str, ...]
    total: str


class Head(NamedTuple):
    """The lines under one head."""

    label: str
    side: str
    rows: tuple[ValueRow, ...]


class ValueCaseView(NamedTuple):
    """One case of the worksheet as printed."""

    label: str
    benefit: str
    cost: str
    net: str
    roi: str
    payback: str
    npv: str


class WorksheetView(NamedTuple):
    """The worksheet as printed; `net` is the expected net at the start, per year and in all."""

    heads: tuple[Head, ...]
    lines: str
    years: tuple[str, ...]
    net: tuple[str, ...]
    net_total: str
    cases: tuple[ValueCaseView, ...]
    terms: str
    confirmed: str
    unconfirmed: bool
    in_full: bool


def answers(view: DealContext) -> tuple[ValueAnswer, ...]:
    """Return the four questions with their answers, empty where nobody knows yet."""
    value = view.deal.value or Value()
    return (
        ValueAnswer("What is the issue?", value.issue),
        ValueAnswer("How does it affect the customer?", value.effect),
        ValueAnswer("What are the consequences, or the payback?", value.consequences),
        ValueAnswer("How can we help?", value.help),
    )


def _pieces(pattern: Pattern, filled: dict[str, str]) -> Iterator[StatementPiece]:
    at = 0
    for slot in values.SLOT.finditer(pattern.says):
        yield StatementPiece(pattern.says[at : slot.start()], "", False)
        name = slot[1]
        label = pattern.slots[name].label if name in pattern.slots else values.unfolded(name)
        yield StatementPiece(filled.get(name) or f"[{label}]", label, not filled.get(name))
        at = slot.end()
    yield StatementPiece(pattern.says[at:], "", False)


def _statement(view: DealContext, key: str, written: Statement) -> StatementCard | None:
    pattern = view.method.patterns.get(written.pattern)
    if pattern is None:
        return None
    pieces = tuple(_pieces(pattern, written.slots))
    return StatementCard(
        id=anchors.anchor("statement", key),
        title=f"{values.unfolded(key)}: {pattern.label.lower()}",
        audience=view.player(written.audience) if written.audience else None,
        pieces=pieces,
        plain="".join(piece.text for piece in pieces),
        asks=tuple((slot.label, slot.ask) for name, slot in pattern.slots.items() if not written.slots.get(name)),
    )


def statements(view: DealContext) -> tuple[StatementCard, ...]:
    """Return the deal's value statements, those whose pattern this method has."""
    cards = (_statement(view, key, each) for key, each in view.deal.proposition.items())
    return tuple(card for card in cards if card)


def examples(view: DealContext) -> tuple[Example, ...]:
    """Return the method's patterns, each with every slot filled."""
    return tuple(
        Example(each.label, "".join(piece.text for piece in _pieces(each, each.example)))
        for each in view.method.patterns.values()
    )


def _timing(line: CashLine) -> str:
    of = line.line
    amount = f"{values.money(of.amount)} {values.EVERY[of.every]}"
    margin = f" at a margin of {values.percent(of.margin, 1)}" if of.margin is not None else ""
    when = "at go-live" if of.every == "once" and not of.start else f"from month {max(of.start, 1)}"
    if of.every == "once" and of.start:
        when = f"in month {of.start}"
    until = f" to month {of.end}" if of.end is not None and of.every != "once" else ""
    return f"{amount}{margin}, {when}{until}"


def _bracket(line: CashLine) -> str:
    low, high = line.line.low, line.line.high
    if low is None and high is None:
        return ""
    return f"{values.short_money(low or line.line.amount)} to {values.short_money(high or line.line.amount)}"


def _confirmed(view: DealContext, line: CashLine) -> str:
    of = line.line
    if of.confirmed_by is None:
        return ""
    on = f", {values.day(of.confirmed_on)}" if of.confirmed_on else ""
    return f"{view.person(of.confirmed_by).name}{on}"


def _row(view: DealContext, line: CashLine, item: str, horizon: str) -> ValueRow:
    sign = 1 if line.side == "benefit" else -1
    return ValueRow(
        id=anchors.anchor("line", line.key),
        what=item,
        note=line.line.what,
        timing=_timing(line),
        bracket=_bracket(line),
        source=line.line.source,
        confirmed=_confirmed(view, line),
        cash=line.cash,
        effects=tuple(EFFECTS[each].format(years=horizon) for each in line.effects),
        figures=tuple(values.figure(each, sign) for each in (line.at_start, *line.years)),
        total=values.figure(line.total, sign),
    )


def _heads(view: DealContext, sheet: Worksheet) -> Iterator[Head]:
    horizon = values.counted(sheet.years, "year")
    by_head: dict[str, list[CashLine]] = {}
    for line in sheet.lines:
        by_head.setdefault(line.line.head, []).append(line)
    for name, head in view.method.value_heads.items():
        if lines := by_head.get(name):
            rows = tuple(_row(view, line, head.items[line.line.item].label, horizon) for line in lines)
            yield Head(head.label, head.side, rows)


def printed_case(of: ValueCase, horizon: str) -> ValueCaseView:
    """Return a case of the worksheet as printed; `horizon` is that of the worksheet in words: `3 years`."""
    months = f"month {of.payback_month}" if of.payback_month else "at go-live"
    return ValueCaseView(
        CASES[of.name],
        values.whole_money(of.benefit),
        values.whole_money(of.cost),
        values.whole_money(of.net),
        "no cost" if of.roi is None else values.percent(of.roi),
        f"never within {horizon}" if of.payback_month is None else months,
        values.whole_money(of.npv),
    )


def sheet(view: DealContext) -> WorksheetView | None:
    """Return the worksheet's printed values, or None where there is no line yet. Costs are negative."""
    of = view.judgement.worksheet
    if of is None:
        return None
    expected, horizon = of.cases["expected"], values.counted(of.years, "year")
    heads = tuple(_heads(view, of))
    return WorksheetView(
        heads=heads,
        lines=_lines_in_words(heads),
        years=tuple(f"Year {each}" for each in range(1, of.years + 1)),
        net=tuple(values.figure(each) for each in (expected.at_start, *expected.yearly_net)),
        net_total=values.figure(expected.net),
        cases=tuple(printed_case(each, horizon) for each in of.cases.values()),
        terms=f"{expected.net.currency}, {horizon} from go-live, "
        f"discounted at {values.percent(of.discount_rate, 2)} a year",
        confirmed=f"{values.whole_money(of.confirmed_benefit)} of {values.whole_money(expected.benefit)}",
        unconfirmed=of.unconfirmed,
        in_full=of.in_full,
    )


def _lines_in_words(heads: tuple[Head, ...]) -> str:
    rows = [row for head in heads for row in head.rows]
    unconfirmed = sum(not row.confirmed for row in rows)
    return f"{values.counted(len(rows), 'line')}{f', {unconfirmed} unconfirmed' if unconfirmed else ''}"
