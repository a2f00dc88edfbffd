"""Base of every noun with a file of its own: its path, which is its identity, and its notes."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from generator.model.text import Line, Noun


class CutText(NamedTuple):
    """A text that is read only up to a # which begins a comment: its path, its place, and the text as it was meant.

    Steps of the path that number the items of a list are numbers in words.
    """

    at: tuple[str, ...]
    line: int
    column: int
    text: str


class FileNoun(Noun):
    """A noun read from a file of its own. `path` and `notes` come from the file, never from its front matter.

    `path` is relative to the deals folder and has forward slashes; `notes` is the Markdown below the front matter,
    which starts on line `notes_line`; `cut_short` are texts of which a part was taken for a comment.
    """

    LARGEST_NOTES: ClassVar[int] = 64 * 1024
    """Bytes that the notes may have."""
    FROM_THE_FILE: ClassVar = frozenset({"path", "notes", "notes_line", "cut_short"})

    path: str
    notes: str = ""
    notes_line: int = 1
    cut_short: tuple[CutText, ...] = ()

    @property
    def slug(self) -> str:
        """The last part of the identity: the file's name, or its folder's for an index."""
        *folders, file = self.path.removesuffix(".md").split("/")
        return folders[-1] if file == "index" and folders else file


class SharedFields(FileNoun):
    """The plain fields that an account and its deals both have; where both say something, the deal's counts."""

    region: Line = ""
    segment: Line = ""
