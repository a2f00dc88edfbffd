"""The findings across the portfolio: one line per family and deal, never one per finding."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, get_args

from generator.assess.row import Glance
from generator.model.method import Family
from generator.show import addresses, anchors
from generator.show.book import Book, Draft, present, words
from generator.show.found import Gathered
from generator.show.method_page import finding_anchor
from generator.show.page import Entry, Page
from generator.show.viewpoint import Link

MOST_DEALS: Final = 60
MOST_KINDS: Final = 12


@dataclass(frozen=True, slots=True)
class FamilyLine:
    """The findings of one family in one deal: how many, how many grave, and the one that bears most."""

    deal: Link
    account: str
    owner: str
    count: int
    high: int
    first: Link
    weight: int


@dataclass(frozen=True, slots=True)
class FamilyView:
    """A family of findings: how often each kind of it occurs, and the deals where it bears most."""

    family: Family
    count: int
    kinds: tuple[tuple[Link, int], ...]
    kinds_left: int
    lines: tuple[FamilyLine, ...]
    left: int


def findings_page(book: Book) -> Page:
    """Return the findings of every open deal by family; bounded, and says what it leaves out."""
    here = addresses.FINDINGS
    found = _by_family(book)
    views = [_family(book, family, found[family], here) for family in get_args(Family) if found.get(family)]
    sections = present({view.family: (view.family.capitalize(), True) for view in views})
    draft = Draft(book, "findings", here, "Findings", "findings.html", sections)
    return draft.finished(
        entries=[Entry("", "Findings", words(*(view.family for view in views)))],
        families=views,
        total=sum(view.count for view in views),
        deals=sum(bool(each.families) for each in book.pile.found),
        accepted=sum(each.accepted for each in book.pile.found),
    )


def _by_family(book: Book) -> Mapping[Family, list[tuple[Glance, Gathered]]]:
    found: dict[Family, list[tuple[Glance, Gathered]]] = defaultdict(list)
    for row, theirs in zip(book.rows, book.pile.found, strict=True):
        for each in theirs.families:
            found[each.family].append((row, each))
    return found


def _family(book: Book, family: Family, pairs: Sequence[tuple[Glance, Gathered]], here: str) -> FamilyView:
    kinds: Counter[str] = Counter()
    for _, each in pairs:
        for code, count in each.codes:
            kinds[code] += count
    ordered = sorted(pairs, key=lambda pair: (-pair[1].weight, -pair[1].all, pair[0].identity))
    return FamilyView(
        family,
        sum(kinds.values()),
        tuple((_kind(book, code, here), count) for code, count in kinds.most_common(MOST_KINDS)),
        max(0, len(kinds) - MOST_KINDS),
        tuple(_line(book, row, each, here) for row, each in ordered[:MOST_DEALS]),
        max(0, len(pairs) - MOST_DEALS),
    )


def _kind(book: Book, code: str, here: str) -> Link:
    rule = book.surroundings.method.findings.get(code)
    return Link(rule.label if rule else code, book.href(here, addresses.METHOD, finding_anchor(code)))


def _line(book: Book, row: Glance, each: Gathered, here: str) -> FamilyLine:
    return FamilyLine(
        Link(row.title, book.deal_href(here, row.identity, "", anchors.SECTIONS["accepted"][1])),
        book.account_name(row.account),
        row.owner,
        each.all,
        each.high,
        Link(each.says, book.place_href(here, row.identity, each.at)),
        each.weight,
    )
