"""Days and amounts that a quote speaks of, so that an answer has none that nobody said."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Final, Generic, NamedTuple, TypeVar

from pydantic_core import PydanticCustomError

from generator.intake.notes import compared
from generator.intake.qualified import in_words, qualified
from generator.intake.quotes import NotProven, Quoted
from generator.model.amounts import readings
from generator.model.money import Money, exact, money
from generator.model.spoken.days import Lean, days_said
from generator.model.text import date

LONGEST_DAY: Final = 8
LONGEST_AMOUNT: Final = 5
"""Words that a day and an amount have at most."""
KEY: Final = "amount"
"""Key of an answer that an amount stands under."""
AROUND: Final = "\"'([{<*_"
BEHIND: Final = "\"')]}>*_.,;:!?"
WORDS_TOO: Final = frozenset({"mo", "tu", "we", "th", "fr", "sa", "sat", "su", "sun"})
"""Short forms of days of the week that are words of English, or of other languages, as well."""
MOST_SAID: Final = 4

Meaning = TypeVar("Meaning")


class Heard(NamedTuple, Generic[Meaning]):
    """Words of a quote, all that they can stand for, and what is said before and after them."""

    words: str
    means: tuple[Meaning, ...]
    before: str
    after: str


def proven_day(key: str, written: str, quoted: Quoted, on: dt.date, lean: Lean = "future") -> dt.date:
    """Return the day of an answer's key. Raises NotProven where it is none, or the quote does not speak of it alone.

    Relative days are seen from the day `on`.
    """
    day = _day(key, written)
    said = list(_longest(quoted, LONGEST_DAY, lambda words: _days(words, on, lean)))
    for each in said:
        if each.means == (day,):
            return day
    for each in said:
        if day in each.means:
            listed = " or ".join(map(str, each.means[:MOST_SAID]))
            raise NotProven(f"{each.words!r}, said on {on}, can be {listed}", "ask which, and enter it by hand", key)
    heard = "; ".join(
        f"{each.words!r} is {' or '.join(map(str, each.means[:MOST_SAID]))}" for each in said[:MOST_SAID]
    )
    raise NotProven(f"the quote does not speak of {day}", heard or "quote the words that give the day", key)


def _days(words: str, on: dt.date, lean: Lean) -> tuple[dt.date, ...]:
    """Return the days that words can stand for; `we` and `sat` without a number are none."""
    is_word = not any(each.isdigit() for each in words) and not WORDS_TOO.isdisjoint(words.casefold().split())
    return () if is_word else days_said(words, on, lean)


def _day(key: str, written: str) -> dt.date:
    try:
        return date(written)
    except PydanticCustomError as fault:
        raise NotProven(f"{written!r} is no day", "write it like 2026-12-01", key) from fault


def proven_amount(written: str, quoted: Quoted, currency: str, *, yearly: bool = False) -> Money:
    """Return the amount of an answer. Raises NotProven where it is none, or the quote does not speak of it.

    `currency` is the deal's, empty where it has none yet; an answer has the same. Where `yearly`, an amount a year is
    what is asked for.
    """
    amount = _amount(written, currency)
    said = list(_longest(quoted, LONGEST_AMOUNT, _amounts))
    shared = [each.words for each in said if amount in each.means and len({one.currency for one in each.means}) > 1]
    if shared and not currency:
        raise NotProven(f"the sign in {shared[0]!r} is of several currencies", "enter it by hand", KEY)
    heard = [each for each in said if amount in each.means]
    alone = [each for each in heard if len({one.amount for one in each.means}) == 1]
    apart = [(each.words, qualified(each.before, each.after, yearly=yearly)) for each in alone]
    if any(not what for _, what in apart):
        return amount
    if apart:
        words, what = apart[0]
        raise NotProven(f"{words!r} is {what} in the notes", "work it out, and enter it by hand", KEY)
    if heard:
        listed = " or ".join(exact(one) for one in heard[0].means[:MOST_SAID])
        raise NotProven(f"{heard[0].words!r} can be {listed}", "ask which, and enter it by hand", KEY)
    raise _unheard(amount, said, quoted)


def _unheard(amount: Money, said: list[Heard[Money]], quoted: Quoted) -> NotProven:
    """Return why an amount is not proven by a quote that does not speak of it."""
    if any(amount.amount in each.means for each in _longest(quoted, LONGEST_AMOUNT, _figures)):
        return NotProven(f"the quote has the figure without {amount.currency}", "ask for the currency", KEY)
    says = f"the quote does not speak of {exact(amount)}"
    heard = "; ".join(f"{each.words!r} is {exact(each.means[0])}" for each in said[:MOST_SAID])
    if not heard and in_words(quoted.text):
        return NotProven(f"{says} in figures", "a number in words is not read: enter it by hand", KEY)
    return NotProven(says, heard or "quote the words that give the amount", KEY)


def _amount(written: str, currency: str) -> Money:
    try:
        amount = money(written)
    except PydanticCustomError as fault:
        raise NotProven(f"{written!r} is no amount", "write it like EUR 1,200,000", KEY) from fault
    if currency and amount.currency != currency:
        raise NotProven(f"the deal is in {currency}, and the answer in {amount.currency}", "convert it by hand", KEY)
    return amount


def _amounts(words: str) -> tuple[Money, ...]:
    """Return the amounts that words can stand for, with every currency that their sign can; none without one."""
    found = readings(words)
    if found is None or found.named != 1:
        return ()
    return tuple(Money(amount, code) for code in found.currencies for amount in found.amounts)


def _figures(words: str) -> tuple[Decimal, ...]:
    found = readings(words)
    return found.amounts if found else ()


def _longest(quoted: Quoted, most: int, meaning: Callable[[str], tuple[Meaning, ...]]) -> Iterator[Heard[Meaning]]:
    """Yield the words of a quote that mean something, with their meanings; none that are a part of others.

    `next Friday` is one, and `Friday` within it is none. They are looked for with what is said around the quote:
    `EUR 1.2` before `million`, which the quote leaves out, is none.
    """
    start, end = len(quoted.before), len(quoted.before) + len(quoted.text)
    whole = compared(f"{quoted.before}{quoted.text}{quoted.after}")
    words = [(each.start(), each.end()) for each in re.finditer(r"\S+", whole)]
    taken = 0
    for first in range(len(words)):
        for last in range(min(first + most, len(words)), max(first, taken), -1):
            bare = whole[words[first][0] : words[last - 1][1]].rstrip(BEHIND)
            said = bare.lstrip(AROUND)
            if said and (found := meaning(said)):
                begins = words[first][0] + len(bare) - len(said)
                if start <= begins and begins + len(said) <= end:
                    yield Heard(said, found, whole[:begins], whole[begins + len(said) :])
                taken = last
                break
