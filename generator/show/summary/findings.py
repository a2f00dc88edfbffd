"""Part of one deal in the page of findings: its findings by rule, its gates not proven, the symptoms seen."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Literal, NamedTuple

from generator.assess.portfolio.row import DealRow
from generator.model.method import Family, Method, Severity
from generator.model.playbook import Surroundings
from generator.show.page import Setting
from generator.show.summary.table import Cell, Column, day_cell, number_cell, packed
from generator.show.text import values
from generator.show.text.names import account_name
from generator.show.urls import anchors, page_urls
from generator.storage.compact_json import compact

Listing = Literal[Family, "gate", "symptom"]
"""Families of what the page lists: those of findings, and the two that are no findings."""
BESIDE: Final[Mapping[Listing, str]] = {"gate": "Gates not proven", "symptom": "Symptoms seen"}
"""Families listed beside those of findings, and counted apart from them."""

COLUMNS: Final = (
    Column("deal", "Deal", "link"),
    Column("account", "Account", "link", shown=False, filtered=True, second=True),
    Column("owner", "Owner", "text", filtered=True),
    Column("family", "Family", "text", shown=False, filtered=True),
    Column("rule", "Kind", "text", filtered=True),
    Column("first", "Finding", "link"),
    Column("todo", "What to do", "text"),
    Column("since", "Since", "number", named=True),
    Column("count", "In this deal", "number", named=True),
)
SHARED: Final = frozenset({"family", "rule"})
"""Columns in which every line of one kind has the same."""
LINE_COLUMNS: Final = tuple(column for column in COLUMNS if column.key not in SHARED)


class Kind(NamedTuple):
    """A kind of what is listed: its label, and what to do, empty where each line says it."""

    family: Listing
    label: str
    remedy: str


class Listed(NamedTuple):
    """One finding, gate or symptom: its place in the file, its sentence, what to do, since when, and how it bears."""

    at: tuple[str, ...]
    says: str
    remedy: str
    since: dt.date | None
    weight: int


class RuleCount(NamedTuple):
    """The findings of one kind in one deal: how much the gravest one bears, and how many there are."""

    code: str
    family: Listing
    weight: int
    number: int


class FindingCounts(NamedTuple):
    """Numbers of what is listed of an open deal by kind, and of accepted findings; its file, owner and names."""

    rules: tuple[RuleCount, ...]
    accepted: int
    file: str = ""
    owner: str = ""
    names: tuple[str, ...] = ()


ByKind = Mapping[str, Sequence[Listed]]


def kinds_of(method: Method) -> Mapping[str, Kind]:
    """Return every kind by its code: grave findings, gates, other findings by severity, symptoms."""
    by_severity: dict[Severity, dict[str, Kind]] = {"high": {}, "medium": {}, "low": {}}
    for code, rule in method.findings.items():
        remedy = "" if "{" in rule.remedy else rule.remedy
        by_severity[rule.severity][code] = Kind(rule.family, rule.label, remedy)
    gates = {gate_code(name): _gate_kind(name, method) for name in method.gates}
    symptoms = {
        symptom_code(name): Kind("symptom", f"Symptom: {each.label}", _symptom_remedy(name, method))
        for name, each in method.symptoms.items()
    }
    return by_severity["high"] | gates | by_severity["medium"] | by_severity["low"] | symptoms


def gate_code(criterion: str) -> str:
    """Return the code of the kind of a gate's lines."""
    return f"gate:{criterion}"


def symptom_code(symptom: str) -> str:
    """Return the code of the kind of a symptom's lines."""
    return f"symptom:{symptom}"


def _gate_kind(name: str, method: Method) -> Kind:
    criterion = method.criteria[name]
    return Kind("gate", f"Gate: {criterion.label}", f"Ask: {criterion.ask[0]}" if criterion.ask else "")


def _symptom_remedy(name: str, method: Method) -> str:
    cited = (method.criterion(each) for each in method.symptoms[name].doubts)
    doubts = [method.criteria[each].label for each in cited if each]
    return f"Rate afresh: {values.listing(doubts)}" if doubts else "Talk about it in the next review"


def listed_by_kind(row: DealRow, method: Method) -> ByKind:
    """Return what is listed of a deal by the code of its kind; nothing of a deal that has ended."""
    theirs: dict[str, list[Listed]] = defaultdict(list)
    if row.closed:
        return theirs
    for each in row.findings:
        if each.accepted is None:
            theirs[each.code].append(Listed(each.at, each.says, each.remedy, each.since, each.weight))
    for code, listed in _beside(row, method):
        theirs[code].append(listed)
    return theirs


def _beside(row: DealRow, method: Method) -> Iterator[tuple[str, Listed]]:
    """Yield the gates that are not proven, unless a finding is said instead, and the symptoms seen."""
    if not any(each.code in method.said_instead for each in row.findings):
        for gate in row.gates:
            if gate.state != "proven":
                at = ("assessment", gate.criterion)
                yield gate_code(gate.criterion), Listed(at, gate.says, "", gate.since, int(gate.state == "against"))
    for name, days in row.symptoms.items():
        says = f"{method.symptoms[name].label}: seen on {values.listing([values.day(each) for each in days])}"
        yield symptom_code(name), Listed(("control", name), says, "", days[0], len(days))


def counts_of(row: DealRow, by_kind: ByKind, method: Method) -> FindingCounts:
    """Return how much of each kind is listed of a deal."""
    accepted = 0 if row.closed else sum(finding.accepted is not None for finding in row.findings)
    counts = tuple(
        RuleCount(code, family_of(code, method), _gravest(theirs).weight, len(theirs))
        for code, theirs in by_kind.items()
    )
    return FindingCounts(counts, accepted, row.path, row.owner, row.names)


def family_of(code: str, method: Method) -> Listing:
    """Return the family of a kind."""
    beside, _, name = code.partition(":")
    if name:
        return "gate" if beside == "gate" else "symptom"
    return method.findings[code].family


def _gravest(listed: Sequence[Listed]) -> Listed:
    return max(listed, key=lambda each: each.weight)


def finding_lines(row: DealRow, by_kind: ByKind, surroundings: Surroundings, setting: Setting) -> tuple[str, ...]:
    """Return the cells of each kind's line as JSON, without those that all lines of the kind share."""
    return tuple(_line(row, code, listed, surroundings, setting) for code, listed in by_kind.items())


def rule_label(code: str, method: Method) -> str:
    """Return what a rule is called; its code where the method has none of it."""
    rule = method.findings.get(code)
    return rule.label if rule else code


def _line(row: DealRow, code: str, listed: Sequence[Listed], surroundings: Surroundings, setting: Setting) -> str:
    first, method = _gravest(listed), surroundings.method
    tab, place = anchors.place_of(first.at, method)
    rule = method.findings.get(code)

    def link(there: str, anchor: str = "") -> str:
        flat = setting.directory_addresses
        return page_urls.href(page_urls.PORTFOLIO, there, anchor, directory_addresses=flat)

    cells = {
        "deal": Cell(row.title, link=link(page_urls.deal(row.identity))),
        "account": Cell(account_name(surroundings, row.account), link=link(page_urls.account(row.account))),
        "owner": Cell(row.owner),
        "first": Cell(first.says, link=link(page_urls.deal(row.identity, tab), place)),
        "todo": Cell(first.remedy if rule and "{" in rule.remedy else ""),
        "since": day_cell(min((each.since for each in listed if each.since), default=None)),
        "count": number_cell(len(listed)),
    }
    return compact([packed(cells[each.key], each.kind) for each in LINE_COLUMNS])
