"""Things that a conversation asks about: each with its questions, and what their answers change."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from generator.cli.interview.asking import Question
from generator.cli.interview.desk import Change, Desk, Opened
from generator.read.yaml.place import At

Answers = dict[str, str]
"""Values of answers by the keys of their questions, in the order in which they were given; empty where none is."""
Ending = Literal["saved", "as it was", "refused", "skipped"]
Place = tuple[str, At]
"""Path of a file below the deals folder, and a place in it."""


class Item(ABC):
    """One thing that is asked about, such as a criterion or a person.

    `lines` are said before its questions, each with what stands to the left of it. `answers` are those given before,
    when it is asked again; `made` are the places that they have put into files. An `extra` is asked for as long as
    there are more: leaving it does not count as skipping. Another answer to the question of `about` makes those that
    were given after it void.
    """

    extra = False
    about = ""

    def __init__(self, desk: Desk, heading: str, lines: Sequence[tuple[str, str]] = ()) -> None:
        self.desk, self.heading, self.lines = desk, heading, lines
        self.answers: Answers = {}
        self.made: set[Place] = set()
        self.ending: Ending | None = None

    @abstractmethod
    def question(self, answers: Answers) -> Question | None:
        """Return the question that follows on these answers, None where there is none."""

    @abstractmethod
    def home(self, answers: Answers) -> At:
        """Return the place in the deal's file that answers are about, with all below it."""

    @abstractmethod
    def changes(self, answers: Answers) -> list[Change]:
        """Return the changes that answers stand for, in the order in which they are made."""

    @abstractmethod
    def told(self, answers: Answers) -> str:
        """Return the answers as a phrase, for the message of a commit."""

    def shown(self, key: str, value: str) -> str:
        """Return the value of an earlier answer as people read it."""
        return value

    def checked(self, answers: Answers) -> list[Change]:
        """Return the changes that can be checked before all questions are answered."""
        return self.changes(answers)

    def files(self) -> list[str]:
        """Return the files that answers may change, by their paths below the deals folder."""
        return [self.desk.path]

    def below_home(self, answers: Answers, keys: Iterable[str]) -> list[Change]:
        """Return the changes of keys in the block at home: those answered, and those emptied that stand there."""
        at = self.home(answers)
        return [
            Change(self.desk.path, (*at, key), answers[key] or None)
            for key in keys
            if key in answers and (answers[key] or self.desk.value((*at, key)))
        ]

    def all_changes(self, answers: Answers) -> list[Change]:
        """Return the changes with those that take out what earlier answers made and these do not; ours first."""
        changes = self.changes(answers)
        kept = [(each.file, each.at) for each in changes]
        gone = [each for each in sorted(self.made) if not any(_touches(each, other) for other in kept)]
        ordered = sorted(gone, key=lambda each: each[0] != self.desk.path)
        return [*changes, *(Change(file, at, None) for file, at in ordered)]

    def left_behind(self, answers: Answers) -> str:
        """Return whom or what earlier answers were about, where these are not and what was written stays."""
        was = self.answers.get(self.about, "")
        if not was or was == answers.get(self.about):
            return ""
        home = self.desk.path, self.home(self.answers)
        return "" if home in self.made else self.shown(self.about, was)

    def remember(self, answers: Answers, opened: Mapping[str, Opened | None]) -> None:
        """Remember the answers, and the places that are new with them."""
        known = {each for each in self.made if any(_touches(each, other) for other in self._places(answers))}
        self.made = known | {each for each in self._places(answers) if not self._stood(each, opened)}
        self.answers = dict(answers)

    def _places(self, answers: Answers) -> Iterator[Place]:
        home = self.home(answers)
        for each in self.changes(answers):
            is_ours = each.file == self.desk.path and each.at[: len(home)] == home
            yield each.file, home if is_ours else each.at

    def _stood(self, place: Place, opened: Mapping[str, Opened | None]) -> bool:
        before = opened.get(place[0])
        return before is not None and self.desk.value_in(place[0], before.content, place[1]) is not None


def _touches(one: Place, other: Place) -> bool:
    length = min(len(one[1]), len(other[1]))
    return one[0] == other[0] and one[1][:length] == other[1][:length]
