"""A version that is read piece by piece says the same as one that is read as a whole."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from generator.problems import Problem, Refused
from generator.read.old_version import OldVersion, read_version
from generator.read.pieces import Doubtful, Pieces
from generator.read.yaml.document import parse

PATH = "acme/core.md"
SOUND = """\
---
# a deal
title: "Core: banking"
stage: evaluate
amount: EUR 1,200,000
close: 2027-03-31
effort: {spent: 25 days,
  left: 40 days}
competitors:
- xsys
- status-quo
compelling_event:
  what: |
    Licence ends

    on 31 March
  deadline: 2027-03-31
assessment:
  # the first two
  compelling_event: {us: "+", xsys: "?", date: 2026-11-02, by: customer, evidence: "Licence: ends"}
  access_to_funds:  {us: '-'}
  solution_fit: plus
  risk:
    us: "?"
    evidence: >
      It is
      not known
value:
  issue: growth
  lines:
    line-0: {head: increase, what: "a, b", amount: "EUR 1,000"}
profit:
---
Notes.

---
"""
SIGNS = [
    *"\n :-'\"{}[]|>#&*!%,?~\t\\@",
    "\n",
    "\n  ",
    "\n---\n",
    ": ",
    "- ",
    "  ",
    "us: ",
    "é",
    "\x85",
    "<<: *a",
    "...\n",
]


class Never(Pieces):
    """Pieces that always leave it to the whole."""

    def whole(self, content: bytes) -> dict[str, object]:
        raise Doubtful


def read(text: str, pieces: Pieces) -> OldVersion | list[Problem]:
    """Return what is read of a version, or the problems with it."""
    try:
        return read_version(PATH, text.encode(), pieces)
    except Refused as refused:
        return list(refused.problems)


def changed(text: str, chance: random.Random) -> str:
    """Return a text in which something was written, deleted, or moved to another line."""
    start = chance.randrange(len(text))
    lines = text.splitlines(keepends=True)
    match chance.randrange(4):
        case 0:
            lines = [text[:start], chance.choice(SIGNS), text[start:]]
        case 1:
            lines = [text[:start], text[start + chance.randrange(1, 9) :]]
        case 2:
            lines.insert(chance.randrange(len(lines)), chance.choice(lines))
        case _:
            del lines[chance.randrange(len(lines))]
    return "".join(lines)


def versions(seed: int) -> Iterator[str]:
    """Yield versions of one file, each changed in one to three places from the sound one or from the one before."""
    chance = random.Random(seed)  # noqa: S311 - the same every time is what is wanted
    text = SOUND
    for _ in range(150):
        text = text if len(text) > 100 and chance.random() < 0.3 else SOUND
        for _ in range(chance.randrange(1, 4)):
            text = changed(text, chance)
        yield text


def test_only_what_changed_is_read_of_a_sound_version() -> None:
    pieces = Pieces(PATH)
    assert pieces.whole(SOUND.encode()) == parse(PATH, SOUND.encode()).data
    known = set(pieces.known)
    pieces.whole(SOUND.replace("solution_fit: plus", "solution_fit: minus").encode())
    assert pieces.known.keys() - known == {"assessment:\n  solution_fit: minus\n"}


@pytest.mark.parametrize("seed", range(8))
def test_whatever_stands_in_a_version_it_reads_the_same_in_pieces(seed: int) -> None:
    pieces = Pieces(PATH)
    for text in versions(seed):
        assert read(text, pieces) == read(text, Never(PATH)), text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no front matter",
        "---\nnever closed: 1\n",
        "---\n# only a comment\n---\n",
        "---\ntitle: 1\ntitle: 2\n---\n",
        "---\ntitle: [x,\nstage: y]\n---\n",
        '---\ntitle: "x\nstage: y"\n---\n',
        "---\ntitle: 1\r\nstage: 2\r\n---\n",
        "---\nassessment:\n  a: {us: plus}\n  a: {us: minus}\n---\n",
        f"---\nstage: {'x' * 140_000}\n---\n",
    ],
)
def test_where_there_is_a_doubt_the_whole_is_read(text: str) -> None:
    with pytest.raises((Doubtful, Refused)):
        Pieces(PATH).whole(text.encode())
    assert read(text, Pieces(PATH)) == read(text, Never(PATH))
