"""Rows of the file that goes back to the CRM: where each deal stands, in the columns that a map names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from generator.assess.judgement import Judgement
from generator.edit.crm.back import BACK_FIELDS
from generator.edit.crm.import_map import ImportMap
from generator.edit.crm.merge.conflicts import Conflict
from generator.model.deal import Action
from generator.model.method import Method
from generator.show.deal.headline import in_order
from generator.show.summary.deal_rows import to_tenth
from generator.show.summary.portfolio_files import Cell, csv_row


class CrmDeal(NamedTuple):
    """A deal on its way back: its id in the CRM, its judgement, and where its file differs from the CRM."""

    id: str
    judgement: Judgement
    conflicts: tuple[Conflict, ...]
    method: Method

    @property
    def next_step(self) -> Action | None:
        """The open action that is due first; None where there is none, or the deal has ended."""
        actions = () if self.judgement.closed else in_order(dict(self.judgement.deal.plan.actions))
        return actions[0][1] if actions else None


def _verdict(of: CrmDeal) -> Cell:
    outcome = of.judgement.deal.outcome
    return outcome.result if outcome else of.judgement.verdict.word


def _worth(of: CrmDeal) -> Cell:
    return to_tenth(of.judgement.worth.range.score) if of.judgement.worth else None


def _open_gates(of: CrmDeal) -> Cell:
    gates = () if of.judgement.closed else of.judgement.gates
    return "; ".join(of.method.criteria[gate.criterion].label for gate in gates if gate.state != "proven")


def _next_question(of: CrmDeal) -> Cell:
    return next((of.method.criteria[each.criterion].label for each in of.judgement.open_questions), None)


def _due(of: CrmDeal) -> Cell:
    return of.next_step.due.isoformat() if of.next_step and of.next_step.due else None


def _amount(of: CrmDeal) -> Cell:
    money = of.judgement.deal.amount
    if money is None:
        return None
    whole = money.amount == money.amount.to_integral_value()
    return int(money.amount) if whole else float(money.amount)


def _close(of: CrmDeal) -> Cell:
    close = of.judgement.deal.close
    return close.isoformat() if close else None


CELLS: Mapping[str, Callable[[CrmDeal], Cell]] = {
    "id": lambda of: of.id,
    "deal": lambda of: of.judgement.deal.identity,
    "title": lambda of: of.judgement.deal.title,
    "owner": lambda of: of.judgement.deal.owner,
    "stage": lambda of: of.judgement.deal.stage,
    "amount": _amount,
    "currency": lambda of: of.judgement.deal.amount.currency if of.judgement.deal.amount else None,
    "close": _close,
    "verdict": _verdict,
    "winnable": lambda of: to_tenth(of.judgement.winnable.range.score),
    "winnable_low": lambda of: to_tenth(of.judgement.winnable.range.low),
    "winnable_high": lambda of: to_tenth(of.judgement.winnable.range.high),
    "known": lambda of: of.judgement.winnable.known,
    "criteria": lambda of: of.judgement.winnable.total,
    "worth": _worth,
    "open_gates": _open_gates,
    "next_question": _next_question,
    "next_step": lambda of: of.next_step.what if of.next_step else None,
    "next_step_owner": lambda of: of.next_step.owner if of.next_step else None,
    "next_step_due": _due,
    "conflicts": lambda of: "; ".join(map(str, of.conflicts)),
}
"""Getters of the cells by what the map calls them."""


def columns_of(by: ImportMap) -> Mapping[str, str]:
    """Return the headers by what stands under them; a map without `back` has all, the id under the CRM's name."""
    if by.back:
        return by.back
    ids = by.deals.id.column if by.deals else ()
    return {name: name for name in BACK_FIELDS} | {"id": ids[0] if ids else "id"}


def crm_csv(deals: Iterable[CrmDeal], by: ImportMap) -> str:
    """Return the file: a line of headers and a line for each deal, in their order."""
    columns = columns_of(by)
    return "".join([csv_row(columns.values()), *(csv_row(CELLS[name](deal) for name in columns) for deal in deals)])
