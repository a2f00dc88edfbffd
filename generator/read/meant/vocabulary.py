"""Words that may stand at a place of a file, with the names by which people call them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from generator.model.method import Method
from generator.model.playbook import Surroundings
from generator.problems import names_of
from generator.read.yaml.place import At


class Known(NamedTuple):
    """Words of one kind, and what they are called where that is known.

    `otherwise` is the remedy for one that is not among them; without it, others may be used as well.
    """

    words: Collection[str]
    names: Mapping[str, str]
    otherwise: str = ""


@dataclass(frozen=True)
class Vocabulary:
    """The words of one kind of file: `at` returns those that are known for a path of it, given the file's data.

    `homes` are words that belong under a key although the format does not name them, such as the criteria.
    """

    at: Callable[[At, Mapping[str, Any]], Known | None]
    homes: Mapping[str, Collection[str]]


LISTED = "the method page lists what there is"
PERSON = "write the key that the person has under `people:` in {}/index.md, or add them there"
NO_WORDS = Vocabulary(lambda _at, _data: None, {})


def known_of(things: Mapping[str, Any], otherwise: str = "") -> Known:
    """Return the keys of things with their names."""
    return Known(tuple(things), names_of(things), otherwise)


def vocabulary_of_deal(around: Surroundings, account: str) -> Vocabulary:
    """Return the words that a deal of an account may use."""
    method = around.method

    def at(path: At, data: Mapping[str, Any]) -> Known | None:
        match path:
            case ("players", _):
                return known_of(around.account(account).people, PERSON.format(account))
            case ("players", _, "influences" | "conflicts_with", _) | ("players", _, "influences" | "conflicts_with"):
                return _players(data, around, account)
            case (*_, "players", _) | (*_, "agreed_with" | "confirmed_by" | "audience"):
                return _players(data, around, account)
            case ("competitors", _) | ("competitors",):
                return known_of(around.competitors)
            case ("primary_competitor" | "incumbent",) | ("outcome", "winner"):
                listed = data.get("competitors")
                own = dict.fromkeys(map(str, listed), "") if isinstance(listed, list) else {}
                return known_of({**own, **around.competitors})
            case ("partners", _):
                return known_of(around.partners)
        return _of_the_method(method, path, data)

    return Vocabulary(at, {"assessment": method.criteria, "control": method.symptoms, "level": method.levels})


def _players(data: Mapping[str, Any], around: Surroundings, account: str) -> Known:
    people = around.account(account).people
    players = data.get("players")
    known = {key: people.get(key, "") for key in players} if isinstance(players, dict) else people
    return known_of(known, "write the key that the person has under `players:`")


def _of_the_method(method: Method, path: At, data: Mapping[str, Any]) -> Known | None:
    match path:
        case ("stage",):
            return known_of(method.stages, LISTED)
        case ("assessment", _) | (*_, "criteria", _) | (*_, "criteria"):
            return known_of(method.criteria, LISTED)
        case ("control", _):
            return known_of(method.symptoms, LISTED)
        case ("level", _):
            return known_of(method.levels, LISTED)
        case ("strategy", "approach") | ("strategy",):
            return known_of(method.strategies, LISTED)
        case ("plan", "milestones", _, "kind"):
            return known_of(method.milestones, LISTED)
        case ("proposition", _, "pattern"):
            return known_of(method.patterns, LISTED)
        case ("value", "lines", _, "head"):
            return known_of(method.value_heads, LISTED)
        case ("value", "lines", name, "item"):
            return _items(method, data, name)
    return None


def _items(method: Method, data: Mapping[str, Any], line: str | int) -> Known | None:
    """Return the items of the head that a line of the value worksheet names."""
    try:
        return known_of(method.value_heads[data["value"]["lines"][line]["head"]].items, LISTED)
    except (KeyError, TypeError):
        return None


def vocabulary_of_account() -> Vocabulary:
    """Return the words that an account's file may use: the keys of its people."""

    def at(path: At, data: Mapping[str, Any]) -> Known | None:
        people = data.get("people")
        if isinstance(people, dict) and path[:1] == ("people",) and path[2:] == ("reports_to",):
            return known_of(people)
        return None

    return Vocabulary(at, {})
