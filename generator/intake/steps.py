"""Edits that proven answers stand for, in steps of one kind each, made in the files' content but not on disk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal, NamedTuple

from generator.editor.applying import applied, with_notes
from generator.editor.edits import ChangeSet, EditedValue, FormEdit
from generator.editor.merging import meaning, value_at
from generator.intake.answers import Kind
from generator.intake.answers_file import AnswersFile
from generator.intake.case import Case
from generator.intake.proof import NOT_PROVEN, Accepted, Proven
from generator.intake.proposed import Change
from generator.model.account import Account
from generator.model.file_kinds import NOUNS, kind_of
from generator.model.playbook import Surroundings
from generator.problems import Problem, Refused, newly
from generator.read.playbook import read_deal
from generator.read.replaced import Replaced
from generator.read.surroundings import SurroundingFiles
from generator.read.yaml.document import NOTES, Document, parse

StepKind = Literal["people", "ratings", "actions", "facts"]
STEPS: Final[Mapping[Kind, StepKind]] = {
    "people": "people",
    "ratings": "ratings",
    "actions": "actions",
    "dates": "facts",
    "amounts": "facts",
    "objections": "facts",
    "competitors": "facts",
}
ORDER: Final[Sequence[StepKind]] = ("people", "ratings", "actions", "facts")
"""Order of the steps: a deal can name a person only after the account does."""

Placed = tuple[str, FormEdit]
"""Path of a file below the deals folder, and an edit of it."""


class Step(NamedTuple):
    """Answers of one kind with the edits that they stand for, file by file, in the order in which they are made."""

    kind: StepKind
    accepted: tuple[Accepted, ...]
    edits: tuple[ChangeSet, ...]


class Intake(NamedTuple):
    """Proven answers as edits: the steps, and the files before and after them, by path.

    `proven` are the answers without those of which an edit cannot be made: they are among the refused.
    """

    proven: Proven
    steps: tuple[Step, ...]
    before: Mapping[str, bytes]
    after: Mapping[str, bytes]
    around: Surroundings


def as_edits(proven: Proven, file: AnswersFile, case: Case) -> Intake:
    """Return proven answers as edits; one that would be a mistake of a file, or changes nothing, is refused.

    Every byte outside the edited values stays.
    """
    files = FilesAfter(case)
    accepted, refused = list[Accepted](), list(proven.refused)
    made: dict[StepKind, list[tuple[Accepted, list[Placed]]]] = {each: [] for each in ORDER}
    for each in sorted(proven.accepted, key=lambda one: ORDER.index(STEPS[one.kind])):
        edits, says, remedy = files.make(each.proposed.changes)
        if says:
            refused.append(file.problem(each.at, NOT_PROVEN, says, remedy))
            continue
        accepted.append(each)
        made[STEPS[each.kind]].append((each, edits))
    files.check_again()
    left = proven._replace(
        accepted=tuple(each for each in proven.accepted if each in accepted), refused=tuple(sorted(refused))
    )
    steps = tuple(_step(kind, some) for kind, some in made.items() if some)
    return Intake(left, steps, files.before, files.after, files.around)


def _step(kind: StepKind, made: Sequence[tuple[Accepted, list[Placed]]]) -> Step:
    by_file: dict[str, list[FormEdit]] = {}
    for _, edits in made:
        for path, edit in edits:
            by_file.setdefault(path, []).append(edit)
    changes = tuple(ChangeSet(path, tuple(edits)) for path, edits in by_file.items())
    return Step(kind, tuple(each for each, _ in made), changes)


@dataclass
class FilesAfter:
    """The deal's file and its account's with edits made in their content, one answer after the other."""

    case: Case
    after: dict[str, bytes] = field(default_factory=dict)
    before: dict[str, bytes] = field(default_factory=dict)
    edits: dict[str, list[FormEdit]] = field(default_factory=dict)
    around: Surroundings = field(init=False)

    def __post_init__(self) -> None:
        """Begin with the surroundings as they are on disk."""
        self.around = self.case.of.around

    def make(self, changes: Sequence[Change]) -> tuple[list[Placed], str, str]:
        """Make changes, all or none, and return their edits; or what stands in the way, and the remedy."""
        try:
            edits = [(each.file, edit) for each in changes if (edit := self._edit(each))]
            contents = {path: self._applied(path, edits) for path in dict(edits)}
        except Refused as refused:
            return [], refused.problems[0].says, refused.problems[0].remedy
        if not edits:
            return [], "the file says so already", ""
        around = self._around(contents)
        if wrong := next(self._problems(contents, around), None):
            return [], f"it would be a mistake in the file: {wrong.says}", wrong.remedy
        self._keep(contents, edits, around)
        return edits, "", ""

    def _keep(self, contents: Mapping[str, bytes], edits: Sequence[Placed], around: Surroundings) -> None:
        for path, content in contents.items():
            self.before.setdefault(path, self._on_disk(path))
            self.after[path] = content
        for path, edit in edits:
            self.edits.setdefault(path, []).append(edit)
        self.around = around

    def check_again(self) -> None:
        """Make the edits of each file once more, read by a second reader. Raises Refused where it reads otherwise."""
        for path, edits in self.edits.items():
            noted = [each for each in edits if each.at == NOTES]
            values = [each for each in edits if each.at != NOTES]
            content = applied(NOUNS[kind_of(path)], self._shown(path), self.before[path], (*values, *noted[-1:]))
            assert content == self.after[path]  # noqa: S101 - the same edits of the same file

    def _shown(self, path: str) -> str:
        return f"{self.case.of.near.source.name}/{path}"

    def _on_disk(self, path: str) -> bytes:
        of = self.case.of
        return of.content if path == of.near.path else of.near.source.read(path)

    def _content(self, path: str) -> bytes:
        return self.after[path] if path in self.after else self._on_disk(path)

    def _edit(self, change: Change) -> FormEdit | None:
        """Return a change as an edit of its file as it is now; None where that says so already."""
        content = self._content(change.file)
        document = parse(self._shown(change.file), content)
        stands = value_at(NOUNS[kind_of(change.file)], document, change.at)
        value = _added(document, stands, change, content) if change.adds else change.value
        return None if meaning(stands) == meaning(value) else FormEdit(change.at, stands, value)

    def _applied(self, path: str, edits: Sequence[Placed]) -> bytes:
        own = tuple(edit for file, edit in edits if file == path)
        content = self._content(path)
        return applied(NOUNS[kind_of(path)], self._shown(path), content, own, to_be_written=False)

    def _around(self, contents: Mapping[str, bytes]) -> Surroundings:
        """Return the surroundings with the account's file as it would be."""
        path = self.case.of.account_file
        if path not in contents:
            return self.around
        files = self._files(path, contents[path])
        return replace(self.around, accounts={self.case.of.folder: files.noun(Account, path)})

    def _files(self, path: str, content: bytes) -> SurroundingFiles:
        near = self.case.of.near
        return SurroundingFiles(Replaced(near.source, path, content), near.listing)

    def _problems(self, contents: Mapping[str, bytes], around: Surroundings) -> Iterator[Problem]:
        """Yield the mistakes that the files would have and do not have now."""
        of = self.case.of
        account = of.account_file
        if account in contents:
            after, before = (
                self._files(account, content).problems(account, Account)
                for content in (contents[account], self._content(account))
            )
            yield from newly(after, before)
        content = contents.get(of.near.path, self._content(of.near.path))
        yield from read_deal(of.near.source.name, of.near.path, content, around).problems


def _added(document: Document, stands: EditedValue, change: Change, content: bytes) -> EditedValue:
    """Return the list, or the notes, that stand at a place with an item added. Raises Refused where none can be."""
    item = change.value
    assert isinstance(item, str)  # noqa: S101 - an item is a text
    if change.at != NOTES:
        listed = stands if isinstance(stands, list) else [stands] if isinstance(stands, str) else []
        return [*listed, item]
    body = document.body
    if with_notes(content, body).rstrip(b"\r\n") != content.rstrip(b"\r\n"):
        says = "the notes hold letters in a form that an edit would change (Unicode NFC)"
        raise Refused([document.problem(NOTES, "not-by-form", says, "add the line by hand")])
    if item in body.split("\n"):
        return body
    begun = body if not body or body.endswith("\n") else f"{body}\n"
    is_list = begun.rstrip("\n").rpartition("\n")[2].startswith("- ")
    return f"{begun}{'' if is_list or not begun else chr(10)}{item}\n"
