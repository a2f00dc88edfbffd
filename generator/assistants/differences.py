"""Differences for a server's run: what is known of the files and of their history is not worked out again."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from generator.assistants.portfolio import Moment, Portfolio
from generator.git.blobs import SHORTER
from generator.git.logs import Logs
from generator.git.tree import tip
from generator.history.difference import Difference
from generator.history.side import tokens
from generator.history.sides import AtHand, FilesOnDisk, Revisions, change_since


@dataclass
class Differences:
    """Differences of the playbook in a folder; the last one is held, for its other pages.

    `deals_name` is the path of the deals from the root.
    """

    root: Path
    deals_name: str
    portfolio: Portfolio
    logs: Logs
    _moment: Moment | None = field(default=None, init=False)
    _key: tuple[str, ...] = field(default=(), init=False)
    _last: tuple[Difference, str] | None = field(default=None, init=False)

    def of(self, base: str, head: str | None) -> tuple[Difference, str]:
        """Return the difference, and in words why its beginning had to be guessed, empty where it had not.

        `head` is None for the files on disk. Raises GitFailed where a revision is no commit.
        """
        moment = self.portfolio.now()
        commits = (tip(self.root / self.deals_name, each).id for each in (base, head or "HEAD"))
        key = (head or "", *commits)
        if self._last is None or key != self._key or moment is not self._moment:
            guessed: list[str] = []
            at_hand = AtHand(self.logs.of, lambda _, digits: self._on_disk(moment, digits))
            revisions = Revisions(base, head)
            change = change_since(
                self.root, self.deals_name, revisions, moment.today, guessed.append, at_hand=at_hand
            )
            self._last, self._key, self._moment = (change, "".join(guessed)), key, moment
        return self._last

    def _on_disk(self, moment: Moment, digits: int) -> FilesOnDisk:
        """Return the files on disk, most of which need not be read for their tokens."""

        def known(path: str) -> str:
            return moment.files[path].token if digits == SHORTER and path in moment.files else ""

        return FilesOnDisk(moment.around, tokens(moment.around.source, moment.listing, digits, known))
