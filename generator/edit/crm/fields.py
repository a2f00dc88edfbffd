"""Fields that a map of an import can fill, and what each holds."""

from __future__ import annotations

from collections.abc import Mapping

from generator.edit.crm.cells import Kind
from generator.model.plain_fields import PLAIN_FIELDS

DEAL_FIELDS: Mapping[str, Kind] = {
    "title": "line",
    "stage": "line",
    "crm.url": "address",
    **{field.path: "line" for field in PLAIN_FIELDS},
    "amount": "amount",
    "close": "date",
    "budget": "amount",
    "revenue_1y": "amount",
    "revenue_3y": "amount",
    "profit": "balance",
    "margin": "share",
    "effort.spent": "days",
    "effort.left": "days",
    "next_review": "date",
    "outcome.result": "line",
    "outcome.date": "date",
    "outcome.reason": "line",
    "compelling_event.what": "line",
    "compelling_event.deadline": "date",
    "compelling_event.consequence": "line",
    "compelling_event.source": "line",
    "plan.actions.next-step.what": "line",
    "plan.actions.next-step.owner": "line",
    "plan.actions.next-step.due": "date",
}
"""The fields of a deal that a map can fill, in the order of a deal file, and what each holds."""

ACCOUNT_FIELDS: Mapping[str, Kind] = {
    "title": "line",
    "industry": "line",
    **{field.path: "line" for field in PLAIN_FIELDS if field.of_account},
    "website": "address",
    "crm.url": "address",
    "outlook": "line",
}
HISTORY_FIELDS: Mapping[str, Kind] = {
    "stage": "line",
    "owner": "line",
    "amount": "amount",
    "close": "date",
    "forecast": "line",
}
"""The fields of a day of a deal's `past`."""
ACTION_FIELDS: Mapping[str, Kind] = {
    "what": "line",
    "owner": "line",
    "due": "date",
    "state": "line",
    "done": "date",
}
PERSON_FIELDS: Mapping[str, Kind] = {"name": "line", "title": "line", "email": "line"}

RATINGS = "assessment"
"""Word in a map that makes the CRM the owner of every rating from it."""
