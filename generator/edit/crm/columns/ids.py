"""Ids that a spreadsheet has damaged: each is recognised by its form or by the others of its column."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from generator.edit.crm.cells import UnreadableCell
from generator.edit.languages import month_of

SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?E\+\d{2,}", re.IGNORECASE)
WITH_PLACES = re.compile(r"\d+[.,]0+")
ERROR = re.compile(r"#{3,}|#(?:[A-Z][A-Z0-9/]*[!?]?|DIV/0!)")
SHORT_DATE = re.compile(r"(?:\d{1,2}[-. ] ?(?P<after>[^\W\d_]{3,5})\.?|(?P<before>[^\W\d_]{3,5})\.?[- ]\d{2,4})")
DATE = re.compile(r"\d{1,2}([./-])\d{1,2}\1(?:\d{2}|\d{4})|\d{4}-\d{2}-\d{2}(?:[T ].*)?")
EXACT_DIGITS = 15
"""Digits of a number that a spreadsheet keeps; it makes those behind zeros."""
ENOUGH_ZEROS = 2
"""Zeros behind the fifteenth digit, over a whole column, that are no chance."""
SHORTEST, USUAL_SHARE = 5, 0.8
"""Digits of ids of one length, and their least share of a column, beside which a shorter one looks cut."""
REMEDY = "take the file as the CRM exported it; if a spreadsheet has to open it, import that column as text"


class IdColumn:
    """The ids of one column, and those among them that a spreadsheet has damaged."""

    def __init__(self, ids: Collection[str] = ()) -> None:
        """Take all ids of the column."""
        long = [id_ for id_ in ids if id_.isdigit() and len(id_) > EXACT_DIGITS]
        zeros = [len(id_) - EXACT_DIGITS for id_ in long if not id_[EXACT_DIGITS:].strip("0")]
        self._is_rounded = len(zeros) == len(long) and sum(zeros) >= ENOUGH_ZEROS
        self.short = _short(ids)

    def damage(self, id_: str) -> UnreadableCell | None:
        """Return the fault of an id that is none any more, None for a sound one."""
        if says := _says(id_):
            return UnreadableCell(f"{says}, not an id: a spreadsheet has changed it", REMEDY, id_)
        if self._is_rounded and id_.isdigit() and len(id_) > EXACT_DIGITS:
            says = "has lost its last digits: a spreadsheet keeps fifteen and makes the others zeros"
            return UnreadableCell(says, REMEDY, id_)
        return None


def _says(id_: str) -> str:
    short = SHORT_DATE.fullmatch(id_)
    month = (short["after"] or short["before"]) if short else ""
    if SCIENTIFIC.fullmatch(id_):
        return "is a rounded number"
    if WITH_PLACES.fullmatch(id_):
        return "is a number with decimal places"
    if ERROR.fullmatch(id_):
        return "is an error of a spreadsheet"
    if DATE.fullmatch(id_) or (month and not month.isupper() and month_of(month)):
        return "is a date"
    return ""


def _short(ids: Iterable[str]) -> tuple[str, ...]:
    """Return the ids of digits that are shorter than nearly all others, as if leading zeros had been cut off."""
    digits = [id_ for id_ in ids if id_.isdigit()]
    longest = max(map(len, digits), default=0)
    usual = sum(1 for id_ in digits if len(id_) == longest)
    if longest < SHORTEST or usual < USUAL_SHARE * len(digits) or any(id_.startswith("0") for id_ in digits):
        return ()
    return tuple(id_ for id_ in digits if len(id_) < longest)


class WholeIds:
    """Ids with leading zeros, to be found by what is left when a spreadsheet cuts these off."""

    def __init__(self, ids: Iterable[str]) -> None:
        """Take all ids that are known."""
        self._known = frozenset(ids)
        self.whole: dict[str, str] = {}
        for id_ in sorted(self._known):
            if id_.isdigit() and id_.startswith("0"):
                self.whole.setdefault(id_.lstrip("0"), id_)

    def cut(self, id_: str) -> UnreadableCell | None:
        """Return the fault of an id that is a known one without its zeros, None for any other."""
        whole = self.whole.get(id_)
        if whole is None or id_ in self._known:
            return None
        return UnreadableCell(f"has lost the zeros of the id {whole!r}: a spreadsheet has cut them off", REMEDY, id_)
