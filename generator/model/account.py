"""Accounts, partners, competitors and the team: facts that hold across deals."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator

from generator.model.file_noun import FileNoun, SharedFields
from generator.model.money import Amount, SignedAmount
from generator.model.text import (
    Date,
    Line,
    Lines,
    MailAddress,
    Name,
    Noun,
    Quarter,
    QuarterDays,
    Slug,
    WebAddress,
    listed,
    spelled_out,
    words_of,
)
from generator.model.who import Handles, Who, handle

Ownership = Literal["has", "selling", "could have", "no need"]


class Crm(Noun):
    """Reference to the same thing in the team's CRM; `id` ties the file to its row."""

    system: Line | None = None
    id: Line | None = None
    url: WebAddress | None = None
    forecast: Line | None = None


class Person(Noun):
    """A person at the customer. `reports_to` is the key of another person of the same account.

    `firm` is that of somebody who works for another one, such as a consultant.
    """

    name: Line
    title: Line = ""
    firm: Line = ""
    reports_to: Slug | None = None
    email: Line | None = None
    crm: Crm | None = None

    @property
    def position(self) -> str:
        """The title, with the firm where it is another than the account."""
        return ", ".join(each for each in (self.title, self.firm) if each)


class Colleague(Noun):
    """A member of our team who works on the account."""

    name: Who
    role: Line = ""


class Member(Noun):
    """A member of our team. `capacity` is in working days per calendar quarter; `targets` are by quarter."""

    name: Line
    team: Line = ""
    mail: MailAddress | None = None
    phone: Line = ""
    crm: Crm | None = None
    capacity: QuarterDays | None = None
    targets: dict[Quarter, Amount] = {}


class Year(Noun):
    """The customer's figures for one business year, as published."""

    revenue: Amount | None = None
    profit: SignedAmount | None = None
    source: Line = ""
    note: Line = ""


class CompellingEvent(Noun):
    """Reason why the customer must act by a day; without a date and a consequence it is none yet."""

    what: Line = ""
    origin: Annotated[Literal["problem", "opportunity"], words_of(Literal["problem", "opportunity"])] | None = None
    deadline: Date | None = None
    consequence: Line = ""
    consequence_amount: Amount | None = None
    payback: Line = ""
    payback_amount: Amount | None = None
    source: Line = ""


class Holding(Noun):
    """State of one of our offerings at the account: a row of its whitespace."""

    state: Annotated[Ownership, words_of(Ownership)]
    deal: Slug | None = None
    since: Date | None = None
    note: Line = ""


class Account(SharedFields):
    """A customer: profile, drivers, initiatives, compelling events, people. The file is its folder's index.md."""

    title: Line = ""
    industry: Line = ""
    owner: Who = ""
    website: WebAddress | None = None
    crm: Crm | None = None
    profile: Lines = ()
    drivers: Lines = ()
    initiatives: Lines = ()
    metrics: Lines = ()
    outlook: Line = ""
    finances: dict[Line, Year] = {}
    compelling_events: dict[Slug, CompellingEvent] = {}
    people: dict[Slug, Annotated[Person, BeforeValidator(spelled_out("name"))]] = {}
    team: dict[Slug, Annotated[Colleague, BeforeValidator(spelled_out("name"))]] = {}
    offerings: dict[Slug, Annotated[Holding, BeforeValidator(spelled_out("state"))]] = {}

    @property
    def name(self) -> str:
        """The title, or the folder's name where no title is written."""
        return self.title or self.slug


ValueChain = dict[Name, Annotated[Lines, BeforeValidator(listed)]]
"""Strengths of a firm in each of the method's functions: solutions, marketing, sales, and so on."""


class Team(FileNoun):
    """Our own team: the words on the home page, its members, our value chain and our offerings.

    The file is deals/index.md.
    """

    title: Line = ""
    members: dict[Slug, Annotated[Member, BeforeValidator(spelled_out("name"))]] = {}
    us: ValueChain = {}
    offerings: dict[Slug, Line] = {}

    @property
    def handles(self) -> Handles:
        """The members' names by the handles of their names and keys; of two with one handle the first has it."""
        named = [(handle(member.name), member.name) for member in self.members.values()]
        keyed = [(handle(key), member.name) for key, member in self.members.items()]
        return {answers: name for answers, name in reversed([*named, *keyed]) if name}


class Partner(FileNoun):
    """A firm that sells or delivers with us, with its value chain and the answers to the partner questions."""

    title: Line = ""
    website: WebAddress | None = None
    owner: Who = ""
    contact: Line = ""
    markets: Lines = ()
    value_chain: ValueChain = {}
    answers: dict[Name, Line] = {}
    competitors: Annotated[tuple[Slug, ...], BeforeValidator(listed)] = ()
    engagement: Line = ""

    @property
    def name(self) -> str:
        """The title, or the file's name where no title is written."""
        return self.title or self.slug


class Competitor(FileNoun):
    """A competitor: a company, the customer's own staff, or doing nothing."""

    title: Line = ""
    kind: (
        Annotated[
            Literal["company", "in-house", "status quo"],
            words_of(Literal["company", "in-house", "status quo"]),
        ]
        | None
    ) = None
    website: WebAddress | None = None
    strengths: Lines = ()
    weaknesses: Lines = ()
    how_they_sell: Lines = ()
    how_we_answer: Lines = ()

    @property
    def name(self) -> str:
        """The title, or the file's name where no title is written."""
        return self.title or self.slug
