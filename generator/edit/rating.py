"""Edit of one rating in its place: its line changes, and no other byte of the file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.edit.cannot_splice import CannotSplice
from generator.edit.checked_edit import edited_deal
from generator.edit.scalars import Tree
from generator.model.deal import Word
from generator.model.playbook import Surroundings
from generator.model.text import Sign
from generator.read.yaml.document import Document, parse
from generator.read.yaml.place import At

BLOCK = "assessment"
US = "us"

Standing = str | Mapping[str, str]
"""A rating as a file has it: a bare sign, a block of keys, or nothing."""


@dataclass(frozen=True, slots=True)
class RatingEdit:
    """New knowledge of one criterion; an empty field keeps the file's value.

    `whose` is the competitor that the sign is about, or `us`. `date`, `by` and `evidence` tell how it is known.
    """

    criterion: str
    sign: Sign
    whose: str = US
    date: dt.date | None = None
    by: Word | None = None
    evidence: str = ""

    def written(self) -> dict[str, str]:
        """Return the keys of a rating that this answer gives, as a file has them."""
        day = self.date.isoformat() if self.date else ""
        given = {self.whose: self.sign, "date": day, "by": self.by or "", "evidence": " ".join(self.evidence.split())}
        return {key: text for key, text in given.items() if text}


def rate(name: str, path: str, content: bytes, answer: RatingEdit, surroundings: Surroundings) -> bytes:
    """Return a deal's file with the answer in it.

    `name` is the deals folder's and `path` the file's below it. Raises Refused where the file would have problems
    that it does not have now, or cannot be parsed, or holds the rating in a form that only its author can change.
    """
    document = parse(f"{name}/{path}", content)
    return edited_deal(name, path, content, _changes(document, answer), surroundings, (BLOCK, answer.criterion))


def _changes(document: Document, answer: RatingEdit) -> Iterator[tuple[At, str | Tree]]:
    """Yield the changes to write one after the other: each key is added to the result of the one before."""
    at: At = (BLOCK, answer.criterion)
    written = answer.written()
    stands = _standing(document, answer.criterion)
    if isinstance(stands, Mapping) and at in document.places:
        yield from (((*at, key), text) for key, text in written.items())
    elif stands == "" and at not in document.places:
        sign, *more = written.items()
        yield at, dict([sign])
        yield from (((*at, key), text) for key, text in more)
    elif list(written) == [US] and stands:
        yield at, answer.sign
    else:
        ours = {US: stands.strip()} if isinstance(stands, str) and stands and answer.whose != US else {}
        yield at, ours | written


def _standing(document: Document, criterion: str) -> Standing:
    ratings = document.data.get(BLOCK)
    stands: Standing | list[str] = ratings.get(criterion, "") if isinstance(ratings, dict) else ""
    if isinstance(stands, list):
        raise CannotSplice("a list stands where a rating is meant; change it by hand")
    return stands
