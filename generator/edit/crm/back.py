"""Columns of the file that goes back to the CRM, by what stands in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Annotated, Final

from pydantic import AfterValidator, BeforeValidator

from generator.model.text import Line, fault, one_of

BACK_FIELDS: Final[Mapping[str, str]] = {
    "id": "the CRM's id of the deal",
    "deal": "the deal as commands take it, account/deal",
    "title": "the deal's title",
    "owner": "who answers for it",
    "stage": "the stage's id in the playbook",
    "amount": "the amount, a number",
    "currency": "its currency",
    "close": "the close date, like 2026-12-01",
    "verdict": "the verdict; of a deal that has ended its outcome",
    "winnable": "the score from -100 to 100, with one decimal",
    "winnable_low": "the score if every unknown turned out against us",
    "winnable_high": "the score if every unknown turned out for us",
    "known": "how many of the criteria that decide whether we win are known",
    "criteria": "how many there are",
    "worth": "the score of what the deal is worth to us; empty under a method that does not ask",
    "open_gates": "the gates that are not proven; empty once a deal has ended",
    "next_question": "what to ask next",
    "next_step": "the open action that is due first",
    "next_step_owner": "who does it",
    "next_step_due": "by when",
    "conflicts": "fields that the CRM owns and the file has otherwise than the last import had them",
}
"""Meaning of each column that the file can have, in the order of a file without a list of its own."""


def with_id(columns: dict[str, str]) -> dict[str, str]:
    """Return the columns of the way back. Raises a fault where they lack the id, or two have one name."""
    if columns and "id" not in columns:
        remedy = "write id: and the CRM's name of that column, by which it finds the rows"
        raise fault("missing-field", "does not say in which column the id goes back", remedy)
    if twice := [name for name, count in Counter(columns.values()).items() if count > 1]:
        raise fault("two-columns", f"has two columns called {twice[0]!r}", "give each a name of its own")
    return columns


BackColumns = Annotated[
    dict[Annotated[str, BeforeValidator(one_of(*BACK_FIELDS))], Line],
    AfterValidator(with_id),
]
