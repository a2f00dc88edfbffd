"""Existing files of the deals folder: their ties to rows, and the names that are taken."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from generator.edit.crm.formats import Formats
from generator.problems import Problem, Refused
from generator.read.files import Source
from generator.read.yaml.document import Document, parse
from generator.read.yaml.place import At


@dataclass(frozen=True, slots=True)
class TiedFile:
    """A file that a row is tied to, as it is now. `at` is the path of a person in it, empty for the file itself.

    Of many thousand files what they say is kept, as JSON where it is seldom asked for, and the places of values are
    read when they are needed.
    """

    source: Source
    path: str
    content: Mapping[str, Any] | str
    at: At = ()

    @property
    def data(self) -> Mapping[str, Any]:
        """The data of the front matter."""
        return json.loads(self.content) if isinstance(self.content, str) else self.content

    @property
    def whole_path(self) -> str:
        """The path as messages have it, with that of the deals folder."""
        return f"{self.source.name}/{self.path}"

    @property
    def document(self) -> Document:
        """The file with the places of its values, read anew."""
        return parse(self.whole_path, self.source.read(self.path))


Front = Mapping[str, Any] | str
Named = tuple[str, TiedFile]


@dataclass(frozen=True)
class ExistingFiles:
    """Every tie by the id as it is compared; every account file by its folder; and which names are taken.

    People are by the folder of their account and by id: a person can stand in several accounts' files.

    `deals_of` are the file names without their ending, by folder. Files that cannot be parsed are `problems`.
    """

    deals: Mapping[str, TiedFile]
    accounts: Mapping[str, TiedFile]
    people: Mapping[tuple[str, str], TiedFile]
    files: Mapping[str, TiedFile]
    deals_of: Mapping[str, frozenset[str]]
    problems: Mapping[str, tuple[Problem, ...]]


def look(
    source: Source, system: str, formats: Formats, tell: Callable[[int, int], None] = lambda done, whole: None
) -> ExistingFiles:
    """Return the existing files with their ties to one system, and tell how many of their deals are read."""
    listing = source.listing()
    problems: dict[str, tuple[Problem, ...]] = {}

    def read(
        paths: Mapping[str, str], pack: Callable[[Mapping[str, Any]], Mapping[str, Any] | str]
    ) -> Iterator[Named]:
        for done, (name, path) in enumerate(paths.items(), 1):
            tell(done, len(paths))
            try:
                content = pack(parse(f"{source.name}/{path}", source.read(path)).data)
            except Refused as refused:
                problems[path] = refused.problems
            else:
                yield name, TiedFile(source, path, content)

    files = dict(read(listing.accounts, dict))
    deals = dict(read(listing.deals, _packed))
    deals_of: dict[str, set[str]] = {}
    for identity in listing.deals:
        folder, _, slug = identity.partition("/")
        deals_of.setdefault(folder, set()).add(slug)
    return ExistingFiles(
        deals=_by_id(deals.values(), system, formats),
        accounts=_by_id(files.values(), system, formats),
        people={
            (folder, id_): person
            for folder, tied in files.items()
            for id_, person in _by_id(_people(tied), system, formats).items()
        },
        files=files,
        deals_of={folder: frozenset(slugs) for folder, slugs in deals_of.items()},
        problems=problems,
    )


def _packed(data: Mapping[str, Any]) -> str:
    return json.dumps(data, separators=(",", ":"))


def value_at(data: Any, at: At) -> Any:
    """Return the value at a path, or None."""
    for key in at:
        data = data.get(key) if isinstance(data, dict) else None
    return data


def crm_id(tied: TiedFile, system: str) -> str:
    """Return the id that ties a file or a person to a row of this system; one that names no system counts too."""
    crm = value_at(tied.data, (*tied.at, "crm"))
    if not isinstance(crm, dict) or crm.get("system", system) != system or not isinstance(crm.get("id"), str):
        return ""
    return str(crm["id"])


def _people(tied: TiedFile) -> Iterator[TiedFile]:
    people = tied.data.get("people")
    for key in people if isinstance(people, dict) else ():
        yield replace(tied, at=("people", key))


def _by_id(every: Any, system: str, formats: Formats) -> dict[str, TiedFile]:
    """Return the tied ones by id; of two with one id the first in the order of paths counts."""
    found: dict[str, TiedFile] = {}
    for tied in every:
        if id_ := crm_id(tied, system):
            found.setdefault(formats.same_id(id_), tied)
    return found
