"""The part of a site that one of several machines builds: some of the accounts."""

from __future__ import annotations

from hashlib import blake2b
from typing import NamedTuple

SITE, RESULTS = "site", "results"
"""The folders of a slice: its pages, and the results of its deals."""


class BuildShard(NamedTuple):
    """One of several slices, counted from 1. An account is in the same one wherever that is asked."""

    number: int
    of: int

    def holds(self, slug: str) -> bool:
        """Tell whether an account is in it."""
        digest = blake2b(slug.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        return int.from_bytes(digest, "big") % self.of == self.number - 1
