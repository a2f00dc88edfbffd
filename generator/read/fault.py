"""Faults in the references of one file: found in the nouns, placed in the file afterwards."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import NamedTuple, TypeVar

from generator.model.file_noun import FileNoun
from generator.model.mistakes import ADD, LISTED, UNKNOWN
from generator.problems import MOST_OF_A_FILE, Meant, Problem, Remedy
from generator.read.reading import Remains
from generator.read.yaml.place import At

Kind = TypeVar("Kind", bound=FileNoun)


class Fault(NamedTuple):
    """A mistake at a path of the noun; `of_key` tells that it is the key that is wrong, not the value.

    It rests on what else is written: `rests_on` is a path of the same file, `in_file` another file, relative to the
    playbook's folder. Where those have mistakes of their own, the fault is not said.
    """

    at: At
    code: str
    says: str
    remedy: str | Meant | Remedy = ""
    of_key: bool = False
    rests_on: At = ()
    in_file: str = ""


def unknown(
    at: At,
    what: str,
    word: str,
    known: Collection[str],
    *,
    of_key: bool = False,
    rests_on: At = (),
    in_file: str = "",
) -> Iterator[Fault]:
    """Yield a fault if `word` is not one of `known`; `what` is the kind of thing, as in "unknown player"."""
    if word not in known:
        code = f"unknown-{what.partition(' of ')[0].replace(' ', '-')}"
        remedy = added(word, known, rests_on[-2]) if len(rests_on) > 1 else Meant(word, known, LISTED)
        yield Fault(at, code, UNKNOWN.says.format(what=what, word=repr(word)), remedy, of_key, rests_on, in_file)


def added(word: str, known: Collection[str], where: object) -> Meant:
    """Return the remedy for a word that is misspelt, or else has to be added to a file."""
    return Meant(word, known, ADD.format(where=where), listed=False)


def located(faults: Iterable[Fault], left: Remains[Kind], broken: Collection[str]) -> Iterator[Problem]:
    """Yield the problem for each fault that does not rest on a broken part, up to the limit for one file."""
    document = left.document
    if document is None:
        return
    sure = (
        each for each in faults if each.in_file not in broken and not (each.rests_on and left.lacks(each.rests_on))
    )
    for fault in islice(sure, MOST_OF_A_FILE + 1):
        at = left.written_at(fault.at)
        yield document.problem(at, fault.code, fault.says, fault.remedy, of_key=fault.of_key)
