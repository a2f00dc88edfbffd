"""Fingerprints that stay the same while a remark moves with its line, so that a forge knows it again."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable

from generator.cli.output.remarks import Remark


def fingerprints(remarks: Iterable[Remark]) -> list[str]:
    """Return one for each remark, in order; remarks of the same words about a file each have their own."""
    seen: Counter[tuple[str, ...]] = Counter()
    prints = []
    for each in remarks:
        same = (each.path, each.code, each.subject, "" if each.subject else each.says)
        seen[same] += 1
        prints.append(hashlib.sha256("\0".join((*same, str(seen[same]))).encode()).hexdigest())
    return prints
