"""A folder of blocks, each in a file with a heading, the block's name and its digest.

A file under another name or heading, with another digest, or damaged counts as missing; the folder may be deleted.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from dataclasses import dataclass
from hashlib import sha256
from io import BufferedReader
from pathlib import Path
from typing import Any, Final

from generator.storage.atomic_write import write_whole
from generator.storage.compact_json import compact_json, parsed

LONGEST: Final = 1 << 10
"""Bytes of a line at the head of a block: no name of ours comes near."""
DAMAGED: Final = (ValueError, TypeError, AttributeError, LookupError, ArithmeticError)
"""The errors of code that reads something else than was written."""


def digest_of(block: bytes) -> str:
    """Return the digest of a block's content: 128 bits of SHA-256, as hex."""
    return sha256(block).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Store:
    """A folder whose blocks are good under one heading alone, which names who wrote them and on what basis."""

    folder: Path
    heading: str

    def write(self, name: str, block: bytes) -> str:
        """Write a block in one step, whatever stands in its place, and return its digest; OSError passes."""
        digest, file = digest_of(block), self.folder / name
        if file.is_dir() and not file.is_symlink():
            shutil.rmtree(file)
        write_whole(file, self._heading, f"{name} {digest}\n".encode(), block, durable=False, mode=0o600)
        return digest

    def read(self, name: str, digest: str = "") -> bytes | None:
        """Return a block; None where it is missing, or has another digest than is given."""
        with contextlib.suppress(OSError), _opened(self.folder / name) as file:
            actual = self._digest_at_head(file, name)
            if actual and digest in ("", actual):
                block = file.read()
                return block if digest_of(block) == actual else None
        return None

    def digest(self, name: str) -> str:
        """Return the digest at the head of a block, which is not read; empty where there is no such block."""
        with contextlib.suppress(OSError), _opened(self.folder / name) as file:
            return self._digest_at_head(file, name)
        return ""

    def write_record(self, name: str, record: object) -> None:
        """Write a value as JSON; a folder that cannot be written stays as it is."""
        with contextlib.suppress(OSError):
            self.write(name, compact_json(record))

    def record(self, name: str) -> Any:
        """Return the value that was written as JSON, None where it is missing."""
        block = self.read(name)
        return parsed(block) if block else None

    @property
    def _heading(self) -> bytes:
        return f"{self.heading}\n".encode("ascii", "backslashreplace")

    def _digest_at_head(self, file: BufferedReader, name: str) -> str:
        heading, (named, _, digest) = file.readline(LONGEST), file.readline(LONGEST).rpartition(b" ")
        if (heading, named) != (self._heading, name.encode()):
            return ""
        return digest.rstrip(b"\n").decode("ascii", "replace")


def _opened(file: Path) -> BufferedReader:
    """Open a file of ours to be read; OSError where it is none: a link is not followed, a pipe not waited for."""
    return open(file, "rb", opener=_as_it_stands)


def _as_it_stands(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NOFOLLOW | os.O_NONBLOCK)
