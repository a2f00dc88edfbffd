"""The end of a conversation: what was written where, and what that did to the deal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final

from generator.assess.score.knowing import MORE_IS_KNOWN
from generator.cli.interview.desk import Desk
from generator.cli.interview.items import Ending, Item
from generator.editor.edits import BadRequest
from generator.editor.effect import effect
from generator.model.counting import counted
from generator.show.text.changes import ARROW

ENDINGS: Final[Mapping[Ending, str]] = {
    "saved": "saved",
    "as it was": "already so",
    "skipped": "skipped",
    "refused": "not written",
}


def closing(desk: Desk, items: list[Item]) -> Iterator[str]:
    """Yield the lines that end a conversation: counts, files, and the deal before and after as `diff` tells it."""
    endings = Counter(each.ending for each in items if each.ending)
    counts = [f"{endings[each]} {word}" for each, word in ENDINGS.items() if endings[each]]
    yield f"{counted(endings.total(), 'question')} asked" + (f": {', '.join(counts)}" if counts else "")
    written = list(dict.fromkeys(each.file for each in desk.saves.made))
    yield from _files(desk, written)
    yield from (f"  {each.told(each.answers)}" for each in items if each.ending == "saved")
    try:
        of = desk.judged(desk.first)
        told = effect(of, desk.near().surroundings.method)
    except BadRequest:
        return
    if told is None or of.after is None:
        yield "the deal cannot be judged as its file is now; playbook check says why"
        return
    yield from _effect(told)
    yield f"{counted(len(of.after.open_questions), 'question')} open"


def _files(desk: Desk, written: list[str]) -> Iterator[str]:
    """Yield the names of the files that were written, or that of the deal's, which was not."""
    for path in written:
        others = ", together with what somebody else changed there meanwhile" if path in desk.merged else ""
        yield f"wrote {desk.source.root / path}{others}"
    if not written:
        yield f"{desk.source.root / desk.path} is as it was"


def _effect(told: Mapping[str, Any]) -> Iterator[str]:
    """Yield what edits did to a deal, in the words of the forms."""
    verdict, winnable = told["verdict"], told["winnable"]
    if verdict["before"] == verdict["after"]:
        yield f"the verdict is {verdict['after']}"
    else:
        yield f"the verdict is {verdict['after']}, before {verdict['before']}"
    yield from (each for each in told["sentences"] if each == f"verdict: {MORE_IS_KNOWN}")
    if winnable["before"] != winnable["after"]:
        yield f"winnable {winnable['before']} {ARROW} {winnable['after']}"
    for gate in told["gates"]:
        if gate["before"] != gate["after"]:
            yield f"gate {gate['label']}: {gate['before']} {ARROW} {gate['after']}"
    for key in ("gone", "new"):
        if findings := told["findings"][key]:
            yield f"{counted(len(findings), 'finding')} {key}:"
            yield from (f"  {each['says']}" for each in findings)
    if told["note"]:
        yield told["note"]
