"""Whether two sites say the same, word for word, on the pages of the deals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from pathlib import Path

from benchmarks.peers.article import article
from benchmarks.peers.content import Deal, built

AROUND = 4
"""How many words are shown on either side of a difference."""


def sample(deals: Sequence[Deal], at_most: int) -> list[Deal]:
    """Return deals spread evenly over all of them."""
    step = max(1, -(-len(deals) // at_most))
    return list(deals[::step])


def missing(site: Path, deals: Iterable[Deal]) -> list[str]:
    """Return the pages of deals that a site does not have."""
    return [path for deal in deals for path in deal.pages() if not (site / path / "index.html").is_file()]


def differences(ours: Path, theirs: Path, deals: Iterable[Deal]) -> Iterator[str]:
    """Yield what differs first on each page that does not say the same in both sites."""
    for deal in deals:
        for path in deal.pages():
            if said := difference(*(article(built(site, path)).words() for site in (ours, theirs))):
                yield f"{path}: {said}"


def difference(ours: Sequence[str], theirs: Sequence[str]) -> str:
    """Return the words around the first difference; nothing where there is none."""
    for at, (mine, other) in enumerate(zip_longest(ours, theirs)):
        if mine != other:
            about = slice(max(0, at - AROUND), at + AROUND + 1)
            return f"{' '.join(ours[about])!r} is {' '.join(theirs[about])!r} there"
    return ""
