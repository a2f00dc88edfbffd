"""The vocabulary of rules: every quantity that a verdict, a strategy or a finding may look at, with its meaning.

Words are `yes` and `no` unless the meaning lists others. A quantity that is not known passes no test.
`<question>`, `<criterion>` and `<field>` stand for the names that the method and the deal have.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from generator.model.method import Method, Scope

FIGURES = ("low", "score", "high", "known")
FIELDS = (
    "owner", "crm", "amount", "close", "budget", "effort", "decision", "decision_review", "ask", "competitors",
    "primary_competitor", "players", "compelling_event", "deadline", "consequence", "payback", "formal_criteria",
    "informal_criteria", "value", "confirmed_value", "proposition", "partners", "strategy", "goal", "objectives",
    "actions", "milestones", "level", "next_review", "reviews",
)  # fmt: skip

STANDING: Mapping[str, str] = {
    "<question>.low": "the question's score if every unknown turned out against us, -100 to 100; likewise .score, "
    ".high and .known (the share rated + or -, 0 to 1)",
    "winnable.low": "the mean of the winnable questions; likewise .score, .high, .known",
    "worth.low": "the worth question; likewise .score, .high, .known",
    "weakest.low": "the least of the winnable questions, taken for each figure by itself",
    "gates.proven": "how many gates are proven; `all` where none is missing",
    "gates.against": "how many gates are rated -",
    "gates.unknown": "how many gates are neither proven nor against",
}

DEAL: Mapping[str, str] = {
    "verdict": "walk-away, qualify, strengthen or pursue",
    "open": "whether the deal has no outcome yet",
    "stage": "the stage's id",
    "rated": "how many criteria the deal file rates + or - for us",
    "has.<field>": "whether the deal file gives the field",
    "rating.<criterion>": "+, - or ?",
    "standing.<criterion>": "proven, claimed, against or unknown",
    "by.<criterion>": "customer, document, us or nobody: whose word the rating rests on",
    "numbers.<criterion>": "+ or -: what the deal's numbers say against the thresholds",
    "covered_by_partner.<criterion>": "whether a partner's entry cites the criterion",
    "budget_to_amount": "budget divided by amount, where both are in one currency",
    "days_to_close": "days from today to the close date, negative when it is past",
    "deadline_in_days": "days from today to the compelling event's deadline",
    "close_after_deadline": "days by which the close date is later than the deadline, negative when earlier",
    "close_moved_later": "how often the close date was moved to a later day, by its `past` and its file's history",
    "effort_left": "working days still needed",
    "effort_over_limit": "whether the effort left is over the method's threshold",
    "players": "how many players",
    "key_players": "how many of the inner circle or the political structure",
    "supporters": "how many mentors and supporters",
    "non_supporters": "how many non-supporters and enemies",
    "inner_circle": "how many of the inner circle",
    "inner_circle_for_us": "how many of the inner circle are mentors or supporters",
    "deciders": "how many approvers and decision makers",
    "deciders_covered": "how many of them we met more than briefly",
    "covered": "how many players we met more than briefly",
    "levels_covered": "on how many levels of the reporting line the covered players stand",
    "open_actions": "how many actions are open",
    "symptoms": "how many symptoms of lost control have been seen",
    "forecast": "key of the forecast category that the CRM's is read as, with blanks, else the CRM's in lower case",
    "decision.go": "what the team decided",
    "decision.review_in_days": "days from today to the decision's review",
    "next_review_in_days": "days from today to the next deal review",
    "strategy.chosen": "the id of the strategy that the team chose",
    "strategy.supported": "whether the scores support the chosen strategy",
    "html_in_notes": "how many HTML tags stand in the notes outside code; readers see them as text",
    "incumbent": "`us` or a competitor's key",
    "leads": "criteria of the compared questions on which we lead the primary competitor",
    "trails": "criteria of the compared questions on which we trail the primary competitor",
    "lead_margin": "leads less trails",
    "lead_ratio": "leads divided by trails, by 1 where there are none",
}

OF_ITEMS: Mapping[Scope, Mapping[str, str]] = {
    "deal": {},
    "criterion": {
        "criterion.rating": "+, - or ?",
        "criterion.standing": "proven, claimed, against or unknown",
        "criterion.by": "customer, document, us or nobody",
        "criterion.axis": "winnable or worth",
        "criterion.gate": "whether it is a gate",
        "criterion.due": "whether a ? is due by now: a gate always, others from the method's stage on",
        "criterion.dated": "whether the rating has a date",
        "criterion.evidenced": "whether the rating has evidence",
        "criterion.days_stale": "days by which the rating is older than the method lets it be",
        "criterion.addressed": "whether an open action works on it or a partner's entry cites it",
        "criterion.numbers": "+ or -: what the deal's numbers say",
        "criterion.doubts": "how many symptoms that put it in doubt were seen after the rating's date",
    },
    "player": {
        "player.part": "approver, decision maker, evaluator or user",
        "player.support": "mentor, supporter, neutral, non-supporter or enemy; `not given` where not given",
        "player.coverage": "none, brief, multiple or in depth; `not given` where not given",
        "player.standing": "inner circle, political structure or outside",
        "player.key": "whether the player is of the inner circle or the political structure",
        "player.covered": "whether we met the player more than briefly",
        "player.owned": "whether somebody of ours owns the relationship",
        "player.message": "whether a message for the player is written",
        "player.contact_in_days": "days from today to the next contact",
    },
    "action": {
        "action.open": "whether it is open",
        "action.days_late": "days that it is overdue, negative when it is not due yet",
        "action.owned": "whether it has an owner",
        "action.dated": "whether it has a due date",
        "action.aimed": "whether it names a criterion or a player",
        "action.names_reader": "whether it is joint and its text names a player who takes part in it",
    },
    "milestone": {
        "milestone.open": "whether it is open",
        "milestone.days_late": "days that it is overdue, negative when its day is to come",
        "milestone.owned": "whether it has an owner",
        "milestone.dated": "whether it has a day",
        "milestone.names_reader": "whether it is joint and its text names the player who owns it",
        "milestone.days_after_close": "days by which it is later than the close date",
    },
    "symptom": {
        "symptom.head": "sales or personal",
        "symptom.days_since": "days since it was last seen",
        "symptom.doubted_plus": "whether it was seen after the date of a + that it puts in doubt",
    },
    "link": {"link.dead": "yes: a link in the notes that leads nowhere"},
    "ahead": {
        "ahead.kind": "rating, symptom, outcome, review, decision, action, confirmation or past: what is said to "
        "have happened on a day that is still to come",
        "ahead.days": "days from today to that day",
    },
    "value": {
        "value.side": "benefit or cost",
        "value.confirmed": "whether a player confirmed the amount",
        "value.sourced": "whether a source is given",
        "value.lacks_margin": "whether the amount counts at a margin and none is given",
    },
    "text": {
        "text.cut_short": "whether a # in the text begins a comment, so that it is read only up to there",
        "text.look_alike": "whether it is a name that looks the same as another one but for case or accents",
    },
}


def standing_names(method: Method) -> Iterator[str]:
    """Yield every quantity that stands before there is a verdict: all that verdict rules may look at."""
    groups = [*method.questions, "winnable", "weakest", *(["worth"] if method.has_worth else [])]
    yield from (f"{group}.{figure}" for group in groups for figure in FIGURES)
    yield from (f"gates.{state}" for state in ("proven", "against", "unknown"))


def rule_names(method: Method, scope: Literal["verdict"] | Scope) -> frozenset[str]:
    """Return every quantity that a rule of this scope may name under this method."""
    names = set(standing_names(method))
    if scope != "verdict":
        for name in DEAL:
            stem, _, variable = name.partition(".<")
            known = {"": (), "field>": FIELDS, "criterion>": method.criteria}[variable]
            names |= {f"{stem}.{each}" for each in known} or {name}
        names |= set(OF_ITEMS[scope])
    return frozenset(names)
