"""Saving of edits, and taking back the last saves of a run, which are remembered until the server ends."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from generator.edit.lock import Tell, file_held, silent
from generator.editor.applying import NotByForm, applied
from generator.editor.edits import BadRequest, ChangeSet, FormEdit
from generator.editor.form import document_of
from generator.editor.merging import Conflict, merged
from generator.editor.near import NearFiles
from generator.model.file_kinds import NOUNS
from generator.problems import Problem, newly
from generator.read.yaml.document import Document
from generator.read.yaml.place import At
from generator.storage.atomic_write import write_below
from generator.storage.digest import digest

MOST_KEPT = 200
"""Saves, and forms that were opened, which are remembered."""


class Save(NamedTuple):
    """A save: the file before and after it, None before it was made, and the edits that it made."""

    number: int
    file: str
    before: bytes | None
    after: bytes
    edits: tuple[FormEdit, ...]


class Planned(NamedTuple):
    """Edits as they would be saved: the file before and after them, and what stands in the way.

    Where one of them cannot be made, none is; `refused_at` is its place, and the problems say why.
    """

    before: bytes
    after: bytes
    made: tuple[FormEdit, ...]
    conflicts: tuple[Conflict, ...]
    problems: tuple[Problem, ...]
    refused_at: At = ()


@dataclass
class Saves:
    """The saves of a run, the last one at the end, and the contents with which forms were opened.

    `made` can be taken back; `waiting` were made since the last proposal, `earlier` before it. `tell` is called where
    a save has to wait for another command.
    """

    made: list[Save] = field(default_factory=list)
    waiting: list[Save] = field(default_factory=list)
    earlier: list[Save] = field(default_factory=list)
    opened: dict[str, bytes] = field(default_factory=dict)
    numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))
    lock: Lock = field(default_factory=Lock)
    tell: Tell = silent

    def open(self, content: bytes) -> str:
        """Remember what a form is opened with, and return its name."""
        version = digest(content)
        with self.lock:
            self.opened[version] = content
            for old in list(self.opened)[:-MOST_KEPT]:
                del self.opened[old]
        return version

    def planned(
        self, near: NearFiles, changes: ChangeSet, version: str = "", *, to_be_written: bool = False
    ) -> Planned:
        """Return edits as they would be saved now; those in conflict are left out of it.

        Those `to_be_written` are read again by a second reader, which takes longer than all the rest. Raises
        BadRequest where the file is none that has a form.
        """
        before = near.content()
        noun = NOUNS[near.kind]
        merge = merged(noun, document_of(near, before), changes.edits, self._document(near, version))
        shown = f"{near.source.name}/{near.path}"
        try:
            after = applied(noun, shown, before, merge.to_make, to_be_written=to_be_written)
        except NotByForm as refused:
            return Planned(before, before, (), merge.conflicts, refused.problems, refused.at)
        problems = (*near.problems(after), *_new_in_deals(near, before, after))
        return Planned(before, after, merge.to_make, merge.conflicts, problems)

    def _document(self, near: NearFiles, version: str) -> Document | None:
        content = self.opened.get(version)
        return document_of(near, content) if content is not None else None

    def save(self, near: NearFiles, changes: ChangeSet, version: str = "") -> tuple[Planned, Save | None]:
        """Write edits into their file, all or none, and return what was planned and the save.

        There is none where edits are in conflict, or would be a mistake that the file does not have now. Raises
        BadRequest where the file is none that has a form, OSError where the disk refuses, TimeoutError where another
        command holds the file.
        """
        near.check()
        with file_held(near.source.root, near.path, self.tell):
            plan = self.planned(near, changes, version, to_be_written=True)
            if plan.conflicts or new_problems(near, plan):
                return plan, None
            save = Save(next(self.numbers), near.path, plan.before, plan.after, plan.made)
            if plan.after != plan.before:
                write_below(near.source.root, near.path, plan.after)
                self._remember(save)
        return plan, save

    def _remember(self, save: Save) -> None:
        with self.lock:
            self.made.append(save)
            self.waiting.append(save)
            del self.made[:-MOST_KEPT]

    def pending(self) -> dict[str, list[Save]]:
        """Return the saves since the last proposal by their files."""
        with self.lock:
            return _by_file(self.waiting)

    def of_run(self, file: str) -> list[Save]:
        """Return every save of a file in this run that was not taken back."""
        with self.lock:
            return [each for each in (*self.earlier, *self.waiting) if each.file == file]

    def proposed(self, pending: Mapping[str, list[Save]]) -> None:
        """Remember that saves are in a proposal."""
        with self.lock:
            done = [each for saves in pending.values() for each in saves]
            self.waiting = [each for each in self.waiting if each not in done]
            self.earlier = [*self.earlier, *done][-MOST_KEPT:]

    def make(self, root: Path, path: str, content: bytes) -> Save:
        """Write a new file and return the save. Raises OSError where the disk refuses, or a link leads elsewhere.

        To be called while the folder is held, and after it is known that there is no such file.
        """
        save = Save(next(self.numbers), path, None, content, ())
        write_below(root, path, content)
        self._remember(save)
        return save

    def undo(self, near: NearFiles) -> Save:
        """Take back the last save of a file, byte for byte, and return it.

        Raises BadRequest where there is none, or where the file was changed since, and what `save` does.
        """
        near.check()
        with file_held(near.source.root, near.path, self.tell), self.lock:
            save = next((each for each in reversed(self.made) if each.file == near.path), None)
            if save is None:
                raise BadRequest("nothing was saved here since `playbook serve` was started", "", 409)
            if near.content() != save.after:
                raise BadRequest(
                    "the file was changed since it was saved, so that is not taken back", "change the values", 409
                )
            if save.before is not None and (problems := _new_by(near, save.after, save.before)):
                raise BadRequest(f"taken back, it would be a mistake: {problems[0]}", problems[0].remedy, 409)
            if save.before is None and save not in self.waiting:
                raise BadRequest("the new file is in a proposal already", "delete it with git", 409)
            if save.before is None:
                (near.source.root / near.path).unlink()
            else:
                write_below(near.source.root, near.path, save.before)
            self.made.remove(save)
            self._forget(save)
        return save

    def _forget(self, save: Save) -> None:
        """Take a save out of the next proposal; what was proposed already is proposed to be taken back."""
        if save in self.waiting:
            self.waiting.remove(save)
        else:
            back = tuple(FormEdit(each.at, each.value, each.was) for each in reversed(save.edits))
            self.waiting.append(Save(next(self.numbers), save.file, save.after, save.before or b"", back))


def _by_file(saves: Iterable[Save]) -> dict[str, list[Save]]:
    found: dict[str, list[Save]] = {}
    for each in saves:
        found.setdefault(each.file, []).append(each)
    return found


def _new_in_deals(near: NearFiles, before: bytes, after: bytes) -> tuple[Problem, ...]:
    """Return the mistakes that edits of an account's file make of its deals, such as of a person taken out."""
    found = near.deal_problems(after) if after != before else ()
    return newly(found, near.deal_problems(before)) if found else ()


def _new_by(near: NearFiles, before: bytes, after: bytes) -> tuple[Problem, ...]:
    """Return the mistakes that a file and its deals have with another content and not now."""
    return (*newly(near.problems(after), near.problems(before)), *_new_in_deals(near, before, after))


def new_problems(near: NearFiles, plan: Planned) -> tuple[Problem, ...]:
    """Return the mistakes that there are after planned edits and not before, and edits that cannot be made."""
    if plan.refused_at:
        return plan.problems
    return () if plan.after == plan.before else newly(plan.problems, near.problems(plan.before))
