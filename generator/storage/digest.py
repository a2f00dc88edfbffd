"""Digests that name a sequence of texts."""

from __future__ import annotations

from hashlib import sha256


def digest(*parts: bytes | str) -> str:
    """Return the 128-bit SHA-256 prefix of length-prefixed parts, as hex.

    SHA-256 because processors have instructions for it; 128 bits are beyond chance collisions.
    """
    digested = sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digested.update(b"%d:" % len(data))
        digested.update(data)
    return digested.hexdigest()[:32]
