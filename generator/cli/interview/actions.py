"""Questions on actions: what became of the open ones, and what is to be done next."""

from __future__ import annotations

from collections.abc import Iterator

from generator.cli.interview.asking import NotUnderstood, Question, Understood
from generator.cli.interview.desk import Change, Desk
from generator.cli.interview.items import Answers, Item
from generator.cli.interview.meanings import day, member, one_of_these
from generator.edit.slugs import slugs_for
from generator.editor.edits import EditedValue
from generator.model.deal import Action, Deal
from generator.read.yaml.place import At
from generator.show.text import values

ENDED = {
    **dict.fromkeys(("done", "did", "finished", "yes", "completed"), "done"),
    **dict.fromkeys(("dropped", "drop", "cancelled", "canceled", "obsolete"), "dropped"),
}
ABOUT = ("a criterion as the scorecard names it, or somebody who plays a part; Enter for neither",)
HOW = ("done or dropped; a day such as next Friday moves it; Enter leaves it as it is",)


class OpenActionItem(Item):
    """An action that is open: done, dropped, or moved to another day."""

    def __init__(self, desk: Desk, key: str, action: Action) -> None:
        self.key, self.what = key, action.what
        due = f"due {values.day(action.due)}" if action.due else "without a day"
        super().__init__(desk, action.what, [("  ", ", ".join(filter(None, (action.owner, due))))])

    def home(self, answers: Answers) -> At:
        """Return the place of the action."""
        return ("plan", "actions", self.key)

    def question(self, answers: Answers) -> Question | None:
        """Return the question that follows: what became of it, and the day on which it was done."""
        if "state" not in answers:
            says = "done, dropped, or the day it moves to"
            return Question("state", says, self._state, HOW, enter="Enter leaves it", opens=True)
        if answers["state"] != "done" or "done" in answers:
            return None
        today = self.desk.today
        meaning = day(today, "past", until_today=True)
        return Question("done", "On which day", meaning, blank=str(today), enter=f"Enter for {today}")

    def _state(self, text: str) -> Understood:
        """Return `done`, `dropped` or a day. Raises NotUnderstood for anything else."""
        if ended := ENDED.get(text.lower().strip(" .!")):
            return Understood(ended)
        try:
            return day(self.desk.today, "future")(text)
        except NotUnderstood as fault:
            raise NotUnderstood(f"{fault}; or answer with done or dropped") from None

    def changes(self, answers: Answers) -> list[Change]:
        """Return the changes of its state and days."""
        state = answers.get("state", "")
        if not state:
            return []
        if state in ("done", "dropped"):
            return self.below_home(answers, ("state", "done"))
        return self.below_home({"due": state, "state": "", "done": ""}, ("due", "state", "done"))

    def told(self, answers: Answers) -> str:
        """Return the action with what became of it."""
        state = answers["state"]
        return f"{self.what}: {state if state in ('done', 'dropped') else f'moved to {state}'}"


class NewActionItem(Item):
    """An action that is added to the plan."""

    extra = True

    def __init__(self, desk: Desk, deal: Deal) -> None:
        super().__init__(desk, "Next action")
        around = desk.near().surroundings
        people = around.account(desk.account).people
        self.taken, self.owner, self.members = deal.plan.actions, deal.owner, around.members
        self.criteria = {key: each.label for key, each in around.method.criteria.items()}
        self.players = {key: people[key].name for key in deal.players if key in people}

    def home(self, answers: Answers) -> At:
        """Return the place of the action, by a key from its words that no other action has."""
        return ("plan", "actions", slugs_for({"": answers["what"]}, self.taken, {"": ""})[""])

    def question(self, answers: Answers) -> Question | None:
        """Return the question that follows: what is to be done, who does it, by when, and what it is about."""
        if "what" not in answers:
            explains = ("one thing that somebody of ours does: Send the contract to the lawyer",)
            return Question(
                "what", "What is to be done next", explains=explains, enter="Enter for nothing", opens=True
            )
        if "owner" not in answers:
            hint = f"Enter for {self.owner}" if self.owner else ""
            explains = ("a name, or the key of a member of the team",)
            return Question("owner", "Who does it", member(self.members), explains, blank=self.owner, enter=hint)
        if "due" not in answers:
            return Question(
                "due", "By when", day(self.desk.today, "future"), ("tomorrow, next Friday, in two weeks",)
            )
        if "about" in answers:
            return None
        things = self.players | self.criteria
        return Question("about", "Which criterion or person does it work on", one_of_these(things), ABOUT)

    def shown(self, key: str, value: str) -> str:
        """Return the criterion or the person by name, and any other value as it is."""
        return (self.players | self.criteria).get(value, value) if key == "about" else value

    def changes(self, answers: Answers) -> list[Change]:
        """Return the change that adds the action."""
        if not answers.get("what"):
            return []
        block: dict[str, EditedValue] = {key: answers[key] for key in ("what", "owner", "due") if answers.get(key)}
        if about := answers.get("about"):
            block["players" if about in self.players else "criteria"] = [about]
        return [Change(self.desk.path, self.home(answers), block)]

    def told(self, answers: Answers) -> str:
        """Return the action with its owner and day."""
        return ", ".join(filter(None, (answers["what"], answers.get("owner"), answers.get("due"))))


def action_items(desk: Desk) -> Iterator[Item]:
    """Yield the open actions, the first that is due first, and then new ones as long as something is named."""
    deal = desk.deal()
    actions = deal.plan.actions if deal else {}
    still = [(key, each) for key, each in actions.items() if each.state == "open"]
    for key, each in sorted(still, key=lambda pair: (pair[1].due is None, pair[1].due or desk.today)):
        yield OpenActionItem(desk, key, each)
    while (deal := desk.deal()) is not None:
        item = NewActionItem(desk, deal)
        yield item
        if item.ending == "skipped":
            return
