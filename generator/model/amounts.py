"""Amounts as people write them: every value that a text can stand for, so that none is guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final, NamedTuple

SIGNS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("€", "euro", "Euro", "euros", "Euros"), "EUR"),
    **{form: code for code in ("EUR", "USD", "GBP", "CHF") for form in (code.lower(), code.capitalize())},
    "£": "GBP", "₹": "INR", "₺": "TRY", "₪": "ILS", "₴": "UAH", "zł": "PLN", "Kč": "CZK",
    "US$": "USD", "A$": "AUD", "CA$": "CAD", "NZ$": "NZD", "HK$": "HKD", "R$": "BRL",
}  # fmt: skip
"""Signs and words that stand for one currency; £ for the one that is spelled so without another letter."""
SHARED: Final[Mapping[str, tuple[str, ...]]] = {
    **dict.fromkeys(("$", "dollar", "Dollar", "dollars", "Dollars"), ("USD", "CAD", "AUD")),
    "¥": ("JPY", "CNY"),
    "kr": ("SEK", "NOK", "DKK"),
}
"""Signs and words of several currencies, with the most common of them."""
FACTORS: Final[Mapping[str, tuple[int, ...]]] = {
    "": (1,),
    **dict.fromkeys(("k", "t", "tsd", "tausend", "thousand"), (1_000,)),
    **dict.fromkeys(("lakh", "lakhs", "lac"), (100_000,)),
    **dict.fromkeys(("crore", "crores"), (10_000_000,)),
    **dict.fromkeys(("m", "mm", "mn", "mln", "mio", "million", "millions", "millionen"), (1_000_000,)),
    **dict.fromkeys(("b", "bn", "mrd", "mld", "milliard", "milliards", "milliarden"), (1_000_000_000,)),
    **dict.fromkeys(("billion", "billions"), (1_000_000_000, 1_000_000_000_000)),
}
"""Values of the words behind a number; a billion is not the same in every language."""
OF_COMMA_LANGUAGES: Final = frozenset(
    {"t", "tsd", "tausend", "mln", "mio", "millionen", "mrd", "mld", "milliard", "milliards", "milliarden"}
)
"""Words of languages whose decimal sign is the comma: with them, a comma before three digits can be either."""

TOO_MUCH: Final = 10**15
"""Smallest amount that is refused: sums of such over many lines, years and deals would not be exact."""
LONGEST: Final = 40
"""Characters of a number that is looked at."""
APART: Final = "[.,'\u2019 ]"
PARTS: Final = re.compile(
    "(?P<sign>[-\u2212]?) ?(?P<lead>[^\\d\u2212-]*?) ?(?P<minus>[-\u2212]?) ?"
    "(?P<number>\\d(?:[\\d.,'\u2019 ]*\\d)?)(?P<even>[.,][-\u2013\u2014]{1,2})? ?(?P<rest>\\D*)"
)
UNITS: Final = re.compile(
    "(?:(?P<scale>(?i:{scales})|[tT](?=€|EUR|CHF))\\.? ?)?(?P<currency>[A-Z]{{3}}|{signs})?".format(
        scales="|".join(sorted(filter(None, FACTORS.keys() - {"t"}), key=len, reverse=True)),
        signs="|".join(map(re.escape, sorted({**SIGNS, **SHARED}, key=len, reverse=True))),
    )
)
BY_COMMAS: Final = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+")
"""Digits with commas between thousands: read so, though elsewhere `1,200` has three decimal places."""
IN_THOUSANDS: Final = re.compile(rf"[1-9]\d{{0,2}}(?:{APART}\d{{3}})+|[1-9]\d*{APART}\d{{3}}")
"""Digits that look as if they stood in thousands, whatever parts these."""


def _conventions() -> Iterator[re.Pattern[str]]:
    """Yield the common ways to write a number: the sign between thousands, and the decimal sign."""
    for apart in ("", ",", "[.]", "['\u2019]", " "):
        whole = rf"[1-9]\d{{0,2}}(?:{apart}\d{{3}})+" if apart else r"\d{1,18}"
        grouped = rf"{whole}|\d{{1,2}}(?:,\d{{2}})+,\d{{3}}" if apart == "," else whole
        for point in (",", "[.]"):
            if point != apart:
                yield re.compile(rf"(?P<whole>{grouped})(?:{point}(?P<places>\d{{1,4}}))?")


CONVENTIONS: Final = tuple(_conventions())


class Readings(NamedTuple):
    """Values that a text can stand for, the greatest first; and its currencies, one for each that may be meant.

    A text that names no currency has none; `named` counts those that it names.
    """

    amounts: tuple[Decimal, ...]
    currencies: tuple[str, ...]
    named: int


def readings(written: str) -> Readings | None:
    """Return what an amount can stand for, None where it is not written like one in any common way."""
    found = PARTS.fullmatch(written)
    lead, rest = (UNITS.fullmatch(found[each].strip()) for each in ("lead", "rest")) if found else (None, None)
    if not (found and lead and rest) or (lead["scale"] and rest["scale"]) or (found["sign"] and found["minus"]):
        return None
    scale = (lead["scale"] or rest["scale"] or "").lower()
    number = found["number"] + (f"{found['even'][0]}00" if found["even"] else "")
    sign = -1 if found["sign"] or found["minus"] else 1
    amounts = {sign * each * factor + 0 for each in figures(number, scale) for factor in FACTORS[scale]}
    likely = {each for each in amounts if abs(each) < TOO_MUCH} or set(sorted(amounts, key=abs)[:1])
    named = [each for each in (lead["currency"], rest["currency"]) if each]
    currencies = _currencies(named[0]) if named else ()
    return Readings(tuple(sorted(likely, key=abs, reverse=True)), currencies, len(named)) if likely else None


def _currencies(named: str) -> tuple[str, ...]:
    return SHARED.get(named) or (SIGNS.get(named, named),)


def figures(number: str, scale: str = "") -> frozenset[Decimal]:
    """Return every value that digits with signs between them can stand for, before the word `scale`; maybe none."""
    if len(number) > LONGEST:
        return frozenset()
    if BY_COMMAS.fullmatch(number) and not (number.count(",") == 1 and scale in OF_COMMA_LANGUAGES):
        return frozenset({Decimal(number.replace(",", ""))})
    common = {_figure(found) for each in CONVENTIONS if (found := each.fullmatch(number))}
    doubt = {Decimal(re.sub(APART, "", number))} if common and IN_THOUSANDS.fullmatch(number) else set()
    return frozenset(common | doubt)


def _figure(found: re.Match[str]) -> Decimal:
    places = f".{found['places']}" if found["places"] else ""
    return Decimal(re.sub(APART, "", found["whole"]) + places)
