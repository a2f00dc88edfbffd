"""Meanings of answers: ratings, whose word it is, days, and the words of the format, as people say them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Mapping
from typing import Final, get_args

from generator.cli.interview.asking import Meaning, NotUnderstood, Several, Understood, shortened
from generator.model.deal import Coverage, Part, Standing, Support, Word
from generator.model.spoken.days import Lean, days_said, in_full
from generator.model.text import LOOKS_LIKE, SPOKEN, Sign
from generator.model.who import Handles, called, handle
from generator.problems import nearest

SIGNS: Final[Mapping[str, Sign]] = {
    **SPOKEN,
    **LOOKS_LIKE,
    **dict.fromkeys(("pos", "positive", "++"), "+"),
    **dict.fromkeys(("neg", "negative", "--"), "-"),
    **dict.fromkeys(("not known", "don't know", "dont know", "do not know", "no idea", "open"), "?"),
}
WHOSE: Final[Mapping[Word, tuple[str, ...]]] = {
    "customer": ("customer", "customers", "customer's", "cust", "client", "client's", "buyer", "prospect", "they",
                 "them", "their", "theirs", "he", "she", "cfo", "ceo", "cio", "coo", "cto", "controller",
                 "procurement"),
    "document": ("document", "documents", "doc", "docs", "paper", "contract", "minutes", "minute", "rfp", "tender",
                 "report", "letter", "pdf", "writing"),
    "us": ("us", "we", "our", "ours", "me", "my", "i", "ourselves", "internal", "team"),
}  # fmt: skip
"""Words that tell whose word a rating is."""
TOLD: Final = re.compile(r"(?:the )?(?P<who>[a-z']+) (?:told|said|says|tell|tells|confirmed|mentioned)\b.*")
"""Sentences such as `they said so`: whoever stands before the verb is the source."""
SAID: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "part": {
        "approver": ("approves", "signs", "signer", "economic buyer", "budget holder"),
        "decision maker": ("decides", "decider", "decision-maker"),
        "evaluator": ("evaluates", "judges", "technical buyer", "procurement"),
        "user": ("uses", "end user", "users"),
    },
    "support": {
        "mentor": ("coach", "champion", "sponsor"),
        "supporter": ("for us", "friend", "supportive", "supports us"),
        "neutral": ("neither", "undecided"),
        "non-supporter": ("against us", "not a supporter", "sceptic", "skeptic"),
        "enemy": ("blocker", "opponent"),
    },
    "standing": {
        "outside": ("outsider",),
        "political structure": ("political", "politics"),
        "inner circle": ("inner",),
    },
    "coverage": {
        "none": ("never", "not met", "no contact", "not yet"),
        "brief": ("once", "short", "briefly"),
        "multiple": ("several", "often", "several times", "many"),
        "in depth": ("deep", "in-depth", "well", "close"),
    },
}
"""Other words that people say for those of the format."""
CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "part": get_args(Part),
    "support": get_args(Support),
    "standing": get_args(Standing),
    "coverage": get_args(Coverage),
}


def rating(text: str) -> Understood:
    """Return a rating's sign. Raises NotUnderstood for anything else."""
    word = text.lower().strip("\"'")
    if word in SIGNS:
        return Understood(SIGNS[word], "" if text == SIGNS[word] else SIGNS[word])
    meant = nearest(word, [each for each in SIGNS if each.isalpha()])
    hint = f"did you mean {meant!r}?" if meant else "answer with +, - or ?, or plus, minus, unknown"
    raise NotUnderstood(f"{shortened(text)} is none of the answers ({hint})")


def whose_word(customers: Iterable[str], colleagues: Iterable[str]) -> Meaning:
    """Return the meaning of whose word something is; names and titles of people count as theirs."""
    names: dict[str, Word] = {each.lower(): "us" for each in colleagues if each}
    names |= {each.lower(): "customer" for each in customers if each}

    def meaning(text: str) -> Understood:
        plain = text.lower().strip(" .!")
        if plain.isdecimal() and 0 < int(plain[:2]) <= len(WHOSE):
            return _word(list(WHOSE)[int(plain[:2]) - 1], text)
        told = TOLD.fullmatch(plain)
        found = _kinds(told["who"]) if told else []
        found = found or [kind for name, kind in names.items() if plain in (name, f"the {name}")] or _kinds(plain)
        if len(set(found)) > 1:
            raise Several(*(Understood(each) for each in WHOSE if each in found))
        if not found:
            raise NotUnderstood(f"{shortened(text)} does not say whose word it is: customer, document or us")
        return _word(found[0], text)

    return meaning


def _kinds(text: str) -> list[Word]:
    """Return the kinds of sources that words speak of; the beginning of a kind's name stands for it."""
    words = re.findall(r"[a-z']+", text)
    beginning = [kind for kind in WHOSE if len(words) == 1 and kind.startswith(words[0])]
    return beginning or [kind for kind, said in WHOSE.items() if any(each in said for each in words)]


def _word(kind: Word, text: str) -> Understood:
    return Understood(kind, "" if text == kind else kind)


def day(today: dt.date, lean: Lean, *, until_today: bool = False) -> Meaning:
    """Return the meaning of a day as people say it; with `until_today` none that is still to come."""

    def meaning(text: str) -> Understood:
        found = days_said(text, today, lean)
        if not found:
            like = "31 March, next Friday, in two weeks" if lean == "future" else "yesterday, last Friday, 3 November"
            raise NotUnderstood(f"{shortened(text)} is not a day; write one like {today}, or {like}")
        possible = [each for each in found if not until_today or each <= today]
        if not possible:
            raise NotUnderstood(f"{in_full(found[0])} is still to come; write a day up to {today}")
        choices = [_said_back(each, text, today, lean) for each in possible]
        if len(choices) > 1:
            raise Several(*(Understood(each.value, each.said or text) for each in choices))
        return choices[0]

    return meaning


def member(members: Handles) -> Meaning:
    """Return the meaning of a colleague's name: a member by key, name, or a part of it that is asked back."""

    def meaning(text: str) -> Understood:
        name = called(text, members)
        if handle(text) in members:
            return Understood(name, "" if name == text else name)
        names = sorted(set(members.values()))
        near = [each for each in names if handle(text) in handle(each).split()]
        near = near or [each for each in [nearest(text, names)] if each]
        if near:
            raise Several(*map(Understood, near), Understood(text, f"{text}, who is no member of the team"))
        return Understood(text)

    return meaning


def one_of_these(things: Mapping[str, str]) -> Meaning:
    """Return the meaning of one of several things, by its key, by what it is called, or by a part of that."""

    def meaning(text: str) -> Understood:
        sought = handle(text)
        found = [key for key, name in things.items() if sought in (handle(key), handle(name))]
        words = set(sought.split())
        found = found or [key for key, name in things.items() if words <= set(handle(name).replace("-", " ").split())]
        if not found and (meant := nearest(text, [*things, *things.values()])):
            found = [key for key, name in things.items() if meant in (key, name)]
        if not found:
            raise NotUnderstood(f"{shortened(text)} is none of: {', '.join(things.values())}")
        if len(found) > 1 or sought not in (handle(found[0]), handle(things[found[0]])):
            raise Several(*(Understood(each, things[each]) for each in found))
        return Understood(found[0], "" if things[found[0]] == text else things[found[0]])

    return meaning


def _said_back(found: dt.date, text: str, today: dt.date, lean: Lean) -> Understood:
    passed = ", which has passed" if lean == "future" and found < today else ""
    return Understood(found.isoformat(), in_full(found) + passed)


def choice(key: str) -> Meaning:
    """Return the meaning of one of the format's words for a key of a player, by its number or in other words."""
    words = CHOICES[key]

    def meaning(text: str) -> Understood:
        plain = re.sub(r"^(?:the|a|an) ", "", text.lower().strip(" .!"))
        if plain.isdecimal() and 0 < int(plain[:2]) <= len(words):
            found: Collection[str] = [words[int(plain[:2]) - 1]]
        else:
            found = [each for each in words if plain in (each, *SAID[key].get(each, ()))]
            found = found or [each for each in words if each.startswith(plain)]
        if len(found) > 1:
            raise Several(*map(Understood, found))
        if not found:
            meant = nearest(plain, words)
            hint = f"did you mean {meant!r}?" if meant else f"one of {', '.join(words)}"
            raise NotUnderstood(f"{shortened(text)} is none of the answers ({hint})")
        return Understood(next(iter(found)), "" if text in words else next(iter(found)))

    return meaning
