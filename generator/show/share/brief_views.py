"""The values that a brief prints."""

from __future__ import annotations

from dataclasses import dataclass

from generator.assess.share.brief import QuestionCounts


@dataclass(frozen=True, slots=True)
class LabelledValue:
    """A label with its value, and a note below it."""

    label: str
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Sender:
    """The member of the team who sends a brief; phone and mail are empty where the team's file gives none."""

    name: str
    phone: str
    mail: str


@dataclass(frozen=True, slots=True)
class BriefStep:
    """A step to be taken: what, when, who, on whose side, and of which deal where there are several.

    `theirs` tells that the customer takes it; it is None where nobody owns it.
    """

    what: str
    day: str
    owner: str
    of: str
    theirs: bool | None = None


@dataclass(frozen=True, slots=True)
class Steps:
    """The first steps of a list, and how many more there are."""

    shown: tuple[BriefStep, ...]
    more: int


@dataclass(frozen=True, slots=True)
class BriefAsk:
    """Request to the reader."""

    what: str
    by: str
    call: str
    message: str
    of: str


@dataclass(frozen=True, slots=True)
class SharedDeal:
    """One deal among several."""

    title: str
    customer: str
    amount: str
    close: str
    word: str
    why: str


@dataclass(frozen=True, slots=True)
class DealPart:
    """Part of the page that a brief of a single deal alone has."""

    word: str
    why: str
    facts: tuple[LabelledValue, ...]
    why_now: tuple[LabelledValue, ...]
    worth: str
    worth_note: str
    standing: tuple[QuestionCounts, ...]
    known: str
    not_green: str
    risk: str
    changed: str


@dataclass(frozen=True, slots=True)
class BriefView:
    """A brief as printed, of a single deal or of several. `asks` is None where the reader is not to be asked."""

    over: str
    title: str
    reader: str
    single: DealPart | None
    deals: tuple[SharedDeal, ...]
    more_deals: str
    totals: str
    asks: tuple[BriefAsk, ...] | None
    plan: Steps
    amounts: tuple[LabelledValue, ...]
    statements: tuple[str, ...]
    agreed: tuple[BriefStep, ...]
    footer: str
    greeting: str
    sender: Sender | None
    logo: str
