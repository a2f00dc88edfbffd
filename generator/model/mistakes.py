"""Words of the mistakes that the forms of a published site find, too: what is wrong, and what to do.

In braces stand the `key` and the `word` that is wrong, in quotes or `plain`, `what` it names, the words that are
`known`, and `where` it could be added. The forms get these words with the site (generator/editor/published).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple


class MistakeWords(NamedTuple):
    """Sentence and remedy of a kind of mistake."""

    says: str
    remedy: str


ADD: Final = "add it to {where}"
MISSING: Final = MistakeWords("{key} is missing", "fill it in")
LISTED: Final = "the method page lists what there is"
UNKNOWN_KEY: Final = MistakeWords("unknown entry {word}", "delete it, or write it in the notes")
UNKNOWN_WORD: Final = MistakeWords("is not one of the known words: {word}", "write one of {known}")
UNUSABLE: Final = MistakeWords("is not written as it has to be: {word}", "")
UNKNOWN: Final = MistakeWords("unknown {what} {word}", ADD)
UNKNOWN_PERSON: Final = MistakeWords("{word} is not among the people of the account", ADD)
NO_FILE: Final = MistakeWords("the partner {word} has no file", "write the file partners/{plain}.md")
UNLISTED: Final = MistakeWords("{word} is not one of the deal's competitors", ADD)
UNLISTED_RIVAL: Final = MistakeWords("{word} is rated but not listed", ADD)

MISTAKES: Final[Mapping[str, MistakeWords]] = {
    "missing": MISSING,
    "unknown-key": UNKNOWN_KEY,
    "unknown-word": UNKNOWN_WORD._replace(says=f"{{key}} {UNKNOWN_WORD.says}"),
    "unusable": UNUSABLE._replace(says=f"{{key}} {UNUSABLE.says}"),
    "unknown": UNKNOWN,
    "unknown-person": UNKNOWN_PERSON,
    "no-file": NO_FILE,
    "unlisted": UNLISTED,
    "unlisted-rival": UNLISTED_RIVAL,
}
"""The same by the names that the forms know them by."""
