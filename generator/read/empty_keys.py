"""Keys without a value that refer to something: such a key is wrong with a value or without."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, TypeVar

from generator.model.account import Account, Holding, Partner, Team
from generator.model.deal import Acceptance, Deal, PartnerRole, Player, Rating, Sighting
from generator.model.file_noun import FileNoun
from generator.model.meeting import Meeting
from generator.read.fault import Fault
from generator.read.reading import Remains
from generator.read.yaml.place import At

Kind = TypeVar("Kind", bound=FileNoun)
STAND_INS: Final[Mapping[type[FileNoun], Mapping[str, object]]] = {
    Deal: {
        "assessment": Rating(),
        "players": Player(),
        "partners": PartnerRole(),
        "control": Sighting(seen=()),
        "level": 1,
        "offerings": None,
        "accepted": Acceptance.model_validate({"reason": "", "until": "9999-12-31"}),
    },
    Account: {"offerings": Holding(state="has")},
    Partner: {"value_chain": (), "answers": ""},
    Team: {"us": ()},
    Meeting: {"present": ""},
}
"""Values that stand under the keys of blocks which refer to something."""


def empty_key_faults(left: Remains[Kind], faults_of: Callable[[Kind], Iterable[Fault]]) -> Iterator[Fault]:
    """Yield the faults of a file's keys without a value, which its noun does not have."""
    if left.noun is None or left.document is None or not left.document.empty:
        return
    blocks = STAND_INS.get(type(left.noun), {})
    keys = [at for at in left.document.empty if len(at) == 2 and at[0] in blocks]
    rivals = list(_rivals(left)) if isinstance(left.noun, Deal) else []
    if not keys and not rivals:
        return
    filled = {name: {**getattr(left.noun, name), **_under(name, keys, stand_in)} for name, stand_in in blocks.items()}
    for _, criterion, rival in rivals:
        rated = filled["assessment"].get(criterion, Rating())
        filled["assessment"][criterion] = rated.model_copy(update={str(rival): "?"})
    for fault in faults_of(left.noun.model_copy(update=filled)):
        if fault.of_key and fault.at in (*keys, *rivals):
            yield fault


def _under(block: str, keys: Iterable[At], stand_in: object) -> dict[object, object]:
    return {key: stand_in for above, key in keys if above == block}


def _rivals(left: Remains[Kind]) -> Iterator[At]:
    """Yield the keys of ratings without a value that can only be competitors'."""
    own = Rating.model_fields
    if document := left.document:
        for at in document.empty:
            if len(at) == 3 and at[0] == "assessment" and not document.guesses.nearest(str(at[2]), own):
                yield at
