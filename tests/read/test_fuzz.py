"""Whatever a file holds, reading it gives a deal or problems, and nothing else."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.model.deal import Deal
from generator.read.method import read_method
from generator.read.playbook import read_deal
from tests.read.around import AROUND

GOOD = (Path(__file__).parent / "good.md").read_bytes()
METHOD = (
    b"extends: meddpicc\ncriteria:\n  champion: {weight: 2, ask: [Who?]}\nclosing_days: 20\nverdict:\n"
    b'  lost: {label: Lost, verdict: walk-away, when: {winnable.high: "< 0", any: [{gates.against: ">= 2"}]}}\n'
    b"  rest: {label: Rest, verdict: strengthen}\n"
)
NASTY = [
    *(bytes([byte]) for byte in b"\x00\t\r\n\x1b :-?{}[]&*!|>'\"%@`#,~\\<="),
    *(b"\xff", b"\xc3", b"\xef\xbb\xbf", b"\xe2\x80\xae", b"\xc2\x85", b"\xe2\x80\xa8", b"\xf0\x9f\x98\x80"),
    *(b"---\n", b"...\n", b"<<: ", b"&a ", b"*a", b"!!python/object:x ", b"{a: ", b"[[[[", b"? ", b"- ", b": "),
    *(b"1e3", b"0x1F", b"2026-02-30", b"EUR 1", b"us: ", b"path: x\n", b"0: ", b"-1", b"9" * 40, b"\\u202e"),
]


def damaged(good: bytes, chance: random.Random) -> bytes:
    """Return a file with one to six things cut, doubled, swapped or put in."""
    content = good
    for _ in range(chance.randint(1, 6)):
        start = chance.randrange(len(content) + 1)
        end = min(len(content), start + chance.choice((0, 1, 1, 2, 5, 20, 200)))
        piece = chance.choice((b"", chance.choice(NASTY), content[start:end] * 2, content[start:end][::-1]))
        content = content[:start] + piece + content[end:]
    return content


def lines_of(good: bytes, chance: random.Random) -> bytes:
    """Return a file with its lines cut out, doubled, moved or indented."""
    lines = good.splitlines(keepends=True)
    for _ in range(chance.randint(1, 5)):
        line = lines.pop(chance.randrange(1, len(lines)))
        lines[(place := chance.randrange(len(lines))) : place] = chance.choice(
            ([], [line, line], [line], [b"  " + line], [line.lstrip()])
        )
    return b"".join(lines)


@pytest.mark.parametrize("damage", [damaged, lines_of])
def test_a_damaged_deal_is_read_or_its_problems_are_told(damage: Callable[[bytes, random.Random], bytes]) -> None:
    chance = random.Random(2026)  # noqa: S311 - damage has to be repeatable, not secret
    for _ in range(1_500):
        content = damage(GOOD, chance)
        reading = read_deal("deals", "aldermoor/core-banking.md", content, AROUND)
        assert isinstance(reading.noun, Deal) is not bool(reading.problems), content
        lines = content.count(b"\n") + 1
        assert all(1 <= each.line <= lines and each.column >= 1 and each.says for each in reading.problems), content
        assert list(reading.problems) == sorted(set(reading.problems)), content


def test_a_damaged_method_is_read_or_its_problems_are_told() -> None:
    chance = random.Random(2026)  # noqa: S311 - damage has to be repeatable, not secret
    for _ in range(200):
        content = damaged(METHOD, chance)
        reading = read_method("deals/method.yml", content)
        assert (reading.noun is None) is bool(reading.problems), content
