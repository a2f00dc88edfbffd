"""Questions on criteria, in the order in which the deal's page asks them."""

from __future__ import annotations

from collections.abc import Iterator

from generator.assess.judgement import OpenQuestion
from generator.cli.interview.asking import Question
from generator.cli.interview.desk import Change, Desk
from generator.cli.interview.items import Answers, Item
from generator.cli.interview.meanings import day, rating, whose_word
from generator.model.playbook import Surroundings
from generator.read.yaml.place import At

KEYS = ("us", "date", "by", "evidence")
SIGNS = (
    "+: what stands beside the plus is so; -: what stands beside the minus is so",
    "?, or unknown: nobody knows yet; it is kept where you say what was heard",
)
EVIDENCE = ("a sentence that somebody else could check: who said or showed what",)
WHOSE = (
    "customer: somebody there said so; 'the CFO', 'they told us' and names of people are understood",
    "document: it is in writing; us: it is our own view",
)


class RatingItem(Item):
    """A criterion that is not known yet."""

    def __init__(self, desk: Desk, asked: OpenQuestion, left: int, around: Surroundings) -> None:
        self.criterion, criterion = asked.criterion, around.method.criteria[asked.criterion]
        people = around.account(desk.account).people.values()
        self.whose = whose_word(
            [word for each in people for word in (each.name, each.title)],
            [each.name for each in around.team.members.values()],
        )
        lines = [
            ("  ", "; ".join(asked.reasons)),
            ("  -  ", criterion.low),
            ("  +  ", criterion.high),
            *(("     ", each) for each in criterion.ask),
        ]
        super().__init__(desk, f"{criterion.label} ({asked.criterion}), {left} to go", lines)

    def home(self, answers: Answers) -> At:
        """Return the place of the criterion."""
        return ("assessment", self.criterion)

    def question(self, answers: Answers) -> Question | None:
        """Return the question that follows: the sign, the evidence, whose word it is, and the day."""
        if "us" not in answers:
            return Question("us", "+ - or ?", rating, SIGNS, opens=True, sign=True)
        if "evidence" not in answers:
            says = "What was said or seen, and by whom"
            return Question("evidence", says, explains=EVIDENCE, now=self._now("evidence"))
        unknown = answers["us"] == "?"
        if unknown and not answers["evidence"]:
            return None
        if "by" not in answers:
            says = "Whose word is it: customer, document or us"
            return Question("by", says, self.whose, WHOSE, now=self._now("by"))
        if "date" in answers or unknown:
            return None
        today = self.desk.today
        meaning = day(today, "past", until_today=True)
        return Question("date", "On which day was that known", meaning, blank=str(today), enter=f"Enter for {today}")

    def _now(self, key: str) -> str:
        return str(self.desk.value(("assessment", self.criterion, key)) or "")

    def changes(self, answers: Answers) -> list[Change]:
        """Return the changes of the criterion's keys; none for an unknown of which nothing was heard."""
        return [] if answers.get("us") == "?" and not answers.get("evidence") else self.below_home(answers, KEYS)

    def told(self, answers: Answers) -> str:
        """Return the rating with its source."""
        by = f"by {answers['by']}" if answers.get("by") else ""
        source = ", ".join(filter(None, (answers.get("evidence"), by, answers.get("date"))))
        return f"{self.criterion} {answers['us']}{f' ({source})' if source else ''}"


def rating_items(desk: Desk) -> Iterator[Item]:
    """Yield the open questions, the next best one first; the order is worked out anew after each answer."""
    asked: set[str] = set()
    while (judgement := desk.judged().after) is not None:
        left = [each for each in judgement.open_questions if each.criterion not in asked]
        if not left:
            return
        asked.add(left[0].criterion)
        yield RatingItem(desk, left[0], len(left), desk.near().surroundings)
