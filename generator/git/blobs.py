"""Tokens of the contents of files as git knows them, so that a file on disk and one in a commit can be compared."""

from __future__ import annotations

import hashlib
from typing import Final

SHORTER: Final = 40
"""Digits of an id in a repository that digests by SHA-1; in others it has more."""


def token_of(content: bytes, digits: int = SHORTER) -> str:
    """Return the token that `CommitTree.contents` has for a file of this content; `digits` is the length of an id."""
    head = b"blob %d\0" % len(content)
    algorithm = "sha1" if digits == SHORTER else "sha256"
    return f"file {hashlib.new(algorithm, head + content, usedforsecurity=False).hexdigest()}"
