"""The conversation: subjects one after the other, answers that are written at once, and the way back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

import click

from generator.cli.interview.actions import action_items
from generator.cli.interview.asking import Question, Talk, Turn, shortened
from generator.cli.interview.desk import Desk, Opened
from generator.cli.interview.figures import amount_items, event_items
from generator.cli.interview.items import Answers, Item
from generator.cli.interview.people import person_items
from generator.cli.interview.ratings import rating_items
from generator.cli.output.printing import problem_text
from generator.editor.edits import BadRequest
from generator.editor.merging import Conflict

SUBJECTS: Final[Mapping[str, Callable[[Desk], Iterator[Item]]]] = {
    "ratings": rating_items,
    "amount": amount_items,
    "event": event_items,
    "people": person_items,
    "actions": action_items,
}
"""Subjects in the order in which they are talked about, each with what is asked."""


class Conversation:
    """A conversation about a deal; `items` are what was asked, in order.

    `stopped` is the error of a disk, a lock or a file that can be read no more, which ended it.
    """

    def __init__(self, talk: Talk, desk: Desk) -> None:
        self.talk, self.desk = talk, desk
        self.items: list[Item] = []
        self.stopped: OSError | BadRequest | None = None

    def hold(self, subjects: tuple[str, ...]) -> None:
        """Talk about subjects until they are through or somebody stops; what was answered is then in the files."""
        try:
            for subject in subjects:
                self._talk_about(SUBJECTS[subject](self.desk))
        except Turn:
            return
        except KeyboardInterrupt:
            click.echo()
        except (BadRequest, OSError) as fault:
            self.stopped = fault

    def _talk_about(self, items: Iterator[Item]) -> None:
        """Ask the items of a subject; on the way back, those before are asked again. Raises Turn to quit."""
        ahead: list[Item] = []
        while item := ahead.pop() if ahead else next(items, None):
            try:
                self._ask(item)
            except Turn as turn:
                if turn.word == "next":
                    return
                if turn.word == "quit":
                    raise
                ahead.append(item)
                before = self.items.index(item) if item in self.items else len(self.items)
                if before:
                    ahead.append(self.items[before - 1])
                else:
                    self.talk.say("this is the first question", "  ! ")
            else:
                if item not in self.items and not (item.extra and item.ending == "skipped"):
                    self.items.append(item)

    def _ask(self, item: Item) -> None:
        """Ask one item and write its answers. Raises Turn for `back`, and after writing for `next` and `quit`."""
        click.echo()
        self.talk.say(item.heading, bold=True)
        for indent, text in item.lines:
            self.talk.say(text, indent, dim=indent == "  ")
        opened = {path: self.desk.opened(path) for path in item.files()}
        answers, former = Answers(), dict(item.answers)
        try:
            self._fill(item, answers, former)
        except Turn as turn:
            if turn.word in ("skip", "given up"):
                item.ending = item.ending or ("skipped" if turn.word == "skip" else "refused")
                return
            if answers and turn.word != "back":
                self._write(item, former | answers, opened)
                if item not in self.items:
                    self.items.append(item)
            raise
        except BadRequest:
            if answers:
                self.talk.say(f"not written: {item.told(answers)}", "  ! ")
            raise
        self._write(item, answers, opened)

    def _fill(self, item: Item, answers: Answers, former: Answers) -> None:
        """Ask the questions of an item into its answers. Raises Turn where that is left before it is through."""
        while question := item.question(answers):
            if question.key in former:
                now = former[question.key] or question.now
                question = question._replace(now=now, shown=item.shown(question.key, now))
            try:
                value = self.talk.answer(question, self._fault_in(item, answers, question))
                if question.key == item.about and former.get(item.about, value) != value:
                    former.clear()
                answers[question.key] = value
            except Turn as turn:
                if turn.word in ("skip", "given up") and answers:
                    answers[question.key] = former.get(question.key, "")
                elif turn.word == "back" and answers:
                    key = list(answers)[-1]
                    former[key] = answers.pop(key)
                else:
                    raise

    def _fault_in(self, item: Item, answers: Answers, question: Question) -> Callable[[str], str]:
        def fault(value: str) -> str:
            return self.desk.fault(item.checked({**answers, question.key: value}))

        return fault

    def _write(self, item: Item, answers: Answers, opened: Mapping[str, Opened | None]) -> None:
        try:
            saved = self.desk.save(item.all_changes(answers), opened, self._over)
        except (BadRequest, OSError):
            self.talk.say(f"not written: {item.told(answers)}", "  ! ")
            raise
        item.ending = saved.outcome if saved.outcome != "as it was" or item.ending is None else item.ending
        for problem in saved.problems:
            self.talk.say("not written:", "  ! ")
            click.echo(problem_text(problem))
        if saved.outcome != "refused":
            if other := item.left_behind(answers):
                self.talk.say(f"what was written of {other} stays", "  ! ")
            item.remember(answers, opened)

    def _over(self, conflict: Conflict) -> bool:
        """Return whether to write over what somebody else wrote since the question was asked."""
        theirs, yours = (_shown(each) for each in (conflict.theirs, conflict.edit.value))
        self.talk.say(f"meanwhile somebody else wrote {theirs} into line {conflict.line}; you say {yours}", "  ! ")
        return self.talk.agreed("Write yours over it")


def _shown(value: object) -> str:
    return shortened(value) if isinstance(value, str) else "something else" if value else "nothing"
