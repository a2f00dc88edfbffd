"""Pages of a word in the index: ascending numbers, written in the shorter of two ways."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from itertools import pairwise

Packed = list[int] | str
"""Steps from number to number where they are few; else a bit for each number, the lowest first, as base64."""

FEW = 8
STEP = 18
"""A step of two digits and its comma take as many characters as eighteen bits in base64."""


def packed(numbers: Sequence[int]) -> Packed:
    """Return ascending numbers, of which there is at least one, as they are kept."""
    if len(numbers) <= FEW or STEP * len(numbers) <= numbers[-1]:
        return [numbers[0], *(after - before for before, after in pairwise(numbers))]
    bits = bytearray(numbers[-1] // 8 + 1)
    for number in numbers:
        bits[number >> 3] |= 1 << (number & 7)
    return base64.b64encode(bits).decode()


def unpacked(kept: Packed) -> list[int]:
    """Return the numbers that were kept; none of an empty list."""
    if isinstance(kept, str):
        bits = base64.b64decode(kept)
        return [8 * place + bit for place, byte in enumerate(bits) for bit in range(8) if byte >> bit & 1]
    numbers, number = [], 0
    for step in kept:
        number += step
        numbers.append(number)
    return numbers
