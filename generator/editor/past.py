"""Histories of single deals for a server's run: the log is read once for each commit that HEAD is at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Lock

from generator.git.cache_file import memory
from generator.git.command import GitFailed, ask, has_history
from generator.git.log import Log
from generator.git.log_cache import kept_log
from generator.history.difference import Recall
from generator.history.history import History, HistoryInputs, chronicle_of, histories
from generator.model.method import Method
from generator.problems import Refused

MOST_KEPT = 50
"""Histories that are remembered, those of the deals asked for last."""


class Histories:
    """Histories of the deals in a folder, each worked out when it is first asked for; `read_log` has the log."""

    def __init__(self, deals: Path, root: Path, read_log: Callable[[Path], Log] | None = None) -> None:
        self._deals, self._root, self._log_of = deals, root, read_log
        self._commit = ""
        self._inputs: HistoryInputs | None = None
        self._known: dict[tuple[str, dt.date, int], History | None] = {}
        self._lock = Lock()

    def read(self) -> None:
        """Read the log, so that the first form need not wait for it; what git cannot do, the form will say."""
        with suppress(GitFailed, Refused, OSError), self._lock:
            self._read_log()

    def recalled(self, path: str, method: Method, today: dt.date) -> tuple[Recall, str]:
        """Return the recall of a deal's history, and a sentence on why there is none where git cannot read it."""
        try:
            history = self._history(path, method, today)
        except (GitFailed, Refused, OSError) as fault:
            return lambda _: None, f"judged without its history: {fault}"
        return lambda _: history, ""

    def _history(self, path: str, method: Method, today: dt.date) -> History | None:
        with self._lock:
            self._read_log()
            key = path, today, hash(repr(method))
            if key not in self._known:
                with histories(self._inputs, method, today) as recall:
                    self._known[key] = recall(path)
                for old in list(self._known)[:-MOST_KEPT]:
                    del self._known[old]
            return self._known[key]

    def _read_log(self) -> None:
        """Read the log anew where HEAD is at another commit than the last time."""
        commit = ask(self._deals, "rev-parse", "HEAD") if has_history(self._deals) else ""
        if commit == self._commit and (self._inputs or not commit):
            return
        cache = memory(self._root)
        read_log = self._log_of or (lambda folder: kept_log(folder, cache))
        self._inputs = chronicle_of(read_log(self._deals), self._deals, cache) if commit else None
        self._commit, self._known = commit, {}


Past = Callable[[str, Method, dt.date], tuple[Recall, str]]
"""Recall of a deal's history as `Histories.recalled` gives it."""
