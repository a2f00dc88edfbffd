"""Additions to a deal's file by the rows that belong to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from generator.edit.crm.accounting import Accounting, Fate
from generator.edit.crm.attached.rows import AttachedRow
from generator.edit.crm.existing_files import TiedFile
from generator.edit.crm.last_import import Said
from generator.edit.crm.merge.updates import HandEdit
from generator.edit.crm.tables import CsvRow
from generator.edit.splice import Value
from generator.model.money import COMMON
from generator.model.playbook import Surroundings
from generator.read.files import Listing
from generator.read.yaml.document import Document
from generator.read.yaml.place import At


class UnwrittenFile:
    """Source of one file that is planned and not written yet."""

    def __init__(self, name: str, path: str, content: bytes) -> None:
        """Take the name of the folder, the path in it, and the content."""
        self.name, self.path, self.content = name, path, content

    def listing(self) -> Listing:
        """Return the one file."""
        return Listing(deals={self.path.removesuffix(".md"): self.path})

    def read(self, path: str) -> bytes:
        """Return the content."""
        return self.content


class DealNow(NamedTuple):
    """A deal's file as it is now, with the row of the deal, what the last import remembers, and the surroundings."""

    source: UnwrittenFile
    document: Document
    row: CsvRow
    last: Said
    surroundings: Surroundings
    accounting: Accounting

    @property
    def tied(self) -> TiedFile:
        """The file as an update of its fields takes it."""
        return TiedFile(self.source, self.source.path, self.document.data)

    @property
    def currency(self) -> str:
        """The currency of the deal's amount, empty where there is none."""
        found = COMMON.fullmatch(str(self.document.data.get("amount", "")))
        return found["currency"] if found else ""

    def in_currency(self, amount: str) -> str:
        """Return an amount that names no currency of its own in that of the deal, where that is known."""
        return f"{self.currency or amount[:3]}{amount[3:]}"

    def block(self, *at: str) -> Mapping[str, Any]:
        """Return the block at a path of the file, empty where there is none."""
        found: Any = self.document.data
        for key in at:
            found = found.get(key) if isinstance(found, dict) else None
        return found if isinstance(found, dict) else {}


@dataclass
class Addition:
    """Changes of a file, notes to put below it, what to remember, the fate of each row, and people's own edits."""

    changes: list[tuple[At, Value]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    remembered: dict[str, str] = field(default_factory=dict)
    fates: list[tuple[CsvRow, Fate]] = field(default_factory=list)
    by_hand: list[HandEdit] = field(default_factory=list)

    def settle(self, rows: Sequence[AttachedRow], fate: Fate) -> None:
        """Give some rows a fate."""
        self.fates += [(each.row, fate) for each in rows]
