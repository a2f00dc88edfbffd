"""Questions on people: who plays a part in the deal, and which; somebody new is added to the account, too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.cli.interview.asking import Question, Several, Understood
from generator.cli.interview.desk import Change, Desk
from generator.cli.interview.items import Answers, Item
from generator.cli.interview.meanings import CHOICES, choice
from generator.edit.slugs import slugs_for
from generator.model.who import handle
from generator.problems import nearest
from generator.read.yaml.place import At

NEW = "new: "
"""Before the name of somebody who is not in the account's file; no key of a person has a blank."""
ASKED: Mapping[str, tuple[str, str]] = {
    "part": ("Part", "what this person does in the decision; the others only look on"),
    "support": ("Support", "whom the person would choose today"),
    "standing": ("Standing", "how much of what is decided goes by this person's word"),
    "coverage": ("Coverage", "how well we know the person: how often we have met"),
}


class PersonItem(Item):
    """A person of the account with a part in the deal."""

    extra = True
    about = "person"

    def __init__(self, desk: Desk) -> None:
        account = desk.near().surroundings.account(desk.account)
        self.account, self.people = account.name, account.people
        players = desk.value(("players",))
        self.players = set(players) if isinstance(players, dict) else set()
        super().__init__(desk, "People", list(self._listed()))

    def _listed(self) -> Iterator[tuple[str, str]]:
        for says, is_in in (("  in the deal: ", True), ("  in the account: ", False)):
            names = [each.name for key, each in self.people.items() if (key in self.players) == is_in]
            if names:
                yield says, ", ".join(names)

    def home(self, answers: Answers) -> At:
        """Return the place of the player."""
        return ("players", self._key(answers["person"]))

    def files(self) -> list[str]:
        """Return the deal's file and the account's."""
        return [self.desk.path, self.desk.account_file]

    def question(self, answers: Answers) -> Question | None:
        """Return the question that follows: who it is, what a new person's title is, and the part in the deal."""
        if "person" not in answers:
            explains: tuple[str, ...] = (
                "a name, whole or in part; somebody who is not there yet is added to the account",
            )
            return Question("person", "Who else has a part in it", self._person, explains, enter="Enter for nobody",
                            opens=True)  # fmt: skip
        if answers["person"].startswith(NEW) and "title" not in answers:
            return Question("title", "Title", explains=("the position, such as Chief financial officer",))
        key = next((each for each in ASKED if each not in answers), None)
        if key is None:
            return None
        says, means = ASKED[key]
        now = str(self.desk.value((*self.home(answers), key)) or "")
        words = ", ".join(f"{number} {word}" for number, word in enumerate(CHOICES[key], 1))
        return Question(key, f"{says}: {words}", choice(key), (means,), now=now)

    def _person(self, text: str) -> Understood:
        """Return the person meant by a key or a name. Raises Several where that is not certain."""
        if text in self.people:
            return self._known(text)
        sought = handle(text)
        exact = [key for key, each in self.people.items() if handle(each.name) == sought]
        names = {key: handle(each.name) for key, each in self.people.items()}
        near = exact or [
            key for key, name in names.items() if set(sought.split()) <= set(name.replace("-", " ").split())
        ]
        if not near and (meant := nearest(sought, names.values())):
            near = [key for key, name in names.items() if name == meant]
        if len(exact) == 1:
            return self._known(exact[0])
        new = Understood(NEW + text, f"{text}, who is new in {self.account}")
        if near:
            raise Several(*map(self._known, near), new)
        return new

    def _known(self, key: str) -> Understood:
        each = self.people[key]
        return Understood(key, ", ".join(filter(None, (each.name, each.position))))

    def _key(self, person: str) -> str:
        """Return the key of a person; somebody new gets one from the name that nobody in the account has."""
        name = person.removeprefix(NEW)
        return slugs_for({"": name}, self.people, {"": ""})[""] if person.startswith(NEW) else person

    def changes(self, answers: Answers) -> list[Change]:
        """Return the changes of the account's file where the person is new, and of the player."""
        return [*self._of_account(answers), *self._of_deal(answers)]

    def _of_account(self, answers: Answers) -> list[Change]:
        if "person" not in answers or not answers["person"].startswith(NEW):
            return []
        at = ("people", self._key(answers["person"]))
        values = {"name": answers["person"].removeprefix(NEW), "title": answers.get("title") or None}
        return [Change(self.desk.account_file, at, values)]

    def _of_deal(self, answers: Answers) -> list[Change]:
        if "person" not in answers:
            return []
        changes = self.below_home(answers, ASKED)
        if changes or self._key(answers["person"]) in self.players:
            return changes
        return [Change(self.desk.path, self.home(answers), {})]

    def shown(self, key: str, value: str) -> str:
        """Return the name of a person, and any other value as it is."""
        name = value.removeprefix(NEW)
        return self.people[name].name if key == "person" and name in self.people else name

    def checked(self, answers: Answers) -> list[Change]:
        """Return the changes of the account where the person is new: the deal cannot name that person yet."""
        return self._of_account(answers) or self._of_deal(answers)

    def told(self, answers: Answers) -> str:
        """Return the person with the part."""
        name = self.shown("person", answers["person"])
        words = [answers[key] for key in ASKED if answers.get(key)]
        return name + (f" ({', '.join(words)})" if words else "")


def person_items(desk: Desk) -> Iterator[Item]:
    """Yield questions for people as long as somebody is named."""
    while True:
        item = PersonItem(desk)
        yield item
        if item.ending == "skipped":
            return
