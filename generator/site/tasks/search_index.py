"""The search index, from what all results hold for it, or from the one that stands."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from functools import partial
from pathlib import Path

from generator.site.cache.reuse import Reuse
from generator.site.output.staging import FileSink
from generator.site.search.full import shards
from generator.site.search.incremental import mended
from generator.site.search.index_format import Shards
from generator.site.search.jsonp import brought_by, script_of, script_path


def index_of(reuse: Reuse, sink: FileSink, *, from_disk: bool) -> Shards:
    """Return the index; where the site is as it was left, only what a change touches is made anew.

    For pages that are opened `from_disk` it is made of scripts.
    """
    index = _mended(reuse, sink, _scripts if from_disk else _files) or shards(
        reuse.result(name).search_entries for name in reuse.notes
    )
    return as_scripts(index) if from_disk else index


def as_scripts(index: Shards) -> Shards:
    """Return an index as the scripts that bring its files."""
    files = {script_path(path): script_of(path, content) for path, content in index.files.items()}
    return Shards(files, frozenset(map(script_path, index.paths)))


def _mended(reuse: Reuse, sink: FileSink, reading: Callable[[FileSink, str], bytes | None]) -> Shards | None:
    store = reuse.last.store
    if not reuse.as_left or store.index.notes.keys() != reuse.notes.keys():
        return None
    before = (store.result(name).search_entries for name in reuse.fresh)
    after = (result.search_entries for result in reuse.fresh.values())
    return mended(before, after, partial(reading, sink))


def _files(sink: FileSink, path: str) -> bytes | None:
    return Path(sink.site, path).read_bytes() if path in sink.standing else None


def _scripts(sink: FileSink, path: str) -> bytes | None:
    script = _files(sink, script_path(path))
    with contextlib.suppress(ValueError):
        return brought_by(path, script) if script is not None else None
    return None
