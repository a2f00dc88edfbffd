"""Fields that a brief can hold; a field that is not listed here never leaves the team.

A field is a path from one of the roots: the deal, its account, the main competitor, the assessment (`judged`), or the
brief itself. Fields of `plan.milestones` and the like are those of every item.
"""

from __future__ import annotations

from collections.abc import Mapping

OF_FILES: Mapping[str, str] = {
    "account.title": "the customer's name",
    "competitor.title": "the main competitor's name",
    "deal.title": "the deal's title",
    "deal.stage": "its stage",
    "deal.owner": "its owner",
    "deal.amount": "its amount",
    "deal.close": "its close date",
    "deal.outcome.result": "how it ended",
    "deal.outcome.date": "when it ended",
    "deal.ask.what": "what is asked of the reader",
    "deal.ask.whom_to_call": "whom to call for it",
    "deal.ask.message": "what to say there",
    "deal.ask.by": "by when",
    "deal.compelling_event.what": "why the customer acts now",
    "deal.compelling_event.deadline": "by when they have to",
    "deal.compelling_event.consequence": "what happens if they do not",
    "deal.compelling_event.consequence_amount": "what that costs them",
    "deal.compelling_event.payback": "what acting on time gives them",
    "deal.compelling_event.payback_amount": "that as an amount",
    "deal.plan.milestones.what": "a milestone",
    "deal.plan.milestones.by": "its day",
    "deal.plan.milestones.owner": "who brings it about",
    "deal.plan.milestones.state": "whether it is open, done or dropped",
    "deal.plan.actions.what": "an action",
    "deal.plan.actions.owner": "who does it",
    "deal.plan.actions.due": "its day",
    "deal.plan.actions.state": "whether it is open, done or dropped",
    "deal.value.lines.head": "whether an amount is a benefit or a cost, and of what sort",
    "deal.value.lines.item": "what kind of benefit or cost it is",
    "deal.value.lines.what": "what it is in words",
    "deal.value.lines.amount": "the amount as the worksheet has it",
    "deal.value.lines.every": "whether it comes once, monthly or yearly",
    "deal.value.lines.confirmed_on": "when the customer confirmed it",
    "deal.proposition.pattern": "the pattern of a value statement",
    "deal.proposition.slots": "what its blanks are filled with",
    "deal.partners.helps.what": "what the partner does here",
}
"""Fields as people wrote them."""

JUDGED: Mapping[str, str] = {
    "judged.verdict": "the verdict's word",
    "judged.why": "the rule that gave it",
    "judged.standing": "by question that decides whether we win: how many criteria are for us, against, unknown",
    "judged.not_green": "which gates are not proven",
    "judged.risk": "the finding that bears most on the verdict, of those that the audience may be told",
    "judged.changes": "verdict, share known and close date against 30 days ago",
    "judged.net": "what the deal leaves the customer, in the worksheet's expected case",
    "judged.years": "over how many years",
    "judged.benefit": "its benefit alone",
    "judged.confirmed": "how much of the benefit the customer has confirmed",
    "judged.in_full": "whether revenue counts in it in full, since no margin is given",
}
"""Fields that are worked out; none is a score."""

OF_THE_BRIEF: Mapping[str, str] = {
    "brief.commit": "the commit that the brief was made from, and its day",
}
"""Fields of the brief itself."""

FIELDS: Mapping[str, str] = {**OF_FILES, **JUDGED, **OF_THE_BRIEF}

SEVERAL: Mapping[str, tuple[str, ...]] = {
    "deal.plan.milestones": ("joint",),
    "deal.plan.actions": ("joint",),
    "deal.value.lines": ("confirmed_by", "confirmed_on", "released"),
    "deal.proposition": ("released",),
    "deal.partners.helps": ("agreed",),
}
"""Fields that hold several items, and the marks by which an audience can tell them apart."""
