"""Identities under which deals came into the repository: what outlives a rename of their files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from generator.git.log import FileChange

Touches = Mapping[str, Sequence[FileChange]]


def origins(touches: Touches) -> Mapping[str, str]:
    """Return the identity at its first commit of each file that was renamed, by the path of today.

    Where a path was taken again, its first file keeps the identity, and the later ones have their first commit's id
    behind it; so has a file that takes such a path without a commit yet, with a word for it. Nothing is said of a
    file that is older than a shallow clone.
    """
    moved = {path: each[-1].path for path, each in touches.items() if _is_moved(path, each[-1])}
    claims: dict[str, list[str]] = defaultdict(list)
    for path in (*moved, *{*moved.values()} - moved.keys()):
        claims[moved.get(path, path)].append(path)
    return {path: name for first, paths in claims.items() for path, name in _named(first, paths, touches)}


def _is_moved(path: str, first: FileChange) -> bool:
    return first.path != path and not first.cut


def _named(first: str, paths: Iterable[str], touches: Touches) -> Iterable[tuple[str, str]]:
    identity = first.removesuffix(".md")
    begun = sorted((touches[path][-1].change.time, path) for path in paths if path in touches)
    for place, (_, path) in enumerate(begun):
        yield path, f"{identity}/{touches[path][-1].change.id}" if place else identity
    if first not in touches:
        yield first, f"{identity}/new"
