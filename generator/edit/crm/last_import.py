"""Record of the last import, so that the next one can tell a hand edit from a change in the CRM."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.model.text import SLUG
from generator.problems import Problem, Refused

FILE = "imports.json"
"""Name of the file in the deals folder; it holds the CRM's values by system, kind and id, a record on a line."""

FILED = ("deals", "accounts", "people")
"""Kinds of records that stand in a file, whose path becomes one of ours again."""
PATH = re.compile(rf"{SLUG.pattern}/{SLUG.pattern}\.md")
Kind = str
Said = Mapping[str, str]


@dataclass(frozen=True)
class Remembered:
    """Values of each system at the last import: by system, kind of record and id, owned fields by dotted name."""

    systems: Mapping[str, Mapping[Kind, Mapping[str, Said]]] = field(default_factory=dict)

    def records(self, system: str, kind: Kind) -> Mapping[str, Said]:
        """Return what was last imported of one kind, by id."""
        return self.systems.get(system, {}).get(kind, {})

    def said(self, system: str, kind: Kind, id_: str) -> Said:
        """Return what was last imported for one record; empty if nothing was."""
        return self.records(system, kind).get(id_, {})

    def renamed(self, system: str, folders: Mapping[str, str]) -> Remembered:
        """Return the same with the new paths of files whose folder was renamed, by the folder's old name."""

        def moved(said: Said) -> Said:
            folder, slash, file = said.get("file", "").partition("/")
            return {**said, "file": f"{folders[folder]}{slash}{file}"} if folder in folders else said

        kinds = {
            kind: {id_: moved(said) for id_, said in records.items()}
            for kind, records in self.systems.get(system, {}).items()
        }
        return Remembered({**self.systems, system: kinds}) if folders else self

    def with_system(self, system: str, kinds: Mapping[Kind, Mapping[str, Said]]) -> Remembered:
        """Return the same with the present values of one system; a record that it no longer has is kept."""
        before = self.systems.get(system, {})
        merged = {kind: {**before.get(kind, {}), **kinds.get(kind, {})} for kind in sorted({*before, *kinds})}
        return Remembered({**self.systems, system: merged})


def recall(path: str, content: bytes | None) -> Remembered:
    """Return the record in a file; an empty one where there is no file. Raises Refused where it cannot be read."""
    if content is None:
        return Remembered()
    try:
        systems = json.loads(content)
        for kinds in systems.values():
            for kind, records in kinds.items():
                for said in records.values():
                    if kind in FILED and not PATH.fullmatch(said["file"]):
                        raise TypeError
                    if not all(isinstance(text, str) for text in said.values()):
                        raise TypeError
    except (ValueError, AttributeError, LookupError, TypeError, RecursionError):
        remedy = "restore it from version control; without it, the next import takes every difference for a hand edit"
        raise Refused([Problem(path, 1, 1, "not-a-record", "is not what an import wrote", remedy)]) from None
    return Remembered(systems)


def written(remembered: Remembered) -> bytes:
    """Return the file: sorted, one record on a line, so that two imports merge and a diff can be read."""
    systems = [
        f"  {json.dumps(system)}: {{\n" + ",\n".join(_kind(kind, kinds[kind]) for kind in sorted(kinds)) + "\n  }"
        for system, kinds in sorted(remembered.systems.items())
    ]
    return ("{\n" + ",\n".join(systems) + "\n}\n").encode("utf-8")


def _kind(kind: Kind, records: Mapping[str, Said]) -> str:
    lines = [
        f"      {json.dumps(id_)}: {json.dumps(records[id_], ensure_ascii=False, sort_keys=True)}"
        for id_ in sorted(records)
    ]
    return f"    {json.dumps(kind)}: {{\n" + ",\n".join(lines) + "\n    }"
