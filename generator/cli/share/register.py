"""The register of shares in its file: read share by share, and written only without new mistakes."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

import click

from generator.cli.options.options import deals_folder
from generator.cli.output.printing import waiting
from generator.edit.lock import file_held
from generator.model.playbook import Surroundings
from generator.model.share import Share
from generator.problems import Problem, Refused, expected
from generator.read.file_names import SHARES
from generator.read.files import Listing, WorkTree
from generator.read.playbook import read_surroundings
from generator.read.shares import Entries, entries_of, read_entries
from generator.read.yaml.document import parse_whole
from generator.storage.atomic_write import write_whole


class OnDisk:
    """The register below a folder, and the playbook that it is checked among, as of a day."""

    def __init__(self, root: Path, deals: str, today: dt.date) -> None:
        self.source = WorkTree(deals_folder(root, deals))
        self.path = f"{self.source.name}/{SHARES}"
        self.today = today

    @cached_property
    def listing(self) -> Listing:
        """The files of the playbook."""
        return self.source.listing()

    @cached_property
    def surroundings(self) -> Surroundings:
        """Surroundings against which a share is checked."""
        return read_surroundings(self.source, self.today)[0]

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the register against other commands that edit it, from its reading to its writing.

        Raises TimeoutError where another command stays.
        """
        with file_held(self.source.root, SHARES, waiting):
            yield

    def content(self) -> bytes | None:
        """Return the file as it is, None where there is none."""
        return self.source.read(SHARES) if self.listing.has_shares else None

    @cached_property
    def entries(self) -> Entries:
        """The register share by share. Raises Refused where mistakes leave no share readable."""
        entries = read_entries(self.source, self.listing, self.surroundings, self.today)
        if entries.problems and not entries.names:
            raise Refused(entries.problems)
        return entries

    def share(self, named: str) -> Share:
        """Return the readable part of one share, to end its link or give it another.

        Raises UsageError, with the name that was meant, where there is none, Refused where it cannot be read.
        """
        left = dict(self.entries.left())
        if named in left:
            return left[named]
        return self.sound(named)

    def sound(self, named: str) -> Share:
        """Return one share that has no mistake.

        Raises Refused with its mistakes, UsageError, with the name that was meant, where there is none.
        """
        if named in self.entries.faulty:
            raise Refused(self.entries.faulty[named].problems)
        shares = self.entries.sound.shares
        if named not in shares:
            meant = expected(named, self.entries.names)
            raise click.UsageError(f"there is no share {named!r}" + (f" ({meant})" if meant else ""))
        return shares[named]

    def write(self, content: bytes) -> None:
        """Write the file. Raises Refused, with the file as it was, where that would bring a mistake in."""
        after = entries_of(parse_whole(self.path, content), self.listing.deals, self.surroundings, self.today)
        if brought := [*_brought(self.entries.problems, after.problems)]:
            raise Refused(brought)
        write_whole(self.source.root / SHARES, content)


def _brought(before: Iterable[Problem], after: Iterable[Problem]) -> Iterator[Problem]:
    """Yield the problems that are new after a change; old ones may have moved to other lines, before new ones."""
    earlier = Counter((each.code, each.says) for each in before)
    for each in after:
        if earlier[each.code, each.says]:
            earlier[each.code, each.says] -= 1
        else:
            yield each
