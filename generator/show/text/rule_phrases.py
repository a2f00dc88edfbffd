"""Phrases for what a method's rules look at, by quantity. `{}` stands for a word, `{about}` for a name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

YES_NO: Final[Mapping[str, tuple[str, str]]] = {
    "open": ("the deal is open", "the deal has ended"),
    "effort_over_limit": ("the effort left is over our limit", "the effort left is within our limit"),
    "strategy.supported": ("the scores support the chosen strategy", "the scores do not support the chosen strategy"),
    "decision.go": ("the team decided to go on", "the team decided not to go on"),
    "covered_by_partner": ("a partner's entry cites {about}", "no partner's entry cites {about}"),
    "has": ("the file gives the {about}", "the file gives no {about}"),
    "criterion.gate": ("it is a gate", "it is no gate"),
    "criterion.due": ("a ? is due by now", "a ? is not due yet"),
    "criterion.dated": ("its rating has a date", "its rating has no date"),
    "criterion.evidenced": ("its rating has evidence", "its rating has no evidence"),
    "criterion.addressed": (
        "an open action works on it or a partner's entry cites it",
        "no open action works on it and no partner's entry cites it",
    ),
    "player.key": (
        "the player is of the inner circle or the political structure",
        "the player is outside the inner circle and the political structure",
    ),
    "player.covered": ("we met the player more than briefly", "we have hardly met the player"),
    "player.owned": ("somebody of ours owns the relationship", "nobody of ours owns the relationship"),
    "player.message": ("a message for the player is written", "no message for the player is written"),
    "action.open": ("the action is open", "the action is not open"),
    "action.owned": ("it has an owner", "it has no owner"),
    "action.dated": ("it has a due date", "it has no due date"),
    "action.aimed": ("it names a criterion or a player", "it names no criterion and no player"),
    "action.names_reader": (
        "it is joint and its text names a player who takes part in it",
        "it is not joint, or its text names no player who takes part in it",
    ),
    "milestone.open": ("the milestone is open", "the milestone is not open"),
    "milestone.owned": ("it has an owner", "it has no owner"),
    "milestone.dated": ("it has a day", "it has no day"),
    "milestone.names_reader": (
        "it is joint and its text names the player who owns it",
        "it is not joint, or its text does not name a player who owns it",
    ),
    "symptom.doubted_plus": (
        "it was seen after a + that it puts in doubt was known",
        "it was not seen after a + that it puts in doubt was known",
    ),
    "link.dead": ("it leads nowhere", "it leads somewhere"),
    "value.confirmed": ("a player confirmed the amount", "no player confirmed the amount"),
    "value.sourced": ("it has a source", "it has no source"),
    "value.lacks_margin": ("it counts at a margin and none is given", "it needs no margin, or has one"),
    "text.cut_short": ("a # in the text begins a comment", "no # in the text begins a comment"),
    "text.look_alike": (
        "it is a name that differs from another one in case or accents only",
        "it is no name that differs from another one in case or accents only",
    ),
}
"""Clauses for `yes` and for `no`."""
WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "verdict": ("the verdict is {}", "the verdict is not {}"),
    "stage": ("the stage is {}", "the stage is not {}"),
    "forecast": ("the forecast category is {}", "a forecast category is given that is not {}"),
    "incumbent": ("the incumbent is {}", "an incumbent is given that is not {}"),
    "strategy.chosen": ("the chosen strategy is {}", "a strategy is chosen that is not {}"),
    "rating": ("{about} is rated {}", "{about} is rated {}"),
    "standing": ("{about} is {}", "{about} is not {}"),
    "by": ("{about} rests on {}", "{about} does not rest on {}"),
    "numbers": ("the deal's numbers say {} on {about}", "the deal's numbers say other than {} on {about}"),
    "criterion.rating": ("it is rated {}", "it is rated {}"),
    "criterion.standing": ("it is {}", "it is not {}"),
    "criterion.by": ("it rests on {}", "it does not rest on {}"),
    "criterion.axis": ("it counts for {}", "it does not count for {}"),
    "criterion.numbers": ("the deal's numbers say {}", "the deal's numbers say other than {}"),
    "player.part": ("the player's part is {}", "the player's part is not {}"),
    "player.support": ("the player's support is {}", "the player's support is not {}"),
    "player.coverage": ("the coverage is {}", "the coverage is not {}"),
    "player.standing": ("the player's standing is {}", "the player's standing is not {}"),
    "symptom.head": ("it is a {} symptom", "it is no {} symptom"),
    "ahead.kind": ("it is of the kind {}", "it is not of the kind {}"),
    "value.side": ("it is a {}", "it is no {}"),
}
"""Clauses for a word, and for any other known one after `not`."""
RATED: Final[Mapping[str, str]] = {"+": "− or ?", "-": "+ or ?", "?": "+ or −"}
"""Ratings other than one: a `?` is a rating, too, so that `not +` holds for it."""
OTHER_WORDS: Final[Mapping[str, str]] = {
    "against": "against us",
    "customer": "the customer's word",
    "document": "a document",
    "nobody": "nobody's word",
    "us": "our own word",
    "walk-away": "walk away",
}
COUNTED: Final[Mapping[str, tuple[str, str]]] = {
    "rated": ("criterion is rated + or −", "criteria are rated + or −"),
    "players": ("player is named", "players are named"),
    "key_players": (
        "player of the inner circle or the political structure is named",
        "players of the inner circle or the political structure are named",
    ),
    "supporters": ("mentor or supporter is named", "mentors and supporters are named"),
    "non_supporters": ("non-supporter or enemy is named", "non-supporters and enemies are named"),
    "inner_circle": ("player of the inner circle is named", "players of the inner circle are named"),
    "inner_circle_for_us": ("player of the inner circle is for us", "players of the inner circle are for us"),
    "deciders": ("approver or decision maker is named", "approvers and decision makers are named"),
    "deciders_covered": (
        "approver or decision maker has met us more than briefly",
        "approvers and decision makers have met us more than briefly",
    ),
    "covered": ("player has met us more than briefly", "players have met us more than briefly"),
    "levels_covered": (
        "level of the reporting line has somebody whom we know well",
        "levels of the reporting line have somebody whom we know well",
    ),
    "open_actions": ("action is open", "actions are open"),
    "symptoms": ("symptom of lost control has been seen", "symptoms of lost control have been seen"),
    "html_in_notes": ("HTML tag stands in the notes", "HTML tags stand in the notes"),
    "close_moved_later": (
        "move of the close date to a later day is known",
        "moves of the close date to a later day are known",
    ),
    "leads": ("criterion has us in the lead", "criteria have us in the lead"),
    "trails": ("criterion has us behind", "criteria have us behind"),
    "criterion.doubts": ("symptom seen since puts it in doubt", "symptoms seen since put it in doubt"),
    "gates.proven": ("gate is proven", "gates are proven"),
    "gates.against": ("gate is against us", "gates are against us"),
    "gates.unknown": ("gate is neither proven nor against us", "gates are neither proven nor against us"),
}
"""Clauses for one and for several."""


class Measured(NamedTuple):
    """A figure: its name, and the clauses for below and for above 0 where they say more than the figure does."""

    name: str
    below: str = ""
    above: str = ""


MEASURED: Final[Mapping[str, Measured]] = {
    "days_to_close": Measured(
        "the number of days to the close", "the close date has passed", "the close date is still to come"
    ),
    "deadline_in_days": Measured(
        "the number of days to the deadline", "the deadline has passed", "the deadline is still to come"
    ),
    "close_after_deadline": Measured(
        "the number of days from the deadline to the close",
        "the close comes before the deadline",
        "the close comes after the deadline",
    ),
    "decision.review_in_days": Measured(
        "the number of days to the decision's review",
        "the review of the decision is overdue",
        "the day to review the decision is still to come",
    ),
    "next_review_in_days": Measured(
        "the number of days to the next review",
        "the next review is overdue",
        "the day of the next review is still to come",
    ),
    "player.contact_in_days": Measured(
        "the number of days to the next contact",
        "the next contact is overdue",
        "the day of the next contact is still to come",
    ),
    "criterion.days_stale": Measured(
        "the number of days over its age limit",
        "its rating is younger than the method asks",
        "its rating is older than the method lets it be",
    ),
    "action.days_late": Measured("the number of days it is overdue", "its day is still to come", "it is overdue"),
    "milestone.days_late": Measured("the number of days it is overdue", "its day is still to come", "it is overdue"),
    "milestone.days_after_close": Measured(
        "the number of days after the close", "it comes before the close date", "it comes after the close date"
    ),
    "symptom.days_since": Measured("the number of days since it was last seen"),
    "ahead.days": Measured("the number of days to that day", "its day has passed", "its day is still to come"),
    "budget_to_amount": Measured("the budget divided by the amount"),
    "effort_left": Measured("the number of working days still needed"),
    "lead_margin": Measured(
        "the number of criteria on which we lead, less that on which we trail,",
        "we trail on more criteria than we lead",
        "we lead on more criteria than we trail",
    ),
    "lead_ratio": Measured("the number of criteria on which we lead, divided by that on which we trail,"),
}
