"""The findings of one deal by rule: the deal's part of the page of findings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from generator.assess.judgement import Finding
from generator.assess.portfolio.row import DealRow
from generator.model.method import Family, Method
from generator.model.playbook import Surroundings
from generator.show.page import Setting
from generator.show.summary.table import Cell, Column, number_cell, packed
from generator.show.text.names import account_name
from generator.show.urls import anchors, page_urls
from generator.storage.compact_json import compact

COLUMNS: Final = (
    Column("deal", "Deal", "link"),
    Column("account", "Account", "link", filtered=True),
    Column("owner", "Owner", "text", filtered=True),
    Column("family", "Family", "text", filtered=True),
    Column("rule", "Kind", "text", filtered=True),
    Column("first", "Finding", "link"),
    Column("count", "In this deal", "number", named=True),
)


class RuleCount(NamedTuple):
    """The findings of one rule in one deal: how much the gravest one bears, and how many there are."""

    code: str
    family: Family
    weight: int
    number: int


class FindingCounts(NamedTuple):
    """The findings of an open deal by rule, and how many were accepted; of any deal its file, owner and names."""

    rules: tuple[RuleCount, ...]
    accepted: int
    file: str = ""
    owner: str = ""
    names: tuple[str, ...] = ()


ByRule = Mapping[str, Sequence[Finding]]


def findings_by_rule(row: DealRow) -> ByRule:
    """Return the findings of a deal by the code of their rule; none for a deal that has ended."""
    theirs: dict[str, list[Finding]] = defaultdict(list)
    for finding in row.findings:
        if finding.accepted is None and not row.closed:
            theirs[finding.code].append(finding)
    return theirs


def counts_of(row: DealRow, by_rule: ByRule) -> FindingCounts:
    """Return how many findings a deal has."""
    accepted = 0 if row.closed else sum(finding.accepted is not None for finding in row.findings)
    rules = ((code, theirs, _gravest(theirs)) for code, theirs in by_rule.items())
    counts = tuple(RuleCount(code, first.family, first.weight, len(theirs)) for code, theirs, first in rules)
    return FindingCounts(counts, accepted, row.path, row.owner, row.names)


def _gravest(findings: Sequence[Finding]) -> Finding:
    return max(findings, key=lambda finding: finding.weight)


def finding_lines(row: DealRow, by_rule: ByRule, surroundings: Surroundings, setting: Setting) -> tuple[str, ...]:
    """Return the cells of each rule's line as JSON, in the order of the rules."""
    return tuple(_line(row, findings, surroundings, setting) for findings in by_rule.values())


def rule_label(code: str, method: Method) -> str:
    """Return what a rule is called; its code where the method has none of it."""
    rule = method.findings.get(code)
    return rule.label if rule else code


def _line(row: DealRow, findings: Sequence[Finding], surroundings: Surroundings, setting: Setting) -> str:
    first = _gravest(findings)
    tab, place = anchors.place_of(first.at, surroundings.method)

    def link(there: str, anchor: str = "") -> str:
        flat = setting.directory_addresses
        return page_urls.href(page_urls.PORTFOLIO, there, anchor, directory_addresses=flat)

    cells = {
        "deal": Cell(row.title, link=link(page_urls.deal(row.identity))),
        "account": Cell(account_name(surroundings, row.account), link=link(page_urls.account(row.account))),
        "owner": Cell(row.owner),
        "family": Cell(first.family),
        "rule": Cell(rule_label(first.code, surroundings.method)),
        "first": Cell(first.says, link=link(page_urls.deal(row.identity, tab), place)),
        "count": number_cell(len(findings)),
    }
    return compact([packed(cells[each.key], each.kind) for each in COLUMNS])
