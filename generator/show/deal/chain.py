"""The chain from the customer's business to what sets us apart, link by link."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from generator.model.account import CompellingEvent
from generator.show.deal.context import DealContext
from generator.show.deal.headline import days_away
from generator.show.text import values


class ChainLink(NamedTuple):
    """One box of the picture; without lines it shows what to ask."""

    title: str
    lines: tuple[str, ...]
    ask: str


class Fact(NamedTuple):
    """A label with its value, or with what is missing."""

    label: str
    value: str
    missing: str


class Event(NamedTuple):
    """The compelling event as printed; `lacks` says what keeps it from being one."""

    what: str
    origin: str
    source: str
    facts: tuple[Fact, ...]
    lacks: str


def _worded(text: str, amount: str) -> str:
    return " · ".join(each for each in (text, amount) if each and each != values.NOTHING)


def _facts(event: CompellingEvent, view: DealContext) -> Iterator[Fact]:
    deadline = ""
    if event.deadline:
        deadline = f"{values.day(event.deadline)}, {days_away(event.deadline, view.judgement.today)}"
    yield Fact("Deadline", deadline, "By when must they decide?")
    consequence = _worded(event.consequence, values.money(event.consequence_amount))
    yield Fact("If they do not act", consequence, "What does delay cost them, in figures?")
    payback = _worded(event.payback, values.money(event.payback_amount))
    yield Fact("If they act on time", payback, "What do they gain, in figures?")


def event(view: DealContext) -> Event:
    """Return the compelling event; without a date and a consequence it says that it is none yet."""
    written = view.deal.compelling_event or CompellingEvent()
    consequence = written.consequence or written.consequence_amount
    lacking = [
        word
        for word, there in (
            ("a reason to act", written.what),
            ("a deadline", written.deadline),
            ("a consequence", consequence),
        )
        if not there
    ]
    return Event(
        what=written.what,
        origin=f"out of {'an opportunity' if written.origin == 'opportunity' else 'a problem'}"
        if written.origin
        else "",
        source=written.source,
        facts=tuple(_facts(written, view)),
        lacks=values.listing(lacking),
    )


def _event_lines(written: CompellingEvent | None) -> tuple[str, ...]:
    if written is None:
        return ()
    by = f"by {values.day(written.deadline)}" if written.deadline else ""
    return tuple(each for each in (written.what, by, written.consequence) if each)


def chain(view: DealContext) -> tuple[ChainLink, ...]:
    """Return the seven links, four theirs and three ours; the first three fall back on what the account has."""
    own, account = view.deal.chain, view.account
    return (
        ChainLink("Profile", own.profile or account.profile, "Who are they, and whom do they serve?"),
        ChainLink("Drivers", own.drivers or account.drivers, "What presses on their business?"),
        ChainLink("Initiatives", own.initiatives or account.initiatives, "What do they undertake?"),
        ChainLink("Compelling event", _event_lines(view.deal.compelling_event), "Why act, and why now?"),
        ChainLink("Capabilities", own.capabilities, "What must they be able to do?"),
        ChainLink("Solution", own.solution, "What do we put in place?"),
        ChainLink("Differentiation", own.differentiation, "What can nobody else offer?"),
    )
