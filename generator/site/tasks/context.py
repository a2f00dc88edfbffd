"""The context of a build: what every worker gets to turn a deal's bytes into finished pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.git.tree import CommitTime
from generator.history.history import HistoryInputs
from generator.read.files import Source
from generator.read.surroundings import SurroundingFiles
from generator.show.page import Commit, Setting
from generator.site.layout.page_file import ThemeFrame
from generator.site.output.staging import FileSink


@dataclass(frozen=True, slots=True)
class BuildContext:
    """Inputs besides a deal's own bytes on which its pages depend, and the sink that takes them.

    `changed` holds the last commit of each file, the newest first, and `newest` is the newest of all. `searched`
    tells whether the site has a search.
    """

    around: SurroundingFiles
    setting: Setting
    changed: Mapping[str, Commit]
    frame: ThemeFrame
    sink: FileSink
    history_inputs: HistoryInputs | None = None
    newest: CommitTime | None = None
    searched: bool = True

    @property
    def source(self) -> Source:
        """The source of the files."""
        return self.around.source
