"""People: somebody new whom the quote names, or a part that it gives to somebody of the account."""

from __future__ import annotations

from collections.abc import Iterator

from generator.edit.slugs import slugs_for
from generator.intake.answers import PersonAnswer
from generator.intake.case import Case
from generator.intake.proposed import (
    Change,
    Contradiction,
    Proposed,
    against,
    block_changes,
    check_named,
    plain_text,
    stands_in,
)
from generator.intake.quotes import NotProven, Quoted
from generator.model.account import Person
from generator.model.who import handle
from generator.problems import expected

IN_THE_DEAL = ("part", "support", "standing", "coverage")
LEAST_OF_A_NAME = 3
"""Letters of a part of a name that stands for the whole."""
QUESTION = "Who has a part in the decision, and which?"


def proven_person(answer: PersonAnswer, quoted: Quoted, case: Case) -> Proposed:
    """Return what an answer on a person would change.

    Raises NotProven where the quote names nobody of the name or is not that person's, where a title does not stand
    in it, and where nothing is said of somebody known.
    """
    person, name, title = (plain_text(answer, key) for key in ("person", "name", "title"))
    if case.of.account_file not in case.of.near.listing.accounts.values():
        raise NotProven("the account has no file yet", f"write {case.of.account_file} with its people first")
    if bool(person) == bool(name):
        raise NotProven("one of person and name is needed", "person for somebody of the sheet, name for somebody new")
    if title:
        check_named("title", title, quoted)
    part = {key: value for key in IN_THE_DEAL if (value := getattr(answer, key))}
    if name:
        return _new(name, title, part, quoted, case)
    return _known(person, title, part, quoted, case)


def _new(name: str, title: str, part: dict[str, str], quoted: Quoted, case: Case) -> Proposed:
    people = case.of.people
    if known := next((key for key, each in people.items() if handle(each.name) == handle(name)), ""):
        raise NotProven(f"{name} is in the account already", f"answer with person: {known!r}", "name")
    if handle(name) != handle(quoted.speaker):
        check_named("name", name, quoted)
    key = slugs_for({"": name}, people, {"": ""})[""]
    values = {"name": name} | ({"title": title} if title else {})
    changes = [Change(case.of.account_file, ("people", key), values)]
    if part:
        changes.append(Change(case.of.near.path, ("players", key), part))
    words = [*([title] if title else []), *(f"{each} {value}" for each, value in part.items())]
    return Proposed(QUESTION, f"new: {', '.join((f'{name} ({key})', *words))}", tuple(changes))


def _known(key: str, title: str, part: dict[str, str], quoted: Quoted, case: Case) -> Proposed:
    people = case.of.people
    if key not in people:
        remedy = expected(key, people) or "take a key from the sheet, or answer with name for somebody new"
        raise NotProven(f"the account has no person {key!r}", remedy, "person")
    person = people[key]
    if not part and not title:
        raise NotProven(f"nothing is said of {person.name}", "give title, part, support, standing or coverage")
    if case.notes.person(quoted.speaker) != key and not any(stands_in(each, quoted.text) for each in _called(person)):
        raise NotProven(
            f"the quote is not {person.name}'s and does not name them", "quote the words that do", "quote"
        )
    changes = block_changes(case.of.near.path, ("players", key), part)
    changes += block_changes(case.of.account_file, ("people", key), {"title": title} if title else {})
    words = ", ".join(f"{each} {value}" for each, value in ({"title": title} | part).items() if value)
    return Proposed(QUESTION, f"{person.name}: {words}", changes, tuple(_against(key, person, title, part, case)))


def _called(person: Person) -> Iterator[str]:
    """Yield what a person is called by: the name, its parts, and the position."""
    parts = (each for each in person.name.replace("-", " ").split() if len(each) >= LEAST_OF_A_NAME)
    yield from filter(None, (person.name, *parts, person.title))


def _against(key: str, person: Person, title: str, part: dict[str, str], case: Case) -> Iterator[Contradiction]:
    yield from against(f"{person.name}, title", person.title if title else "", title)
    player = case.of.deal.players.get(key)
    for each, value in part.items():
        yield from against(f"{person.name}, {each}", str(getattr(player, each) or "") if player else "", value)
