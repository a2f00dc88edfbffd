"""Questions on a deal's amount, its close, and the event that compels the customer."""

from __future__ import annotations

from collections.abc import Iterator

from generator.cli.interview.asking import Meaning, Question, as_written
from generator.cli.interview.desk import Change, Desk
from generator.cli.interview.items import Answers, Item
from generator.cli.interview.meanings import day, member
from generator.read.yaml.place import At

AMOUNT = "What it is worth to us, with the currency"
OWNER = "Who of us answers for this deal"
CLOSE = "On which day it will be signed"
EXAMPLES = {
    "owner": "a name, or the key of a member of the team",
    "amount": "an amount with its currency: EUR 1,200,000, EUR 1.2m or EUR 250k",
    "close": "the day as we see it now: 31 March, end of Q1, in six weeks",
}
EVENT = {
    "what": ("What makes the customer act by a certain day", "something that happens there, not here"),
    "deadline": ("By which day", "a day that is theirs: 31 March 2027, end of the quarter"),
    "consequence": ("What it costs them to do nothing", "in money, where they have counted it"),
}


class ValueItem(Item):
    """One value of the deal's file."""

    def __init__(self, desk: Desk, key: str, says: str, meaning: Meaning = as_written) -> None:
        super().__init__(desk, key.capitalize())
        self.key, self.says, self.meaning = key, says, meaning

    def home(self, answers: Answers) -> At:
        """Return the value's place."""
        return (self.key,)

    def question(self, answers: Answers) -> Question | None:
        """Return the one question."""
        if self.key in answers:
            return None
        now = str(self.desk.value((self.key,)) or "")
        return Question(self.key, self.says, self.meaning, (EXAMPLES[self.key],), now=now, opens=True)

    def changes(self, answers: Answers) -> list[Change]:
        """Return the change of the value."""
        return [Change(self.desk.path, (self.key,), answers[self.key] or None)] if self.key in answers else []

    def told(self, answers: Answers) -> str:
        """Return the value with its name."""
        return f"{self.key} {answers[self.key] or 'taken out'}"


class EventItem(Item):
    """The compelling event of the deal."""

    def __init__(self, desk: Desk) -> None:
        known = desk.near().surroundings.account(desk.account).compelling_events.values()
        super().__init__(desk, "Compelling event", [("  the account has: ", each.what) for each in known])

    def home(self, answers: Answers) -> At:
        """Return the place of the event."""
        return ("compelling_event",)

    def question(self, answers: Answers) -> Question | None:
        """Return the question that follows: what it is, by when, and what happens otherwise."""
        key = next((each for each in EVENT if each not in answers), None)
        if key is None or ("what" in answers and not answers["what"]):
            return None
        says, example = EVENT[key]
        meaning = day(self.desk.today, "future") if key == "deadline" else as_written
        now = str(self.desk.value(("compelling_event", key)) or "")
        return Question(key, says, meaning, (example,), now=now, opens=key == "what")

    def changes(self, answers: Answers) -> list[Change]:
        """Return the changes of the event's keys; without an event, the whole is taken out."""
        if "what" in answers and not answers["what"]:
            return [Change(self.desk.path, ("compelling_event",), None)]
        return self.below_home(answers, EVENT)

    def told(self, answers: Answers) -> str:
        """Return the event in a few words."""
        return f"compelling event: {', '.join(filter(None, answers.values())) or 'taken out'}"


def amount_items(desk: Desk) -> Iterator[Item]:
    """Yield the owner where nobody is named, the amount and the close."""
    if not desk.value(("owner",)):
        yield ValueItem(desk, "owner", OWNER, member(desk.near().surroundings.members))
    yield ValueItem(desk, "amount", AMOUNT)
    yield ValueItem(desk, "close", CLOSE, day(desk.today, "future"))


def event_items(desk: Desk) -> Iterator[Item]:
    """Yield the compelling event."""
    yield EventItem(desk)
