"""Odds on the method page: a line and a bar per band, or the reason why there are none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from generator.assess.odds.odds import BandOdds, Odds, bands_of, odds_of
from generator.assess.portfolio.row import DealGlance
from generator.model.method import OddsRules
from generator.show.text import values
from generator.show.text.odds import (
    band_anchor,
    band_sentence,
    band_words,
    counted_out,
    range_words,
    refusal,
    tried_words,
)


class BandBar(NamedTuple):
    """Range of a band in hundredths of the chart's width, and the share won of all deals as its mark."""

    start: float
    width: float
    base: float
    says: str


class BandLine(NamedTuple):
    """A band with its sentence; `bar` is None under ten deals, `still_open` empty where no odds are shown."""

    id: str
    label: str
    says: str
    bar: BandBar | None
    still_open: str


class OddsView(NamedTuple):
    """The odds of the method page. `customers` are titles with the bands and sentences of each kind."""

    days: str
    floor: str
    source: str
    refusal: str
    bands: tuple[BandLine, ...]
    bars: bool
    notes: tuple[str, ...]
    customers: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


def odds_view(rows: Sequence[DealGlance], rules: OddsRules) -> OddsView:
    """Return the odds of a portfolio as the method page shows them."""
    odds, days = odds_of(rows, rules), rules.days_before
    notes = [*counted_out(odds, days), *([tried_words(odds.tried)] if odds.tried else ())]
    return OddsView(
        values.counted(days, "day"),
        f"{rules.won} deals won and {rules.lost} lost",
        rules.source,
        refusal(odds, rules, days),
        lines := _lines(odds, rules, days),
        any(line.bar for line in lines),
        tuple(notes),
        tuple((title, told) for title, bands in _kinds(odds) if (told := _told(bands, odds, days))),
    )


def _lines(odds: Odds, rules: OddsRules, days: int) -> tuple[BandLine, ...]:
    """Return a line per band; where no odds are shown it has its id alone, since every deal's page leads to it."""
    if not odds.shown:
        return tuple(BandLine(band_anchor(band), band_words(band), "", None, "") for band in bands_of(rules))
    return tuple(
        BandLine(
            band_anchor(each.band),
            band_words(each.band),
            band_sentence(each, odds, days),
            _bar(each, odds),
            _still_open(each),
        )
        for each in odds.bands
    )


def _bar(each: BandOdds, odds: Odds) -> BandBar | None:
    if each.range is None:
        return None
    low, high = (round(bound * 100, 2) for bound in each.range)
    base = round(odds.won / (odds.won + odds.lost) * 100, 2)
    return BandBar(low, round(high - low, 2), base, f"{range_words(each.range)} won")


def _still_open(each: BandOdds) -> str:
    outside = f", {each.outside} of them outside what these odds cover" if each.outside else ""
    return f"{values.counted(each.open, 'open deal')} now{outside}" if each.open else ""


def _kinds(odds: Odds) -> tuple[tuple[str, Sequence[BandOdds]], ...]:
    return ("Repeat customers", odds.repeat), ("New customers", odds.new)


def _told(bands: Sequence[BandOdds], odds: Odds, days: int) -> tuple[tuple[str, str], ...]:
    return tuple((band_words(each.band), band_sentence(each, odds, days)) for each in bands if each.won + each.lost)
