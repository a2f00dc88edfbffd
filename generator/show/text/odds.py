"""Odds in words: the sentences that the method page and `playbook odds` share."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from generator.show.text import values

if TYPE_CHECKING:
    from generator.assess.odds.odds import Band, BandOdds, Odds, Tried
    from generator.model.method import OddsRules


def band_words(band: Band) -> str:
    """Return the interval of a band, such as `0 to under +20`."""
    low, high = (None if edge is None else values.score(Fraction(edge)) for edge in (band.low, band.high))
    if low is None:
        return f"under {high}" if high else "any score"
    return f"{low} to under {high}" if high else f"{low} and more"


def band_anchor(band: Band) -> str:
    """Return the id at which the method page shows a band."""
    low, high = ("" if edge is None else str(edge).replace("-", "minus-") for edge in (band.low, band.high))
    if not low:
        return f"odds-under-{high}" if high else "odds-any"
    return f"odds-{low}-to-{high}" if high else f"odds-from-{low}"


def range_words(bounds: tuple[float, float]) -> str:
    """Return a range of a share: `57 to 86 %`."""
    return f"{round(bounds[0] * 100)} to {round(bounds[1] * 100)} %"


def band_sentence(each: BandOdds, odds: Odds, days: int) -> str:
    """Return a band's odds in a sentence: counts and a range; counts alone under ten deals."""
    deals, every = each.won + each.lost, odds.won + odds.lost
    if not deals:
        return f"No closed deal stood in this band {days} days before its end."
    their = "its" if deals == 1 else "their"
    stood = f"Of {values.counted(deals, 'closed deal')} that stood in this band {days} days before {their} end"
    said = f"{stood}, {each.won or 'none'} {'was' if each.won < 2 else 'were'} won"
    if each.range is None:
        return f"{said}; under ten deals say no range."
    share = round(odds.won / every * 100)
    return f"{said}; 90 % range {range_words(each.range)}; of all {every} won or lost, {share} %."


def refusal(odds: Odds, rules: OddsRules, days: int) -> str:
    """Return the reason why no odds are shown, empty where they are."""
    if any(odds.missing):
        lacks = [f"{count} {word}" for count, word in zip(odds.missing, ("won", "lost"), strict=True) if count]
        verb = "is" if sum(odds.missing) == 1 else "are"
        return (
            f"No odds yet: {values.listing(lacks)} {verb} missing. Odds need {rules.won} deals won and {rules.lost} "
            f"lost of which something was known {days} days before their end; there are {odds.won} and {odds.lost}."
        )
    if odds.shown:
        return ""
    return (
        f"No odds: among {odds.won} deals won and {odds.lost} lost, of {values.counted(odds.accounts, 'account')}, "
        f"a higher score {days} days before the end does not go with more wins beyond chance (the slope's one-sided "
        "95 % bound is not above 0)."
    )


def counted_out(odds: Odds, days: int) -> Iterator[str]:
    """Yield what is left out, sentence by sentence."""
    if odds.unknown:
        deals = values.counted(odds.unknown, "deal")
        yield f"Left out: {deals} won or lost of which nothing was known {days} days before the end."
    if odds.apart:
        yield f"Left out: {values.counted(odds.apart, 'deal')} that ended without a decision or by our leaving."
    if odds.shown and not odds.repeat:
        yield f"No account had bought before, {days} days before the end of a deal: all count as new customers."
    if odds.outside and odds.known:
        low, high = (values.percent(share) for share in odds.known)
        deals = values.counted(len(odds.outside), "open deal")
        yield f"Nothing is said of {deals} with a share known that no counted deal had ({low} to {high})."


def tried_words(tried: Tried) -> str:
    """Return how well the older deals foretold the newest fifth."""
    return (
        f"Tried on the newest {values.counted(tried.deals, 'deal')}, with a curve from the others: "
        f"Brier score {tried.brier:.3f} against {tried.base_brier:.3f} of the base rate, "
        f"log loss {tried.log_loss:.3f} against {tried.base_log_loss:.3f}; less is better."
    )
