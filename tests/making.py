"""Sound nouns for tests, apart from what a test is about."""

from __future__ import annotations

import datetime as dt
from typing import Any

from generator.model.account import Account, Team
from generator.model.deal import Deal
from generator.model.method import Method
from generator.model.playbook import Surroundings

TODAY = dt.date(2026, 11, 23)
SIGNS = "+-?"


def make_deal(**changes: Any) -> Deal:
    """Return an open deal with nothing but what a deal must have, and the changes, written as a file has them."""
    written: dict[str, Any] = {"path": "aldermoor/core-banking.md", "title": "Core banking", "stage": "evaluate"}
    return Deal.model_validate(written | changes)


def make_account(**changes: Any) -> Account:
    """Return an account with a title, and the changes, written as a file has them."""
    return Account.model_validate({"path": "aldermoor/index.md", "title": "Aldermoor Bank"} | changes)


def make_surroundings(method: Method, **changes: Any) -> Surroundings:
    """Return what a deal's pages draw on: one account, no partners, no competitor files."""
    plain: dict[str, Any] = {
        "method": method,
        "team": Team(path="index.md"),
        "accounts": {"aldermoor": make_account()},
    }
    return Surroundings(**(plain | changes))


def rated(method: Method, signs: str, *, proven: bool = True) -> dict[str, Any]:
    """Return an assessment from one sign per criterion in the method's order; spaces are for the eye."""
    proof = {"date": "2026-11-02", "by": "customer", "evidence": "said so on 2 November"} if proven else {}
    compact = signs.replace(" ", "")
    return {
        criterion: {"us": sign} | (proof if sign == "+" else {})
        for criterion, sign in zip(method.criteria, compact, strict=True)
    }
