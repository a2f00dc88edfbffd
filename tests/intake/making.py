"""Making of notes, answers and cases for the tests of the room."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

from generator.editor.near import NearFiles
from generator.intake.answers_file import AnswersFile, read_answers
from generator.intake.case import Case, deal_case
from generator.intake.notes import NoteLine, Notes
from generator.intake.proof import Proven, prove
from generator.read.files import WorkTree
from tests.house.imports import ROOT

DEAL = "aldermoor/payments-hub"
ON = dt.date(2026, 11, 27)
"""Day of the meeting, a Friday."""
PRESENT = {"lena abendroth": "l-abendroth", "dana reyes": "dana", "kees lemaire": "k-lemaire"}
TALK = """\
Lena Abendroth: The money stands in the plan of next year:
EUR 450,000, and it is mine to spend.
Dana Reyes: Who else has to sign it, you or Theo?
Lena Abendroth: I sign up to half a million. “Theo’s” only asked.
Kees Lemaire: We look at Zeldrin as well, they came by on Tuesday.
Kees Lemaire: We have to decide by 31 March 2027, no later.
Lena Abendroth: That's fine.
Visitor: Nothing of this is certain before the board met.
Dana Reyes: I send you the security paper by next Thursday or so, and the offer on 4 December.
Lena Abendroth: Jonas Wirth, our new head of operations, decides that with me."""


def notes(text: str = TALK, present: dict[str, str] | None = None, first: int = 10) -> Notes:
    """Return notes of a text in which every line that has a colon begins with its speaker."""
    lines: list[NoteLine] = []
    for number, line in enumerate(text.split("\n"), first):
        name, colon, said = line.partition(": ")
        is_named = bool(colon) and len(name.split()) <= 2 and name.istitle()
        speaker = name if is_named else lines[-1].speaker if lines else ""
        lines.append(NoteLine(number, speaker, said if is_named else line))
    path = "deals/aldermoor/meetings/2026-11-27-payments.md"
    return Notes(path, ON, lines, PRESENT if present is None else present)


def case(of: Notes | None = None, *, confirmed: frozenset[str] = frozenset(), root: Path = ROOT) -> Case:
    """Return the case of a sample deal with some notes."""
    near = NearFiles(WorkTree(root / "deals"), f"{DEAL}.md")
    return Case(deal_case(near), of or notes(), "meetings/2026-11-27-payments.md", confirmed)


def answers(**kinds: Any) -> AnswersFile:
    """Return answers to the sample deal's questions, as they are read from a file."""
    return read_answers("answers.json", json.dumps({"deal": DEAL, **kinds}, indent=1).encode())


def proven(*of: Case, **kinds: Any) -> Proven:
    """Return answers after their proof, against the sample deal's case where no other is given."""
    return prove(answers(**kinds), of[0] if of else case())


def whys(of: Proven) -> list[str]:
    """Return why answers were refused, each with the remedy, without their paths."""
    return [f"{each.says.partition(': ')[2]} ({each.remedy})" for each in of.refused]
