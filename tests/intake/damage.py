"""Damaged files of answers, as many as wanted: each gives edits or messages, and no byte outside the edited values.

python -m benchmarks.damaged_answers 5000
"""

from __future__ import annotations

import json
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any

import yaml

from generator.intake.answers import KINDS
from generator.intake.answers_file import read_answers
from generator.intake.case import Case
from generator.intake.proof import prove
from generator.intake.steps import Intake, as_edits
from generator.problems import Problem, Refused
from generator.read.yaml.document import NOTES
from tests.intake.making import DEAL, TALK, case

LENA = {"speaker": "Lena Abendroth"}
MONEY = {**LENA, "quote": "The money stands in the plan of next year: EUR 450,000, and it is mine to spend."}
WHO = {**LENA, "quote": "Jonas Wirth, our new head of operations, decides that with me."}
DECIDE = {"speaker": "Kees Lemaire", "quote": "We have to decide by 31 March 2027, no later."}
SOUND: dict[str, Any] = {
    "deal": DEAL,
    "file": "0" * 32,
    "not_said": ["strategic_value"],
    "ratings": [
        {"criterion": "access_to_funds", "us": "+", "by": "customer", **MONEY},
        {"criterion": "solution_fit", "us": "-", "by": "us", **LENA, "quote": "I sign up to half a million."},
    ],
    "people": [
        {"name": "Jonas Wirth", "title": "head of operations", "part": "decision maker", **WHO},
        {"person": "l-abendroth", "support": "supporter", **MONEY},
    ],
    "actions": [
        {"action": "budget", "state": "done", **MONEY},
        {"what": "Settle the contract", "due": "2027-03-31", "criterion": "risk", **DECIDE},
    ],
    "dates": [{"field": "close", "date": "2027-03-31", **DECIDE}],
    "amounts": [{"field": "budget", "amount": "EUR 450,000", **MONEY}],
    "objections": [{**LENA, "quote": "That's fine."}],
    "competitors": [
        {"competitor": "zeldrin", "speaker": "Kees Lemaire", "quote": "We look at Zeldrin as well, they came"}
    ],
}
ODD: tuple[Any, ...] = (
    *(None, 3, -1.5e9, True, "", " ", "x" * 3_000, [], {}, [[]], {"": {}}, "+", "customer", "\u202eabc", "a\x00b"),
    *("- a: b", "key: value # no", "'\"", "---", "\u2028", "{", "l-abendroth", "risk", "2026-12-04", "EUR 1", "*&!"),
)
"""Values that stand where others were wanted."""


def nodes(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every list and object within a value, with a key of it."""
    for key in range(len(value)) if isinstance(value, list) else list(value) if isinstance(value, dict) else ():
        yield value, key
        yield from nodes(value[key])


def damaged(chance: random.Random) -> bytes:
    """Return a few answers with one to four damages: of their values, of the quotes, or of the text itself."""
    data = json.loads(json.dumps(SOUND))
    for kind in chance.sample(sorted(KINDS), 5):
        del data[kind]
    for _ in range(chance.randint(1, 4)):
        places = list(nodes(data))
        around, key = chance.choice(places)
        other = chance.choice(places)
        how = chance.randrange(24)
        if how == 0:
            around[key] = chance.choice(ODD)
        elif how == 1:
            del around[key]
        elif how == 2:
            around[key] = json.loads(json.dumps(other[0][other[1]]))
        elif how < 6 and isinstance(around[key], str) and isinstance(other[0][other[1]], str):
            around[key] = other[0][other[1]]
        elif how == 6 and isinstance(around, dict):
            around[chance.choice(["quote", "us", "what", "owner", "due", "name", "title", "x"])] = around.pop(key)
        elif isinstance(around[key], str):
            around[key] = spoiled(around[key], chance)
    text = json.dumps(data, ensure_ascii=chance.random() < 0.3, indent=chance.choice([None, 1]))
    content = text.encode("utf-8", "surrogatepass")
    return torn(content, chance) if chance.random() < 0.1 else content


def spoiled(text: str, chance: random.Random) -> str:
    """Return a text with a part of the notes, or an odd character, in the place of some of it."""
    start = chance.randrange(len(text) + 1)
    end = min(len(text), start + chance.randrange(8))
    at = chance.randrange(len(TALK))
    new = chance.choice(
        [TALK[at : at + chance.randrange(60)], chance.choice("\u200b\u202e\x07\ud800\"'#:,{}[]&*!|>%@`\\\n\t é")]
    )
    return text[:start] + new + text[end:]


def torn(content: bytes, chance: random.Random) -> bytes:
    """Return bytes of which some are gone, doubled or others."""
    start = chance.randrange(len(content))
    end = min(len(content), start + chance.randrange(40))
    new = chance.choice(
        [b"", content[start:end] * 2, bytes(chance.randrange(256) for _ in range(3)), b"[" * 90, b"NaN"]
    )
    return content[:start] + new + content[end:]


def outcome_of(content: bytes, of: Case) -> str:
    """Return what a file of answers gives: `refused` as a whole, `none` accepted, or `edits`; fail otherwise."""
    refused: Sequence[Problem] = ()
    try:
        file = read_answers("answers.json", content)
        intake = as_edits(prove(file, of), file, of)
    except Refused as fault:
        refused = fault.problems
    if refused:
        assert all(each.path == "answers.json" and each.line and each.says for each in refused)
        return "refused"
    proven = intake.proven
    answers = file.answers
    assert proven.given == len(list(answers.placed())) + len(answers.not_said), "an answer is lost"
    check_bytes(intake)
    return "edits" if intake.steps else "none"


def check_bytes(intake: Intake) -> None:
    """Check that files differ in the edited values alone, by another reader and by their lines."""
    made = [change for step in intake.steps for change in step.edits]
    edited = {path: [edit.at for each in made if each.file == path for edit in each.edits] for path in intake.after}
    for path, after in intake.after.items():
        before = intake.before[path]
        (one, notes), (other, added) = map(parts, (before.decode(), after.decode()))
        for at in differences(loaded(one), loaded(other), ()):
            assert any(at[: len(each)] == each or each[: len(at)] == at for each in edited[path]), (path, at)
        keys = {str(key) for each in edited[path] for key in each}
        lines = one.split("\n"), other.split("\n")
        for tag, start, end, *_ in SequenceMatcher(None, *lines, autojunk=False).get_opcodes():
            changed = lines[0][start:end] if tag != "equal" else []
            assert all(line.split(":")[0].strip() in keys for line in changed), (path, changed)
        assert added.startswith(notes)
        assert NOTES in edited[path] or added == notes


def loaded(text: str) -> Any:
    """Return front matter as another reader takes it."""
    return yaml.load(text, yaml.CSafeLoader)


def parts(text: str) -> tuple[str, str]:
    """Return front matter and notes of a file."""
    _, front, notes = text.split("---\n", 2)
    return front, notes


def differences(one: Any, other: Any, at: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the paths at which two blocks differ."""
    if isinstance(one, dict) and isinstance(other, dict):
        for key in {**one, **other}:
            yield from differences(one.get(key), other.get(key), (*at, str(key)))
    elif one != other:
        yield at


def run(count: int, seed: int) -> Counter[str]:
    """Return how many damaged files gave what."""
    chance, of, found = random.Random(seed), case(), Counter[str]()  # noqa: S311 - nothing is kept secret by it
    for number in range(count):
        content = damaged(chance)
        try:
            found[outcome_of(content, of)] += 1
        except BaseException:
            print(f"seed {seed}, number {number}: {content!r}", file=sys.stderr)
            raise
    return found
