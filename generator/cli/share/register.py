"""The register of shares in its file: read, and written only where it stays sound."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

import click

from generator.cli.options.options import deals_folder
from generator.cli.output.printing import waiting
from generator.edit.holding import file_held
from generator.edit.writing import write
from generator.model.playbook import Surroundings
from generator.model.share import Register, Share
from generator.problems import Refused, expected
from generator.read.files import SHARES, Listing, WorkTree
from generator.read.playbook import read_surroundings
from generator.read.shares import read_register, register_of


class OnDisk:
    """The register below a folder, and the playbook that it is checked among."""

    def __init__(self, root: Path, deals: str) -> None:
        self.source = WorkTree(deals_folder(root, deals))
        self.path = f"{self.source.name}/{SHARES}"

    @cached_property
    def listing(self) -> Listing:
        """The files of the playbook."""
        return self.source.listing()

    @cached_property
    def surroundings(self) -> Surroundings:
        """What a share is checked among."""
        return read_surroundings(self.source)[0]

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the register against other commands that edit it, from its reading to its writing."""
        with file_held(self.source.root, SHARES, waiting):
            yield

    def content(self) -> bytes | None:
        """Return the file as it is, None where there is none."""
        return self.source.read(SHARES) if self.listing.has_shares else None

    def read(self) -> Register:
        """Return the register; raise Refused with its problems."""
        reading = read_register(self.source, self.listing, self.surroundings)
        if reading.noun is None:
            raise Refused(reading.problems)
        return reading.noun

    def share(self, named: str) -> Share:
        """Return one share, or fail with what was meant."""
        shares = self.read().shares
        if named not in shares:
            meant = expected(named, shares)
            raise click.UsageError(f"there is no share {named!r}" + (f" ({meant})" if meant else ""))
        return shares[named]

    def write(self, content: bytes) -> None:
        """Write the file; raise Refused, with the file as it was, where it would have a problem."""
        reading = register_of(self.path, content, self.listing.deals, self.surroundings)
        if reading.noun is None:
            raise Refused(reading.problems)
        write(self.source.root / SHARES, content)
