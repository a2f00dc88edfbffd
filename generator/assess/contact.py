"""The last contact with a customer over a deal: what they said for a rating, or a meeting that they were in."""

from __future__ import annotations

import datetime as dt

from generator.assess.judgement import Judgement
from generator.model.meeting import Meeting, customers
from generator.model.playbook import Surroundings


def last_contact(judgement: Judgement, surroundings: Surroundings) -> dt.date | None:
    """Return the last day on which the customer said what a rating rests on, or was in a meeting about the deal.

    Days to come do not count. None where there was no such day.
    """
    by_customer = (each for each in judgement.assessed.values() if each.by == "customer" and not each.ahead)
    said = [each.date for each in by_customer if each.date]
    met = last_meeting(judgement.deal.identity, surroundings, judgement.today)
    return max([*said, met.date] if met else said, default=None)


def last_meeting(deal: str, surroundings: Surroundings, today: dt.date) -> Meeting | None:
    """Return the latest meeting about a deal, by its identity, in which somebody of the account spoke."""
    account = surroundings.account(deal.partition("/")[0])
    held = (each for each in surroundings.meetings_of(deal) if each.date <= today)
    return next((each for each in held if customers(each, account, surroundings.team)), None)
