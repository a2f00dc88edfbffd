"""A block in a file of the cache: with its name and its digest, written in one step, for one edition alone.

The name says which part of the cache it is, so that a part in the place of another one is as good as missing. Who
knows what a block must hold names its digest.
"""

from __future__ import annotations

import contextlib
from hashlib import sha256
from io import BufferedReader
from pathlib import Path

from generator.git.cache_file import opened, put
from generator.site.storage.version import edition

LONGEST = 1 << 10
"""Bytes of a line at the head of a block: no name of ours comes near."""


def digest_of(block: bytes) -> str:
    """Return what stands for the content of a block."""
    return sha256(block).hexdigest()[:32]


def keep_block(file: Path, name: str, block: bytes) -> str:
    """Write a block in place of what a file held, and return its digest; OSError passes."""
    told = digest_of(block)
    put(file, (_heading(), f"{name} {told}\n".encode(), block))
    return told


def kept_block(file: Path, name: str, told: str = "") -> bytes | None:
    """Return the block of a file; None where it is not as it was written, or has another name, edition or digest.

    No link is followed: what it leads to would not be ours.
    """
    with contextlib.suppress(OSError), opened(file) as reading:
        head = _head(reading, name)
        if head and told in ("", head):
            block = reading.read()
            return block if digest_of(block) == head else None
    return None


def digest_told(file: Path, name: str) -> str:
    """Return the digest that stands at the head of a block, which is not read; empty where there is no such block."""
    with contextlib.suppress(OSError), opened(file) as reading:
        return _head(reading, name)
    return ""


def _head(reading: BufferedReader, name: str) -> str:
    heading, (named, _, told) = reading.readline(LONGEST), reading.readline(LONGEST).rpartition(b" ")
    return told.rstrip(b"\n").decode("ascii", "replace") if (heading, named) == (_heading(), name.encode()) else ""


def _heading() -> bytes:
    return f"a build of playbook {edition()}\n".encode()
