"""Plan of an import: what it would write and rename, and what it has to say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from generator.edit.crm.accounting import Accounting
from generator.edit.crm.last_import import FILE
from generator.edit.crm.merge.updates import HandEdit
from generator.problems import Problem
from generator.storage.atomic_write import write_below


@dataclass
class FileCounts:
    """Number of files of one kind that are new, changed, and unchanged."""

    new: int = 0
    changed: int = 0
    same: int = 0


@dataclass
class ImportPlan:
    """Plan of an import: the files to write by path below the deals folder, the accounting of rows, the messages.

    `deals` and `accounts` count files. `gone` are the files whose row the export no longer has. `renames` are folders
    to be renamed before anything is written, by their old name.
    """

    writes: dict[str, bytes] = field(default_factory=dict)
    deals: FileCounts = field(default_factory=FileCounts)
    accounts: FileCounts = field(default_factory=FileCounts)
    by_hand: list[HandEdit] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    renames: dict[str, str] = field(default_factory=dict)
    accounting: Accounting = field(default_factory=Accounting)

    @property
    def problems(self) -> list[Problem]:
        """The faults that cost a row or a field, each on its own."""
        return self.accounting.problems()


def carry_out(plan: ImportPlan, root: Path, tell: Callable[[int, int], None] = lambda done, whole: None) -> None:
    """Rename folders, write the files of a plan, each in one step, and the record of the import last of all.

    An account's own file comes before its deals: an import that is killed leaves no deal whose account would be taken
    for written. `tell` is called with the number of files that are written, and with that of all.

    Raises OSError where a file cannot be written, or a link on the way leads elsewhere.
    """
    for old, new in sorted(plan.renames.items()):
        (root / old).rename(root / new)
    for done, path in enumerate(sorted(plan.writes, key=_turn), 1):
        write_below(root, path, plan.writes[path])
        tell(done, len(plan.writes))


def _turn(path: str) -> tuple[bool, str, bool, str]:
    folder, _, name = path.rpartition("/")
    return path == FILE, folder, name != "index.md", path
