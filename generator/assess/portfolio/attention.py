"""Reasons to look at a deal, each with its path in the deal file and since when it holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from generator.assess.words import day_in_words, listed, overdue_since, sentence
from generator.model.method import VERDICTS

if TYPE_CHECKING:
    from generator.assess.portfolio.row import DealGlance, DealRow
    from generator.model.method import Method

Kind = Literal[
    "go against the verdict",
    "overdue",
    "close passed",
    "closing",
    "effort against the verdict",
    "gates",
    "stale",
    "not rated",
]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""Reasons in the order in which they press."""


class Seen(NamedTuple):
    """Path in the front matter, sentence, and the first day of it where one is known."""

    at: tuple[str, ...]
    says: str
    since: dt.date | None = None


class Attention(NamedTuple):
    """A reason to look at a deal. `at` is the front-matter path that it is about.

    `since` is the first day of it, None where none is known.
    """

    kind: Kind
    at: tuple[str, ...]
    says: str
    since: dt.date | None = None


def attention_of(row: DealRow, method: Method, today: dt.date) -> tuple[Attention, ...]:
    """Return the reasons to look at a deal, the most pressing kind first; none for one that has ended."""
    return () if row.closed else tuple(_seen(row, method, today))


def _seen(row: DealRow, method: Method, today: dt.date) -> Iterator[Attention]:
    for kind, look in LOOKS.items():
        if seen := look(row, method, today):
            yield Attention(kind, seen.at, sentence(seen.says), seen.since)


def by_urgency(
    glances: Sequence[DealGlance], attention: Sequence[Sequence[Attention]]
) -> tuple[tuple[DealGlance, Sequence[Attention]], ...]:
    """Return the deals that need attention with their reasons: by the gravest, the oldest of a kind first.

    Of those without a day the next to close comes first.
    """
    rank = {kind: place for place, kind in enumerate(KINDS)}
    pairs = [(glance, theirs) for glance, theirs in zip(glances, attention, strict=True) if theirs]
    pairs.sort(
        key=lambda pair: (
            rank[pair[1][0].kind],
            pair[1][0].since or dt.date.max,
            pair[0].close or dt.date.max,
            pair[0].path,
        )
    )
    return tuple(pairs)


def go_past_review(row: DealRow, method: Method, today: dt.date) -> Seen | None:
    """Return a decision to go on against walk away whose review day has passed."""
    decision = row.decision
    if row.verdict.word != VERDICTS[0] or not decision or not decision.go or not decision.review:
        return None
    if decision.review >= today:
        return None
    says = f"the go against the verdict was to be reviewed on {day_in_words(decision.review)}"
    return Seen(("decision", "review"), says, decision.review)


def overdue_actions(row: DealRow, method: Method, today: dt.date) -> Seen | None:
    """Return open actions whose day has passed."""
    overdue = [
        (each.due, key) for key, each in row.actions.items() if each.state == "open" and each.due and each.due < today
    ]
    if not overdue:
        return None
    since, key = min(overdue)
    sentence = f"{overdue_since(day_in_words(since))}: {row.actions[key].what}"
    more = f", and {len(overdue) - 1} more" if len(overdue) > 1 else ""
    return Seen(("plan", "actions", key), sentence + more, since)


def close_passed(row: DealRow, method: Method, today: dt.date) -> Seen | None:
    """Return a close date that has passed."""
    if not row.close or row.close >= today:
        return None
    return Seen(("close",), f"open after its close date, {day_in_words(row.close)}", row.close)


def closing_with_unknowns(row: DealRow, method: Method, today: dt.date) -> Seen | None:
    """Return a deal about to close of which too much is open."""
    days = (row.close - today).days if row.close else -1
    if not 0 <= days <= method.closing_days or not row.winnable.unknown:
        return None
    asked = row.open_questions[0].criterion if row.open_questions else ""
    left = "today" if not days else f"in {days} days" if days > 1 else "tomorrow"
    sentence = f"closes {left}, {row.winnable.unknown} of {row.winnable.total} winnable criteria unknown"
    return Seen(("assessment", asked) if asked else ("assessment",), sentence)


def effort_to_walk_away(row: DealRow, method: Method, today: dt.date) -> Seen | None:
    """Return days still to be spent on a deal to walk away from, where nobody has decided to go on."""
    if row.verdict.word != VERDICTS[0] or not row.effort_left or (row.decision and row.decision.go):
        return None
    days = "1 day is" if row.effort_left == 1 else f"{row.effort_left.normalize():f} days are"
    return Seen(("effort", "left"), f"{days} still planned on a deal to walk away from")


def shut_gates(row: DealRow, method: Method, today: dt.date) -> Seen | None:
    """Return gates that are not proven in a deal that is worth going on with, once anything is rated in it."""
    if any(finding.code in method.said_instead for finding in row.findings):
        return None
    shut = [gate for gate in row.gates if gate.state != "proven"]
    if not shut or row.verdict.word == VERDICTS[0]:
        return None
    return Seen(("assessment", shut[0].criterion), listed([gate.says for gate in shut]))


def stale_evidence(row: DealRow, method: Method, today: dt.date) -> Seen | None:
    """Return ratings that have grown old, unless the team accepted that."""
    old = [finding for finding in row.findings if finding.family == "stale" and finding.accepted is None]
    if not old:
        return None
    more = f" ({len(old)} ratings have grown old)" if len(old) > 1 else ""
    return Seen(old[0].at, old[0].says.rstrip(".") + more, row.stale_since.get(old[0].subject))


def not_rated(row: DealRow, method: Method, today: dt.date) -> Seen | None:
    """Return the finding that is said instead of all that is missing, unless the team accepted it."""
    said = (each for each in row.findings if each.code in method.said_instead and each.accepted is None)
    return next((Seen(each.at, each.says) for each in said), None)


LOOKS: Mapping[Kind, Callable[[DealRow, Method, dt.date], Seen | None]] = {
    "go against the verdict": go_past_review,
    "overdue": overdue_actions,
    "close passed": close_passed,
    "closing": closing_with_unknowns,
    "effort against the verdict": effort_to_walk_away,
    "gates": shut_gates,
    "stale": stale_evidence,
    "not rated": not_rated,
}
