"""Lines in a file of the cache: each with a checksum, written in one step, and worth nothing to another edition."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from io import BufferedReader
from pathlib import Path
from zlib import crc32

from generator.site.storage.version import edition


def keep_lines(file: Path, lines: Iterable[bytes], block: bytes = b"") -> None:
    """Write lines, none of which holds an end of line, and a block in place of what a file held; OSError passes."""
    file.parent.mkdir(parents=True, exist_ok=True)
    descriptor, waiting = tempfile.mkstemp(dir=file.parent, prefix=".")
    try:
        with os.fdopen(descriptor, "wb") as opened:
            opened.write(_heading())
            opened.writelines(b"%b %b\n" % (_checksum(line), line) for line in lines)
            opened.write(block)
        Path(waiting).replace(file)
    except OSError:
        Path(waiting).unlink(missing_ok=True)
        raise


def kept_lines(file: Path) -> Iterator[bytes]:
    """Yield the lines of a file that are as they were written; none where another edition wrote it or none is there.

    No link is followed: what it leads to would not be ours.
    """
    content = _content(file)
    if content.startswith(_heading()):
        for line in content[len(_heading()) :].split(b"\n"):
            checksum, _, told = line.partition(b" ")
            if told and checksum == _checksum(told):
                yield told


def keep_block(file: Path, block: bytes) -> None:
    """Write one block in place of what the file held; OSError passes."""
    keep_lines(file, [b"%d" % crc32(block)], block)


def kept_block(file: Path) -> bytes | None:
    """Return the block of a file, None where it is not as it was written, or of another edition."""
    with contextlib.suppress(OSError), _opened(file) as opened:
        heading, head, block = opened.readline(), opened.readline(), opened.read()
        if heading == _heading() and head.endswith(b" %d\n" % crc32(block)):
            return block
    return None


def _content(file: Path) -> bytes:
    with contextlib.suppress(OSError), _opened(file) as opened:
        return opened.read()
    return b""


def _opened(file: Path) -> BufferedReader:
    descriptor = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    return os.fdopen(descriptor, "rb")


def _heading() -> bytes:
    return f"a build of playbook {edition()}\n".encode()


def _checksum(line: bytes) -> bytes:
    return blake2b(line, digest_size=8).hexdigest().encode("ascii")
