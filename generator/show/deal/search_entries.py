"""Search entries of a deal's pages: plain text by section, each with the id of its section."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.model.deal import Action, Player
from generator.model.money import Money
from generator.show.deal.context import DealContext
from generator.show.page import SearchEntry
from generator.show.text import values
from generator.show.text.markdown import to_words
from generator.show.urls import anchors


def joined(parts: Iterable[str | None]) -> str:
    """Return the parts that say something, as one text."""
    return " ".join(part for part in parts if part)


def _titled(view: DealContext, what: str) -> str:
    return f"{what} – {view.deal.title}, {view.account_name}"


def _amounts(amount: Money | None) -> tuple[str, ...]:
    """Return an amount as it is printed, in full and short."""
    return (values.money(amount), values.short_money(amount)) if amount else ()


def _action(action: Action) -> str:
    return joined([action.what, action.owner, values.day(action.due) if action.due else None])


def deal_entries(view: DealContext) -> Iterator[SearchEntry]:
    """Yield the deal itself, its evidence by question, its competitors, and what is written in sentences."""
    deal = view.deal
    says = deal.outcome.reason if deal.outcome else view.judgement.verdict.says
    facts = [deal.owner, *_amounts(deal.amount), values.day(deal.close) if deal.close else None]
    names = tuple(filter(None, (deal.title, view.account_name, *facts)))
    yield SearchEntry(
        "", f"Deal: {deal.title} – {view.account_name}", " · ".join(filter(None, [*facts, says])), names
    )
    for name, question in view.method.questions.items():
        said = (view.judgement.assessed[each].evidence for each, _ in view.method.of_question(name))
        if evidence := joined(said):
            yield SearchEntry(anchors.anchor("question", name), _titled(view, question.ask), evidence)
    for each in view.judgement.rivals:
        name = view.competitor_name(each.slug)
        yield SearchEntry(anchors.anchor("rival", each.slug), _titled(view, f"Competitor: {name}"), "", (name,))
    if event := deal.compelling_event:
        deadline = values.day(event.deadline) if event.deadline else None
        text = joined([event.what, deadline, event.consequence, event.payback, event.source])
        yield SearchEntry("compelling-event", _titled(view, "Compelling event"), text)
    if text := joined([deal.strategy.statement, deal.strategy.carried_by]):
        yield SearchEntry("strategy", _titled(view, "Competitive strategy"), text)
    if text := joined([*deal.formal_criteria, *deal.informal_criteria]):
        yield SearchEntry("decision-criteria", _titled(view, "Decision criteria"), text)
    if deal.notes.strip():
        yield SearchEntry("notes", _titled(view, "Notes"), to_words(deal.notes))


def _player_text(view: DealContext, slug: str, player: Player) -> str:
    of = player.relationship
    agenda = (player.business_agenda, player.personal_agenda, of.message if of else "")
    return joined([view.person(slug).title, player.part, player.support, *agenda])


def plan_entries(view: DealContext) -> Iterator[SearchEntry]:
    """Yield every player, and the plan's own words."""
    for slug, player in view.deal.players.items():
        name = view.person(slug).name
        title = _titled(view, f"Person: {name}")
        yield SearchEntry(anchors.anchor("player", slug), title, _player_text(view, slug, player), (name,))
    plan = view.deal.plan
    if text := joined([plan.goal, plan.strategy, *plan.tactics, *(each.what for each in plan.objectives.values())]):
        yield SearchEntry("goal", _titled(view, "Plan"), text)
    if text := joined(each.what for each in plan.milestones.values()):
        yield SearchEntry("milestones", _titled(view, "Milestones"), text)
    if text := joined(_action(each) for each in plan.actions.values()):
        yield SearchEntry("actions", _titled(view, "Actions"), text)


def value_entries(view: DealContext) -> Iterator[SearchEntry]:
    """Yield the answers, the statements' own words and the lines of the worksheet."""
    value = view.deal.value
    if value and (text := joined([value.issue, value.effect, value.consequences, value.help])):
        yield SearchEntry("answers", _titled(view, "Value"), text)
    if text := joined(slot for each in view.deal.proposition.values() for slot in each.slots.values()):
        yield SearchEntry("statements", _titled(view, "Value statements"), text)
    if value and (text := joined(joined([each.what, each.source]) for each in value.lines.values())):
        yield SearchEntry("worksheet", _titled(view, "Value worksheet"), text)


def partner_entries(view: DealContext) -> Iterator[SearchEntry]:
    """Yield every partner with what it does here."""
    for slug, role in view.deal.partners.items():
        name = view.surroundings.partner(slug).name
        text = joined([role.role, role.owner, *(each.what for each in role.helps.values())])
        yield SearchEntry(anchors.anchor("partner", slug), _titled(view, f"Partner: {name}"), text, (name,))


def review_entries(view: DealContext) -> Iterator[SearchEntry]:
    """Yield what the reviews held came to."""
    reviews = view.deal.reviews.values()
    text = joined(joined([each.conclusion, *each.recommendations]) for each in reviews)
    if text:
        yield SearchEntry("reviews", _titled(view, "Reviews"), text)
