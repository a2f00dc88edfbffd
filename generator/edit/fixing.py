"""Mending of files: the mends that can mean one thing only, made one by one, each of them read again."""

from __future__ import annotations

import datetime as dt
import errno
import re
import stat
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Final, NamedTuple

from generator.problems import Edit, Mend, Problem
from generator.read.files import WorkTree
from generator.read.playbook import read_surroundings
from generator.read.quoting import BYTE_ORDER_MARK
from generator.read.replaced import is_parsed, problems_with, top_keys
from generator.storage.atomic_write import write_below

WRITABLE: Final = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
MOST_MENDS: Final = 500
"""Mends of one file, each of which is read again."""

LOST: Final = re.compile(r"(?P<key>[a-z0-9][a-z0-9_-]*): +[^\s#|>]")
"""A key at the left that has its value on its own line."""


class Told(NamedTuple):
    """Problems of a file's content, and whether the file can be parsed: one that cannot shows only the first."""

    problems: Sequence[Problem]
    is_parsed: bool

    @property
    def shows_all(self) -> bool:
        """Whether a problem that is not among these is not in the file."""
        return self.is_parsed and all(each.code != "more-problems" for each in self.problems)


class Fixed(NamedTuple):
    """A file before and after its mends, and the problems that these were of."""

    before: bytes
    after: bytes
    mended: tuple[Problem, ...]


def fixed(content: bytes, told: Callable[[bytes], Told], top: Collection[str] = ()) -> Fixed:
    """Return a file with its certain mends made, and every other byte as it was; `top` are the keys of its kind.

    A mend is left out where it does not mend its problem, or where what it writes is a problem itself.
    """
    mended: list[Problem] = []
    current, now = content, told(content)
    left_out: set[str] = set()
    while len(mended) < MOST_MENDS and (step := _step(current, now, told, top, left_out)):
        mended += step.mended
        current, now = step.content, step.told
    return Fixed(content, current, tuple(mended))


class _Step(NamedTuple):
    """Mends that hold: their problems, and the file after them with the problems that are left."""

    mended: tuple[Problem, ...]
    content: bytes
    told: Told


def _step(
    content: bytes, now: Told, told: Callable[[bytes], Told], top: Collection[str], left_out: set[str]
) -> _Step | None:
    """Return certain mends that hold together, None where none does; those that do not hold go into `left_out`.

    As many as there are on different lines are tried at once, then half of them, down to a single one.
    """
    while batch := _batch(content, now, top, left_out):
        while True:
            changed = applied(content, [edit for _, mend in batch for edit in mend.edits])
            after = told(changed)
            if changed != content and all(_is_better(each, mend.edits, now, after) for each, mend in batch):
                return _Step(tuple(each for each, _ in batch), changed, after)
            if len(batch) == 1:
                left_out.add(_key(*batch[0]))
                break
            batch = batch[: len(batch) // 2]
    return None


def _batch(content: bytes, now: Told, top: Collection[str], left_out: set[str]) -> list[tuple[Problem, Mend]]:
    """Return certain mends that were not left out, in the order of their lines, none on the lines of another."""
    batch: list[tuple[Problem, Mend]] = []
    last = 0
    every = ((each, each.mend) for each in (_with_indentation(each, content, top) for each in now.problems))
    certain = [(each, mend) for each, mend in every if mend and mend.certain and _key(each, mend) not in left_out]
    for problem, mend in sorted(certain, key=lambda each: each[1].edits):
        if mend.edits[0].line > last:
            batch.append((problem, mend))
            last = max(edit.end_line for edit in mend.edits)
    return batch


def _key(problem: Problem, mend: Mend) -> str:
    return f"{problem.code} {problem.says} {mend}"


def _with_indentation(problem: Problem, content: bytes, top: Collection[str]) -> Problem:
    """Return a problem of a line that nothing above is lined up with, with the mend that indents the key above it.

    That is certain where this key is none of the outermost: there it has no other place.
    """
    if problem.code != "indentation":
        return problem
    lines = content.decode("utf-8").split("\n")
    number = problem.line - 1
    found = LOST.match(lines[number - 1]) if number else None
    if found is None or found["key"] in top or not top or problem.column < 2:
        return problem
    edit = Edit(number, 1, number, 1, " " * (problem.column - 1))
    return replace(problem, mend=Mend((edit,), certain=True))


def _is_better(mended: Problem, edits: Sequence[Edit], before: Told, after: Told) -> bool:
    """Tell whether a problem is gone and nothing that was written is a new one.

    Of a file that did not show all of them, others may show that stood in it before, but not in what was written.
    """
    was, now = (Counter((each.code, each.says) for each in told.problems) for told in (before, after))
    if now[mended.code, mended.says] >= was[mended.code, mended.says] and before.shows_all:
        return False
    new = [each for each in after.problems if now[each.code, each.says] > was[each.code, each.says]]
    if before.shows_all:
        return not new
    same_place = [each for each in after.problems if (each.line, each.code) == (mended.line, mended.code)]
    return not any(_is_within(each, edits) for each in (*new, *same_place))


def _is_within(problem: Problem, edits: Sequence[Edit]) -> bool:
    """Tell whether a problem stands in, or right behind, what an edit has written on one line."""
    return any(
        problem.line == each.line and each.column <= problem.column <= each.column + len(each.text) for each in edits
    )


def applied(content: bytes, edits: Sequence[Edit]) -> bytes:
    """Return a file after edits in the order of their places; new lines end as those of the file do."""
    text = content.decode("utf-8")
    starts = [len(BYTE_ORDER_MARK) if text.startswith(BYTE_ORDER_MARK) else 0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1 - (starts[0] if len(starts) == 1 else 0))
    new_line = "\r\n" if "\r\n" in text else "\n"
    for edit in reversed(edits):
        start, end = starts[edit.line - 1] + edit.column - 1, starts[edit.end_line - 1] + edit.end_column - 1
        text = text[:start] + edit.text.replace("\n", new_line) + text[end:]
    return text.encode("utf-8")


def plan_fixes(source: WorkTree, problems: Iterable[Problem], today: dt.date) -> dict[str, Fixed]:
    """Return the files that certain mends change, by their paths below the deals folder; nothing is written.

    `problems` are those of the source: only files with one that can have a certain mend are looked at.
    """
    begin = f"{source.name}/"
    mended = (each for each in problems if (each.mend and each.mend.certain) or each.code == "indentation")
    paths = {each.path.removeprefix(begin) for each in mended}
    if not paths:
        return {}
    listing, (around, _) = source.listing(), read_surroundings(source, today)

    def told(path: str, content: bytes) -> Told:
        return Told(problems_with(source, listing, around, today, path, content), is_parsed(path, content))

    plan: dict[str, Fixed] = {}
    for path in sorted(paths):
        plan[path] = fixed(source.read(path), partial(told, path), top_keys(listing, path))
    return {path: each for path, each in plan.items() if each.mended}


def write_fixes(source: WorkTree, plan: Mapping[str, Fixed]) -> list[str]:
    """Write mended files, all or none, and return the paths of those that somebody changed since they were planned.

    To be called while the folder is held. Raises PermissionError where a file is read-only, OSError where the disk
    refuses, Refused where a file is gone.
    """
    for path in plan:
        if not (source.root / path).stat(follow_symlinks=False).st_mode & WRITABLE:
            raise PermissionError(errno.EACCES, "is read-only: nothing is written", str(source.root / path))
    changed = [path for path, each in plan.items() if source.read(path) != each.before]
    written: list[str] = []
    try:
        for path in plan.keys() - set(changed):
            write_below(source.root, path, plan[path].after)
            written.append(path)
    except OSError:
        for path in written:
            write_below(source.root, path, plan[path].before)
        raise
    return changed
