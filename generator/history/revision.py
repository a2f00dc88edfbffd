"""One commit's change of a deal, with the standing after it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.assess.judgement import Tally
from generator.assess.state import DealState
from generator.git.log import Change
from generator.history.shifts import FieldChange, Shift


@dataclass(frozen=True, slots=True)
class DealStanding:
    """Standing of a deal after a change: `word` is its verdict, or its outcome where it had ended."""

    word: str
    tallies: Mapping[str, Tally]
    winnable: Tally
    worth: Tally | None
    state: DealState


@dataclass(frozen=True, slots=True)
class Revision:
    """One commit's change of a deal: the standing then, or a note on why it is unknown.

    `shifts` and `fields` are the commit's own changes, against its own parent. `first` tells that the file was new
    with it, `cut` that a shallow clone knows nothing before it. `crm` is the row in the CRM that a new file names:
    system and id, empty where it names none. `known_not_better` tells that an open deal's verdict rose only since
    more is known.
    """

    change: Change
    stand: DealStanding | None
    note: str = ""
    shifts: tuple[Shift, ...] = ()
    fields: tuple[FieldChange, ...] = ()
    first: bool = False
    cut: bool = False
    crm: str = ""
    known_not_better: bool = False
