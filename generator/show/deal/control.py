"""Whether the team is in control of the deal, and on which level it is selling."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from generator.show.deal.context import DealContext
from generator.show.page import Link
from generator.show.text import values
from generator.show.urls import anchors, page_urls

LEVELS = ("entry", "tactical", "strategic")
AHEAD = "on no day until today"
HEADS = {"sales": "In the deal", "personal": "In ourselves"}


class SymptomLine(NamedTuple):
    """A symptom that was seen, when, and what it puts in doubt."""

    id: str
    label: str
    head: str
    days: str
    note: str
    doubts: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Control:
    """The symptoms seen, how many of how many, and where the method says what to look out for."""

    count: str
    seen: tuple[SymptomLine, ...]
    symptoms: str


class LevelLine(NamedTuple):
    """One dimension; `at` is 1 to 3, 0 where nobody filled it in."""

    label: str
    group: str
    levels: tuple[str, ...]
    at: int


class SellingLevel(NamedTuple):
    """The selling level as printed; without a row that is filled in there are no lines.

    `meanings` leads to where the method says what each level means.
    """

    mean: str
    groups: tuple[str, ...]
    filled: str
    lines: tuple[LevelLine, ...]
    meanings: str


def _seen(view: DealContext) -> Iterator[SymptomLine]:
    for name, sighting in view.deal.control.items():
        if symptom := view.method.symptoms.get(name):
            yield SymptomLine(
                anchors.anchor("symptom", name),
                symptom.label,
                HEADS[symptom.head],
                values.listing([values.day(each) for each in sorted(sighting.seen)]) or AHEAD,
                sighting.note,
                view.criteria(symptom.doubts),
            )


def control(view: DealContext) -> Control:
    """Return the symptoms of lost control, those seen first."""
    seen = tuple(_seen(view))
    symptoms = view.method.symptoms
    return Control(
        count=f"{sum(each.days != AHEAD for each in seen)} of {values.counted(len(symptoms), 'symptom')} seen",
        seen=seen,
        symptoms=view.href(page_urls.METHOD, "control") if symptoms else "",
    )


def level(view: DealContext) -> SellingLevel:
    """Return the selling level row by row, blank rows included, once a row is filled in."""
    of, levels = view.judgement.level, view.method.levels
    return SellingLevel(
        mean=values.plain(of.mean) if of.mean is not None else "",
        groups=tuple(f"{group} {values.plain(mean)}" for group, mean in of.groups.items()),
        filled=f"{of.filled} of {len(levels)} rows filled in",
        lines=tuple(
            LevelLine(each.label, each.group, each.levels, view.deal.level.get(name, 0))
            for name, each in levels.items()
        )
        if of.filled
        else (),
        meanings=view.href(page_urls.METHOD, "levels") if levels else "",
    )
