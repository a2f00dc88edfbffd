"""Answers to a deal's open questions as data: for each kind its values, whose words prove them, and the quote."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar, Final, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from generator.model.deal import Coverage, Part, Standing, Support
from generator.model.text import Sign

LONGEST_QUOTE: Final = 1_000
LONGEST_TEXT: Final = 200
MOST_OF_A_KIND: Final = 100
"""Limits of answers: characters of a quote and of any other text, and answers of one kind."""

Kind = Literal["ratings", "people", "actions", "dates", "amounts", "objections", "competitors"]
Source = Literal["customer", "us"]
DateField = Literal["close", "next_review", "compelling_event.deadline"]
AmountField = Literal[
    "amount",
    "budget",
    "revenue_1y",
    "revenue_3y",
    "compelling_event.consequence_amount",
    "compelling_event.payback_amount",
]

Text = Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT)]


class Answer(BaseModel):
    """An answer, with the words in the notes that prove it and who said them."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)
    kind: ClassVar[Kind]

    quote: Annotated[str, Field(min_length=1, max_length=LONGEST_QUOTE)] = Field(
        description="Word for word from the notes: at least five words, or a whole line."
    )
    speaker: str = Field(
        default="",
        max_length=LONGEST_TEXT,
        description="Who said it, by the name that stands in the notes; left out where the notes name no speakers.",
    )


class RatingAnswer(Answer):
    """A rating of a criterion for us."""

    kind: ClassVar[Kind] = "ratings"

    criterion: Text
    us: Sign = Field(description="+ or - as the poles of the criterion say; ? where it is not known any more.")
    by: Source = Field(
        default="us", description="customer where somebody of theirs said so; us where it is what we think."
    )


class PersonAnswer(Answer):
    """A person who has a part in the deal: one whom the account's file has, by key, or somebody new, by name."""

    kind: ClassVar[Kind] = "people"

    person: Text | None = Field(default=None, description="The key of somebody whom the sheet lists.")
    name: Text | None = Field(default=None, description="The name of somebody new; it stands in the quote.")
    title: Text | None = Field(default=None, description="The position; it stands in the quote.")
    part: Part | None = None
    support: Support | None = None
    standing: Standing | None = None
    coverage: Coverage | None = None


class ActionAnswer(Answer):
    """An action: one that stands, by key, or a new one."""

    kind: ClassVar[Kind] = "actions"

    action: Text | None = Field(default=None, description="The key of an action that the sheet lists.")
    what: Text | None = Field(default=None, description="What is to be done, for a new action.")
    owner: Text | None = Field(default=None, description="Who does it: named in the quote, or whoever says it.")
    due: Text | None = Field(default=None, description="By which day, as 2026-12-01; the day stands in the quote.")
    criterion: Text | None = Field(default=None, description="The key of the criterion that a new action works on.")
    state: Literal["done", "dropped"] | None = None
    done: Text | None = Field(default=None, description="On which day it was done; the day stands in the quote.")


class DateAnswer(Answer):
    """A day of the deal."""

    kind: ClassVar[Kind] = "dates"

    field: DateField
    date: Text = Field(description="The day, as 2026-12-01; it stands in the quote.")


class AmountAnswer(Answer):
    """An amount of the deal."""

    kind: ClassVar[Kind] = "amounts"

    field: AmountField
    amount: Text = Field(description="The amount, as EUR 1,200,000; it stands in the quote with its currency.")


class ObjectionAnswer(Answer):
    """An objection of the customer; it is kept among the deal's notes, in the words of the quote."""

    kind: ClassVar[Kind] = "objections"


class CompetitorAnswer(Answer):
    """A competitor who was named."""

    kind: ClassVar[Kind] = "competitors"

    competitor: Text = Field(
        description="The key of a competitor whom the sheet lists; the name stands in the quote."
    )


class Answers(BaseModel):
    """The answers to a sheet of questions."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    deal: Text = Field(description="The deal, as the sheet names it: account/deal.")
    file: str = Field(default="", max_length=64, description="The digest of the deal's file, from the sheet.")
    not_said: Annotated[list[Text], Field(max_length=MOST_OF_A_KIND)] = Field(
        default=[], description="The criteria on which the notes say nothing."
    )
    ratings: Annotated[list[RatingAnswer], Field(max_length=MOST_OF_A_KIND)] = []
    people: Annotated[list[PersonAnswer], Field(max_length=MOST_OF_A_KIND)] = []
    actions: Annotated[list[ActionAnswer], Field(max_length=MOST_OF_A_KIND)] = []
    dates: Annotated[list[DateAnswer], Field(max_length=MOST_OF_A_KIND)] = []
    amounts: Annotated[list[AmountAnswer], Field(max_length=MOST_OF_A_KIND)] = []
    objections: Annotated[list[ObjectionAnswer], Field(max_length=MOST_OF_A_KIND)] = []
    competitors: Annotated[list[CompetitorAnswer], Field(max_length=MOST_OF_A_KIND)] = []

    def placed(self) -> Iterator[Placed]:
        """Yield every answer with its path in the answers, in the order of the kinds."""
        for kind in KINDS:
            every: list[Answer] = getattr(self, kind)
            yield from (Placed((kind, number), each) for number, each in enumerate(every))


class Placed(NamedTuple):
    """An answer and its path in the answers: `ratings`, 3."""

    at: tuple[str, int]
    answer: Answer


KINDS: Final[Mapping[Kind, type[Answer]]] = {
    each.kind: each
    for each in (
        RatingAnswer,
        PersonAnswer,
        ActionAnswer,
        DateAnswer,
        AmountAnswer,
        ObjectionAnswer,
        CompetitorAnswer,
    )
}


def schema_of_answers(criteria: Mapping[str, Any]) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of answers under a method's criteria."""
    schema = Answers.model_json_schema()
    keys = list(criteria)
    schema["$defs"]["RatingAnswer"]["properties"]["criterion"]["enum"] = keys
    schema["$defs"]["ActionAnswer"]["properties"]["criterion"]["anyOf"][0]["enum"] = keys
    schema["properties"]["not_said"]["items"] = {"enum": keys}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
