"""The desk that a conversation writes at: edits of the deal and its account, by the code of the forms."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Literal, NamedTuple

from generator.cli.output.printing import waiting
from generator.edit.new import title_of
from generator.editor.edits import BadRequest, ChangeSet, EditedValue, change_set
from generator.editor.effect import Judged, judged_deal
from generator.editor.form import Unreadable, document_of
from generator.editor.merging import Conflict, value_at
from generator.editor.near import NearFiles
from generator.editor.new_things import new_thing
from generator.editor.past import Histories
from generator.editor.saving import Save, Saves, new_problems
from generator.model.deal import Deal
from generator.model.file_kinds import NOUNS
from generator.problems import Problem
from generator.read.files import WorkTree
from generator.read.playbook import read_deal
from generator.read.yaml.place import At

Outcome = Literal["saved", "as it was", "refused"]


class Change(NamedTuple):
    """Value for a place in a file, by the file's path below the deals folder; None takes the place out."""

    file: str
    at: At
    value: EditedValue


class Opened(NamedTuple):
    """A file as it was when a question was asked: its content, and the name under which the saves know it."""

    content: bytes
    version: str


Over = Callable[[Conflict], bool]
"""Decision whether to write over what somebody else wrote meanwhile."""


class Desk:
    """Files of a deal in a conversation: what they say now, and the edits that are made in them."""

    def __init__(self, source: WorkTree, root: Path, path: str, today: dt.date) -> None:
        self.source, self.path, self.today = source, path, today
        self.account = path.partition("/")[0]
        self.account_file = f"{self.account}/index.md"
        self.saves, self.histories = Saves(tell=waiting), Histories(source.root, root)
        self.first = self.near().content()
        self.merged: set[str] = set()
        self._known: dict[str, bytes] = {}

    def near(self, path: str = "") -> NearFiles:
        """Return a file, by default the deal's, with the files that it is read with, as they are now."""
        return NearFiles(self.source, path or self.path)

    def judged(self, before: bytes | None = None) -> Judged:
        """Return the deal's judgement now, and that of its content `before`."""
        near = self.near()
        content = near.content()
        return judged_deal(near, before or content, content, self.histories.recalled, self.today)

    def deal(self) -> Deal | None:
        """Return the deal as its file says now, None where that has a mistake."""
        near = self.near()
        return read_deal(self.source.name, self.path, near.content(), near.surroundings).noun

    def value(self, at: At) -> EditedValue:
        """Return the value at a place of the deal's file as it is now; None where there is none."""
        return self.value_in(self.path, self.near().content(), at)

    def value_in(self, path: str, content: bytes, at: At) -> EditedValue:
        """Return the value at a place of a file with this content; None where there is none."""
        near = self.near(path)
        return value_at(NOUNS[near.kind], document_of(near, content), at)

    def opened(self, path: str) -> Opened | None:
        """Return a file as it is now, None where there is no such file."""
        try:
            content = self.near(path).content()
        except BadRequest:
            return None
        if self._known.setdefault(path, content) != content:
            self.merged.add(path)
            self._known[path] = content
        return Opened(content, self.saves.open(content))

    def fault(self, changes: Iterable[Change]) -> str:
        """Return what would be wrong with edits, in the words of `check`; nothing where they can be saved.

        Raises BadRequest where a file is gone, or can be read no more.
        """
        for path, some in _by_file(changes):
            near = self.near(path)
            is_there = not self._is_to_be_made(path)
            content = near.content() if is_there else b""
            try:
                edits = self._set(near, some, content) if is_there else _sound(path, some)
            except Unreadable:
                raise
            except BadRequest as fault:
                return _sentence(fault.says, fault.remedy)
            wrong = new_problems(near, self.saves.planned(near, edits)) if is_there else ()
            if wrong:
                return _sentence(wrong[0].says, wrong[0].remedy)
        return ""

    def save(self, changes: Iterable[Change], opened: Mapping[str, Opened | None], over: Over) -> SavedEdits:
        """Write edits into their files, all or none; `opened` are the files as they were when the question was asked.

        Raises OSError where the disk refuses, TimeoutError where another command holds a file.
        """
        made: list[Save] = []
        for path, some in _by_file(changes):
            if self._is_to_be_made(path):
                account = {"kind": "account", "title": title_of(self.account), "slug": self.account}
                new_thing(account, self.source, self.saves)
                made.append(self.saves.made[-1])
            saved, problems = self._save(path, some, opened.get(path), over)
            if saved is None:
                for each in reversed(made):
                    self.saves.undo(self.near(each.file))
                return SavedEdits("refused", problems)
            if saved.after != saved.before:
                made.append(saved)
                self._known[path] = saved.after
        return SavedEdits("saved" if made else "as it was", ())

    def _save(
        self, path: str, changes: list[Change], opened: Opened | None, over: Over
    ) -> tuple[Save | None, tuple[Problem, ...]]:
        near = self.near(path)
        content = opened.content if opened else near.content()
        edits = self._set(near, changes, content)
        plan, save = self.saves.save(near, edits, opened.version if opened else "")
        if plan.conflicts and all([over(each) for each in plan.conflicts]):  # noqa: C419 - each is asked
            edits = self._set(near, changes, near.content())
            plan, save = self.saves.save(near, edits)
        if opened and plan.before != opened.content:
            self.merged.add(path)
        return save, () if save else new_problems(near, plan)

    def _set(self, near: NearFiles, changes: list[Change], content: bytes) -> ChangeSet:
        """Return changes as edits of a file whose content is known. Raises BadRequest where they can be none."""
        noun, document = NOUNS[near.kind], document_of(near, content)
        edits = [_edit(each, value_at(noun, document, each.at)) for each in changes]
        return change_set({"file": near.path, "edits": edits})

    def _is_to_be_made(self, path: str) -> bool:
        """Tell whether a file is that of the account and is not there yet."""
        return path == self.account_file and self.account not in self.near(path).listing.accounts


class SavedEdits(NamedTuple):
    """End of a save: what became of the edits, and the problems that they would have made."""

    outcome: Outcome
    problems: tuple[Problem, ...]


def _sound(path: str, changes: list[Change]) -> ChangeSet:
    """Return changes as edits of a file that is not there yet. Raises BadRequest where they can be none."""
    return change_set({"file": path, "edits": [_edit(each, None) for each in changes]})


def _edit(of: Change, was: EditedValue) -> dict[str, Any]:
    return {"at": list(of.at), "was": was, "value": of.value}


def _by_file(changes: Iterable[Change]) -> list[tuple[str, list[Change]]]:
    """Return changes in their order, those of one file that follow one another together."""
    return [(path, list(some)) for path, some in itertools.groupby(changes, lambda each: each.file)]


def _sentence(says: str, remedy: str) -> str:
    return f"{says} ({remedy})" if remedy else says
