"""Compiled templates, kept where Python keeps our compiled modules: compiling them anew at each start is slow."""

from __future__ import annotations

import contextlib
import sys
from functools import cached_property
from hashlib import sha256
from importlib.metadata import version
from importlib.util import cache_from_source
from pathlib import Path
from pickle import UnpicklingError

from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket

BESIDE = Path(cache_from_source(__file__)).parent


class Compiled(FileSystemBytecodeCache):
    """Belongs to the installation as Python's own does, and like that is code: never in a folder that travels.

    Where Python may write none, or there is no such folder, none is kept.
    """

    def __init__(self, folder: Path = BESIDE) -> None:
        super().__init__(str(folder), "template-%s.pyc")

    def get_source_checksum(self, source: str) -> str:
        """Return what a compiled template rests on: its text, and what is worked out while it is compiled."""
        return sha256((self._compiler + source).encode()).hexdigest()

    @cached_property
    def _compiler(self) -> str:
        digest = sha256(version("jinja2").encode())
        for module in sorted(Path(__file__).parents[1].rglob("*.py")):
            digest.update(module.read_bytes())
        return digest.hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load the stored bytecode; damaged bytecode counts as missing."""
        try:
            super().load_bytecode(bucket)
        except (OSError, UnpicklingError):
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a compiled template, if that can be."""
        if not sys.dont_write_bytecode:
            with contextlib.suppress(OSError):
                super().dump_bytecode(bucket)
