"""The items of a deal that finding rules look at one by one: their quantities and their places in the file."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from generator.assess.findings.facts import Facts, exact, yes
from generator.assess.findings.note_links import dead_links
from generator.assess.words import day_in_words
from generator.model.deal import Relationship

if TYPE_CHECKING:
    import datetime as dt

    from generator.assess.dated_ahead import DatedFact
    from generator.assess.findings.rule_context import RuleContext
    from generator.assess.judgement import Assessed
    from generator.model.deal import Action, Milestone, Player, Sighting, ValueLine
    from generator.model.file_noun import CutText, FileNoun
    from generator.model.method import Scope
OF_CUT: Facts = {"text.cut_short": "yes", "text.look_alike": "no"}
OF_NAME: Facts = {"text.cut_short": "no", "text.look_alike": "yes"}
WORD = re.compile(r"\w[\w\-\u2019']*\w|\w")
LONGEST = 200
"""Characters of a text that a finding quotes."""


class RuleItem(NamedTuple):
    """One item: its key, printed name, path in the deal file, quantities, and the criteria that it concerns.

    `since` is the day from which on it stands so, where there is one.
    """

    key: str
    name: str
    at: tuple[str, ...]
    facts: Facts
    criteria: tuple[str, ...] = ()
    since: dt.date | None = None


def the_deal(ground: RuleContext) -> Iterator[RuleItem]:
    """Yield the deal itself."""
    yield RuleItem("", ground.deal.title, (), {})


def criteria(ground: RuleContext, keys: Mapping[str, str]) -> Iterator[RuleItem]:
    """Yield every criterion; `keys` are the keys of the file by rated criterion."""
    for name, stands in ground.assessed.items():
        at = ("assessment", keys.get(name, name))
        label, facts = ground.method.criteria[name].label, of_criterion(stands, ground)
        yield RuleItem(name, label, at, facts, (name,), stands.known_since)


def of_criterion(stands: Assessed, ground: RuleContext) -> Facts:
    """Return the quantities of one criterion. One that reads from the numbers is as fresh as they are: undated."""
    name = stands.criterion
    criterion = ground.method.criteria[name]
    is_known = stands.rating != "?"
    sightings = ground.deal.control.items() if is_known else ()
    overdue = stands.age - stands.stale_after if is_known and stands.age is not None and stands.stale_after else None
    return {
        "criterion.rating": stands.rating,
        "criterion.standing": stands.standing,
        "criterion.by": stands.by or "nobody",
        "criterion.axis": ground.method.questions[criterion.question].axis,
        "criterion.gate": yes(criterion.gate),
        "criterion.due": yes(stands.due),
        "criterion.dated": None if stands.from_numbers else yes(stands.date),
        "criterion.evidenced": None if stands.from_numbers else yes(stands.evidence),
        "criterion.days_stale": exact(overdue),
        "criterion.addressed": yes(name in ground.cited_by_partners or name in ground.worked_on),
        "criterion.numbers": ground.numbers[name],
        "criterion.doubts": exact(
            sum(name in ground.doubted_by(symptom) and ground.doubts(seen, name) for symptom, seen in sightings)
        ),
    }


def players(ground: RuleContext) -> Iterator[RuleItem]:
    """Yield every player by the person's name."""
    for key, player in ground.deal.players.items():
        person = ground.account.people.get(key)
        yield RuleItem(key, person.name if person else key, ("players", key), of_player(player, ground))


def of_player(player: Player, ground: RuleContext) -> Facts:
    """Return the quantities of one player."""
    relationship = player.relationship or Relationship()
    return {
        "player.part": player.part,
        "player.support": player.support or "not given",
        "player.coverage": player.coverage or "not given",
        "player.standing": player.standing,
        "player.key": yes(player.is_key),
        "player.covered": yes(player.is_covered),
        "player.owned": yes(relationship.owner),
        "player.message": yes(relationship.message),
        "player.contact_in_days": exact(ground.days_to(relationship.next_contact)),
    }


def days_late(days_ahead: int | None) -> int | None:
    """Return days past from days ahead."""
    return None if days_ahead is None else -days_ahead


def actions(ground: RuleContext) -> Iterator[RuleItem]:
    """Yield every action."""
    for key, action in ground.deal.plan.actions.items():
        cited = (ground.method.criterion(each) for each in action.criteria)
        at = ("plan", "actions", key)
        yield RuleItem(key, action.what, at, of_action(action, ground), tuple(name for name in cited if name))


def of_action(action: Action, ground: RuleContext) -> Facts:
    """Return the quantities of one action."""
    return {
        "action.open": yes(action.state == "open"),
        "action.days_late": exact(days_late(ground.days_to(action.due))),
        "action.owned": yes(action.owner),
        "action.dated": yes(action.due),
        "action.aimed": yes(action.criteria or action.players),
        "action.names_reader": yes(
            action.joint and names_person(action.what, takes_part(ground, action.owner, action.agreed_with))
        ),
    }


def takes_part(ground: RuleContext, owner: str, agreed_with: str | None = None) -> Iterator[str]:
    """Yield the names of the account's people who own a step, or with whom it is agreed."""
    people = ground.account.people
    if agreed_with in people:
        yield people[agreed_with].name
    yield from (each.name for each in people.values() if each.name == owner)


def names_person(text: str, names: Iterable[str]) -> bool:
    """Tell whether a text holds a person's surname as a word of its own, in small letters or capitals."""
    words = set(WORD.findall(text.casefold()))
    return any(name.casefold().split()[-1] in words for name in names if name.strip())


def milestones(ground: RuleContext) -> Iterator[RuleItem]:
    """Yield every milestone."""
    for key, milestone in ground.deal.plan.milestones.items():
        yield RuleItem(key, milestone.what, ("plan", "milestones", key), of_milestone(milestone, ground))


def of_milestone(milestone: Milestone, ground: RuleContext) -> Facts:
    """Return the quantities of one milestone."""
    close = ground.deal.close
    after = (milestone.by - close).days if milestone.by and close else None
    return {
        "milestone.open": yes(milestone.state == "open"),
        "milestone.days_late": exact(days_late(ground.days_to(milestone.by))),
        "milestone.owned": yes(milestone.owner),
        "milestone.dated": yes(milestone.by),
        "milestone.names_reader": yes(
            milestone.joint and names_person(milestone.what, takes_part(ground, milestone.owner))
        ),
        "milestone.days_after_close": exact(after),
    }


def symptoms(ground: RuleContext) -> Iterator[RuleItem]:
    """Yield every symptom that was seen and that the method knows."""
    for key, sighting in ground.deal.control.items():
        if key in ground.method.symptoms:
            doubted = ground.doubted_by(key)
            label = ground.method.symptoms[key].label
            facts, since = of_symptom(key, sighting, doubted, ground), min(sighting.seen, default=None)
            yield RuleItem(key, label, ("control", key), facts, doubted, since)


def of_symptom(key: str, sighting: Sighting, doubted: tuple[str, ...], ground: RuleContext) -> Facts:
    """Return the quantities of one symptom."""
    last = max(sighting.seen, default=None)
    favourable = [name for name in doubted if ground.assessed[name].rating == "+"]
    return {
        "symptom.head": ground.method.symptoms[key].head,
        "symptom.days_since": exact(days_late(ground.days_to(last))),
        "symptom.doubted_plus": yes(any(ground.doubts(sighting, name) for name in favourable)),
    }


def value_lines(ground: RuleContext) -> Iterator[RuleItem]:
    """Yield every line of the value worksheet by its own words, or by the name of what it is."""
    for key, line in (ground.deal.value.lines if ground.deal.value else {}).items():
        kind = ground.method.value_heads[line.head].items[line.item]
        yield RuleItem(key, line.what or kind.label, ("value", "lines", key), of_value_line(line, ground))


def of_value_line(line: ValueLine, ground: RuleContext) -> Facts:
    """Return the quantities of one line."""
    head = ground.method.value_heads[line.head]
    return {
        "value.side": head.side,
        "value.confirmed": yes(line.confirmed_by),
        "value.sourced": yes(line.source),
        "value.lacks_margin": yes(head.items[line.item].margin and line.margin is None),
    }


def texts(noun: FileNoun) -> Iterator[RuleItem]:
    """Yield every text of which a part was taken for a comment, in quotes as a whole; any file can hold one."""
    yield from map(of_text, noun.cut_short)


def of_text(cut: CutText) -> RuleItem:
    """Return a text of which a part was taken for a comment, by its path and the whole of it in quotes."""
    whole = cut.text if len(cut.text) <= LONGEST else f"{cut.text[:LONGEST]}..."
    return RuleItem(".".join(cut.at), json.dumps(whole, ensure_ascii=False), cut.at, OF_CUT)


def of_name(name: str, other: str, place: str, at: tuple[str, ...] = ()) -> RuleItem:
    """Return a name of somebody who is also called `other`, at a place of some file."""
    both = f"{json.dumps(name, ensure_ascii=False)} and {json.dumps(other, ensure_ascii=False)} ({place})"
    return RuleItem(name, both, at, OF_NAME)


def links_of(noun: FileNoun, has_page: Callable[[str], bool]) -> Iterator[RuleItem]:
    """Yield every link in the notes of a file that leads nowhere; its path ends in line and column in the file."""
    for link in dead_links(noun.notes, noun.path, has_page):
        address = link.address if len(link.address) <= LONGEST else f"{link.address[:LONGEST]}..."
        place = ("notes", str(noun.notes_line + link.line - 1), str(link.column))
        yield RuleItem(link.address, f"{address} ({link.says})", place, {"link.dead": "yes"})


def ahead(ground: RuleContext) -> Iterator[RuleItem]:
    """Yield every fact that is dated after today, by its words and its day."""
    for fact in ground.ahead:
        criterion = ground.method.criterion(fact.key) if fact.kind == "rating" else None
        facts: Facts = {"ahead.kind": fact.kind, "ahead.days": exact(ground.days_to(fact.day))}
        name = f"{words_of_fact(fact, ground)} {day_in_words(fact.day)}"
        yield RuleItem(fact.key or fact.kind, name, fact.at, facts, (criterion,) if criterion else ())


def words_of_fact(fact: DatedFact, ground: RuleContext) -> str:
    """Return what a fact says has happened, up to its day."""
    method, plan = ground.method, ground.deal.plan
    if fact.kind == "rating":
        criterion = method.criterion(fact.key)
        return f"{method.criteria[criterion].label if criterion else fact.key} is dated"
    if fact.kind == "symptom":
        return f"{method.symptoms[fact.key].label if fact.key in method.symptoms else fact.key} was seen on"
    if fact.kind == "action":
        return f"{plan.actions[fact.key].what} was done on"
    words = {
        "outcome": "The deal ended on",
        "review": f"The review {fact.key} was held on",
        "past": "The past has a day that is",
        "decision": "The decision was taken on",
        "confirmation": f"The amount {fact.key} was confirmed on",
    }
    return words[fact.kind]


def items_of(scope: Scope, ground: RuleContext, keys: Mapping[str, str]) -> list[RuleItem]:
    """Return every item of a scope."""
    makers: Mapping[Scope, Callable[[RuleContext], Iterator[RuleItem]]] = {
        "deal": the_deal,
        "player": players,
        "action": actions,
        "milestone": milestones,
        "symptom": symptoms,
        "value": value_lines,
        "text": lambda of: texts(of.deal),
        "ahead": ahead,
        "link": lambda of: links_of(of.deal, of.has_page),
    }
    return list(criteria(ground, keys) if scope == "criterion" else makers[scope](ground))
