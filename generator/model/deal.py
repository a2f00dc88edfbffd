"""The deal: a team's notes on one opportunity."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from generator.model.account import CompellingEvent, Crm
from generator.model.file_noun import SharedFields
from generator.model.money import Amount, SignedAmount
from generator.model.text import (
    Date,
    Days,
    Line,
    Lines,
    Name,
    Names,
    Noun,
    Rated,
    Share,
    Sign,
    Slug,
    Slugs,
    Whole,
    YearlyRate,
    YesNo,
    listed,
    one_of,
    spelled_out,
    words_of,
)
from generator.model.who import Who

Word = Literal["customer", "document", "us"]
Part = Literal["approver", "decision maker", "evaluator", "user"]
Support = Literal["mentor", "supporter", "neutral", "non-supporter", "enemy"]
Adaptability = Literal["innovator", "visionary", "pragmatist", "conservative", "laggard"]
Coverage = Literal["none", "brief", "multiple", "in depth"]
Standing = Literal["inner circle", "political structure", "outside"]
Relation = Literal["vendor", "credible source", "problem solver", "trusted advisor"]
ActionKind = Literal[
    "prove value",
    "retrieve missing information",
    "insulate against a competitor",
    "minimise a weakness",
    "emphasise a strength",
]
State = Literal["open", "done", "dropped"]
Result = Literal["won", "lost", "no-decision", "withdrawn"]
Every = Literal["once", "month", "year"]
Emptied = Literal["owner", "amount", "close", "forecast"]


class Effort(Noun):
    """Working days of our team: already spent, and still needed to the end. A bare value means left."""

    spent: Days | None = None
    left: Days | None = None


class Decision(Noun):
    """Decision of the team, whatever the verdict says, and the day on which it is looked at again."""

    go: YesNo
    by: Who = ""
    date: Date | None = None
    reason: Line = ""
    review: Date | None = None


class Ask(Noun):
    """Request to the executive who reads the brief."""

    what: Line
    whom_to_call: Line = ""
    message: Line = ""
    by: Date | None = None


class Rating(BaseModel):
    """One criterion rated for us and for named competitors. `date` is the day on which ours was known.

    `by` says whose word it is: the customer's, a document's, or our own view. Every further key is a competitor.
    """

    model_config = ConfigDict(frozen=True, extra="allow")
    __pydantic_extra__: dict[str, Rated]

    us: Rated = "?"
    date: Date | None = None
    by: Annotated[Word, words_of(Word)] | None = None
    evidence: Line = ""

    @property
    def rivals(self) -> dict[str, Sign]:
        """The ratings of competitors, by competitor."""
        return self.__pydantic_extra__


class Relationship(Noun):
    """Position with a player: now and wanted, with the colleague who gets us there."""

    now: Annotated[Relation, words_of(Relation)] | None = None
    wanted: Annotated[Relation, words_of(Relation)] | None = None
    owner: Who = ""
    message: Line = ""
    access: Line = ""
    return_access: Line = ""
    next_contact: Date | None = None


class Player(Noun):
    """Part of one person of the account in this deal. Lists of criteria are ranked, the weightiest first."""

    part: Annotated[Part, words_of(Part)] | None = None
    support: Annotated[Support, words_of(Support)] | None = None
    adaptability: Annotated[Adaptability, words_of(Adaptability)] | None = None
    coverage: Annotated[Coverage, words_of(Coverage)] | None = None
    standing: Annotated[Standing, words_of(Standing)] | None = None
    influences: Slugs = ()
    conflicts_with: Slugs = ()
    business_agenda: Line = ""
    personal_agenda: Line = ""
    formal_criteria: Lines = ()
    informal_criteria: Lines = ()
    relationship: Relationship | None = None

    @property
    def is_key(self) -> bool:
        """Whether this player counts: inner circle or political structure."""
        return self.standing in ("inner circle", "political structure")

    @property
    def decides(self) -> bool:
        """Whether this player makes or approves the decision."""
        return self.part in ("approver", "decision maker")

    @property
    def is_for_us(self) -> bool:
        """Whether this player supports us."""
        return self.support in ("mentor", "supporter")

    @property
    def is_covered(self) -> bool:
        """Whether we have had more than one brief contact with this player."""
        return self.coverage in ("multiple", "in depth")


class Chain(Noun):
    """Links from the customer's business to our difference; the first three fall back on the account's own."""

    profile: Lines = ()
    drivers: Lines = ()
    initiatives: Lines = ()
    capabilities: Lines = ()
    solution: Lines = ()
    differentiation: Lines = ()


class ValueLine(Noun):
    """One benefit or cost. Amounts are for one period of `every`, from month `start` after go-live through `end`.

    Month 0 is the day of go-live, months count from 1 after it. `low` and `high` bracket the expected `amount`; a
    revenue benefit counts at its `margin`. `confirmed_by` is a player.
    """

    head: Name
    item: Name
    what: Line = ""
    amount: Amount
    low: Amount | None = None
    high: Amount | None = None
    every: Annotated[Every, words_of(Every)] = "once"
    start: Whole = 0
    end: Whole | None = None
    margin: Share | None = None
    source: Line = ""
    confirmed_by: Slug | None = None
    confirmed_on: Date | None = None
    released: YesNo = False


class Value(Noun):
    """The value worksheet: the four answers, the horizon, the rate, and the lines."""

    issue: Line = ""
    effect: Line = ""
    consequences: Line = ""
    help: Line = ""
    years: Annotated[Whole, Field(ge=1, le=20)] = 3
    discount_rate: YearlyRate | None = None
    lines: dict[Slug, ValueLine] = {}


class Statement(Noun):
    """A value statement: a pattern of the method with its blanks filled."""

    pattern: Name
    audience: Slug | None = None
    slots: dict[Name, Line] = {}
    released: YesNo = False


class Help(Noun):
    """One way in which a partner helps here, with the criteria that it bears on."""

    what: Line
    criteria: Names = ()
    agreed: YesNo = False


class PartnerRole(Noun):
    """Contribution of a partner to this deal."""

    role: Line = ""
    owner: Who = ""
    helps: dict[Slug, Help] = {}


class CompetitiveStrategy(Noun):
    """Way in which we compete here: the team's choice, in its own words."""

    approach: Name | None = None
    statement: Line = ""
    carried_by: Line = ""
    customer_objectives: Lines = ()
    our_objectives: Lines = ()


class Objective(Noun):
    """A measurable milestone on the way to the goal."""

    what: Line
    measure: Line = ""
    by: Date | None = None


class Resource(Noun):
    """People, a programme or money that the plan needs."""

    what: Line
    amount: Amount | None = None
    days: Days | None = None
    agreed: YesNo = False


class Milestone(Noun):
    """A step on the customer's side or ours by a day: legal, security, procurement, signature and the like."""

    what: Line
    kind: Name | None = None
    by: Date | None = None
    owner: Who = ""
    state: Annotated[State, words_of(State)] = "open"
    joint: YesNo = False


class Action(Noun):
    """A task with its owner and day, and the criteria or players that it works on."""

    what: Line
    owner: Who = ""
    due: Date | None = None
    state: Annotated[State, words_of(State)] = "open"
    done: Date | None = None
    resource: Line = ""
    kind: Annotated[ActionKind, words_of(ActionKind)] | None = None
    criteria: Names = ()
    players: Slugs = ()
    milestone: Slug | None = None
    objective: Slug | None = None
    joint: YesNo = False
    agreed_with: Slug | None = None


class Plan(Noun):
    """Goal, objectives, strategy, tactics, resources, and the actions that carry them."""

    goal: Line = ""
    objectives: dict[Slug, Objective] = {}
    strategy: Line = ""
    tactics: Lines = ()
    resources: dict[Slug, Annotated[Resource, BeforeValidator(spelled_out("what"))]] = {}
    milestones: dict[Slug, Milestone] = {}
    actions: dict[Slug, Annotated[Action, BeforeValidator(spelled_out("what"))]] = {}


class Sighting(Noun):
    """The days on which a symptom was seen."""

    seen: Annotated[tuple[Date, ...], BeforeValidator(listed)]
    note: Line = ""


class Acceptance(Noun):
    """A finding that the team lives with, the reason, and the end of that."""

    reason: Line
    until: Date
    by: Who = ""


class Review(Noun):
    """A deal review that was held, and what it recommended."""

    held: Date
    led_by: Who = ""
    conclusion: Line = ""
    recommendations: Lines = ()


class Outcome(Noun):
    """End of the deal: won, lost, no-decision (theirs) or withdrawn (ours)."""

    result: Annotated[Result, words_of(Result)]
    date: Date
    reason: Line = ""
    winner: Slug | None = None
    lesson: Line = ""


class PastDay(Noun):
    """Change of a deal on a past day, before its file was in version control: the fields that stood from then on.

    A field that is left out stood as before; `emptied` are those in which nothing stood any more. A stage may be one
    that the method no longer has.
    """

    stage: Line = ""
    owner: Who = ""
    amount: Amount | None = None
    close: Date | None = None
    forecast: Line = ""
    emptied: Annotated[tuple[Annotated[Emptied, words_of(Emptied)], ...], BeforeValidator(listed)] = ()


def selling_level(raw: object) -> int:
    """Return how a row of the selling level is sold, from 1 to 3. Raises a fault for anything else."""
    return int(one_of("1", "2", "3")(raw))


def sighting(raw: object) -> object:
    """Return a bare day, or a list of days, as a sighting with no note."""
    return {"seen": raw} if isinstance(raw, str | list) else raw


class Deal(SharedFields):
    """One opportunity. Title and stage are all that has to be written; everything else is worth finding out."""

    title: Line
    stage: Name
    owner: Who = ""
    crm: Crm | None = None
    amount: Amount | None = None
    close: Date | None = None
    budget: Amount | None = None
    revenue_1y: Amount | None = None
    revenue_3y: Amount | None = None
    profit: SignedAmount | None = None
    margin: Share | None = None
    effort: Annotated[Effort, BeforeValidator(spelled_out("left"))] = Effort()
    incumbent: Slug | None = None
    decision: Annotated[Decision, BeforeValidator(spelled_out("go"))] | None = None
    ask: Annotated[Ask, BeforeValidator(spelled_out("what"))] | None = None
    competitors: Slugs = ()
    primary_competitor: Slug | None = None
    assessment: dict[Name, Annotated[Rating, BeforeValidator(spelled_out("us"))]] = {}
    players: dict[Slug, Player] = {}
    offerings: dict[Slug, Amount] = {}
    compelling_event: Annotated[CompellingEvent, BeforeValidator(spelled_out("what"))] | None = None
    chain: Chain = Chain()
    value: Value | None = None
    proposition: dict[Slug, Statement] = {}
    partners: dict[Slug, PartnerRole] = {}
    strategy: Annotated[CompetitiveStrategy, BeforeValidator(spelled_out("approach"))] = CompetitiveStrategy()
    formal_criteria: Lines = ()
    informal_criteria: Lines = ()
    plan: Plan = Plan()
    control: dict[Name, Annotated[Sighting, BeforeValidator(sighting)]] = {}
    level: dict[Name, Annotated[int, BeforeValidator(selling_level)]] = {}
    accepted: dict[Line, Acceptance] = {}
    reviews: dict[Slug, Review] = {}
    next_review: Date | None = None
    outcome: Annotated[Outcome, BeforeValidator(spelled_out("result"))] | None = None
    past: dict[Date, Annotated[PastDay, BeforeValidator(spelled_out("stage"))]] = {}

    @property
    def account(self) -> str:
        """The slug of the account, which is the folder that the file stands in."""
        return self.path.split("/", 1)[0]

    @property
    def _owners_of_players(self) -> Iterator[tuple[str, str]]:
        return ((key, each.relationship.owner) for key, each in self.players.items() if each.relationship)

    @property
    def names(self) -> Iterator[tuple[tuple[str, ...], str]]:
        """The people of ours that the deal names, with the paths at which it does."""
        plan = self.plan
        every: list[tuple[tuple[str, ...], str]] = [
            (("owner",), self.owner),
            (("decision", "by"), self.decision.by if self.decision else ""),
            *((("players", key, "relationship", "owner"), owner) for key, owner in self._owners_of_players),
            *((("partners", key, "owner"), each.owner) for key, each in self.partners.items()),
            *((("plan", "milestones", key, "owner"), each.owner) for key, each in plan.milestones.items()),
            *((("plan", "actions", key, "owner"), each.owner) for key, each in plan.actions.items()),
            *((("past", str(key), "owner"), each.owner) for key, each in self.past.items()),
            *((("accepted", key, "by"), each.by) for key, each in self.accepted.items()),
            *((("reviews", key, "led_by"), each.led_by) for key, each in self.reviews.items()),
        ]
        return ((at, name) for at, name in every if name)

    @property
    def identity(self) -> str:
        """The account and the deal, as commands take them: `aldermoor/core-banking`."""
        return self.path.removesuffix(".md")
