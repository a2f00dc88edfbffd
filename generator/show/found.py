"""What the rules have found in one deal, gathered by family: the deal's part of the page of findings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Final, NamedTuple

from generator.assess.judgement import Finding
from generator.assess.row import Row
from generator.model.method import Family
from generator.model.playbook import Surroundings
from generator.show import addresses, anchors
from generator.show.deal_table import Cell, Column, as_json, number_cell, packed
from generator.show.names import account_name
from generator.show.page import Setting

COLUMNS: Final = (
    Column("deal", "Deal", "link"),
    Column("account", "Account", "link", filtered=True),
    Column("owner", "Owner", "text", filtered=True),
    Column("family", "Family", "text", filtered=True),
    Column("count", "Findings", "number"),
    Column("high", "High", "number"),
    Column("first", "Bears most", "link"),
)


class Gathered(NamedTuple):
    """The findings of one family in one deal: how many of each code, and how much the gravest one bears.

    `order` is by what the lines of all deals are ordered, `cells` are those of this line as JSON.
    """

    family: Family
    codes: tuple[tuple[str, int], ...]
    order: tuple[int, int, str]
    cells: str


class Found(NamedTuple):
    """The findings of an open deal by family, and how many were accepted."""

    families: tuple[Gathered, ...]
    accepted: int


NOTHING_FOUND: Final = Found((), 0)


def found_of(row: Row, surroundings: Surroundings, setting: Setting) -> Found:
    """Return what the rules have found in a deal; what they found in one that has ended is of no use any more."""
    if row.closed:
        return NOTHING_FOUND
    theirs: dict[Family, list[Finding]] = defaultdict(list)
    for finding in row.findings:
        if finding.accepted is None:
            theirs[finding.family].append(finding)
    accepted = sum(finding.accepted is not None for finding in row.findings)
    families = (_gathered(row, family, each, surroundings, setting) for family, each in theirs.items())
    return Found(tuple(families), accepted)


def _gathered(
    row: Row, family: Family, findings: Sequence[Finding], surroundings: Surroundings, setting: Setting
) -> Gathered:
    first = max(findings, key=lambda finding: finding.weight)
    codes = tuple(Counter(finding.code for finding in findings).items())
    tab, place = anchors.place_of(first.at, surroundings.method)

    def link(there: str, anchor: str = "") -> str:
        flat = setting.directory_addresses
        return addresses.href(addresses.FINDINGS, there, anchor, directory_addresses=flat)

    cells = {
        "deal": Cell(row.title, link=link(addresses.deal(row.identity), anchors.SECTIONS["accepted"][1])),
        "account": Cell(account_name(surroundings, row.account), link=link(addresses.account(row.account))),
        "owner": Cell(row.owner),
        "family": Cell(family),
        "count": number_cell(len(findings)),
        "high": number_cell(sum(finding.severity == "high" for finding in findings)),
        "first": Cell(first.says, link=link(addresses.deal(row.identity, tab), place)),
    }
    order = -first.weight, -len(findings), row.identity
    return Gathered(family, codes, order, as_json([packed(cells[each.key], each.kind) for each in COLUMNS]))
