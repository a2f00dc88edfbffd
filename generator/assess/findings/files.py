"""Findings in files that are no deals: they rest on the file alone, whatever the deals are like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.assess.findings.findings import weight_of
from generator.assess.findings.items import RuleItem, links_of, of_text
from generator.assess.judgement import Finding, PlacedFinding
from generator.model.meeting import Meeting

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.model.file_noun import CutText, FileNoun
    from generator.model.method import Method, Scope
    from generator.model.playbook import Surroundings


def file_findings(folder: str, surroundings: Surroundings) -> tuple[PlacedFinding, ...]:
    """Return the findings in all files around the deals, which lie in `folder`, by path and place."""
    kinds = (surroundings.accounts, surroundings.partners, surroundings.competitors)
    filed = [surroundings.team, *(noun for each in kinds for noun in each.values())]
    met = [meeting for account in surroundings.meetings.values() for meeting in account]
    return findings_of_nouns(folder, [*filed, *met], surroundings)


def findings_of_nouns(
    folder: str, nouns: Iterable[FileNoun], surroundings: Surroundings
) -> tuple[PlacedFinding, ...]:
    """Return the findings in the files of some nouns, of the method and of the register of shares."""
    every = list(nouns)
    cuts = {noun.path: noun.cut_short for noun in every} | dict(surroundings.cut_short)
    noted = [noun for noun in every if not isinstance(noun, Meeting)]  # what was said links to nothing
    links = [found for noun in noted for found in link_findings(f"{folder}/{noun.path}", noun, surroundings)]
    return (*_found(folder, cuts, surroundings.method), *links)


def link_findings(path: str, noun: FileNoun, surroundings: Surroundings) -> Iterator[PlacedFinding]:
    """Yield the findings about links in the notes of one file that is no deal; `path` is the one that they name."""
    for item in links_of(noun, surroundings.has_page):
        _, line, column = item.at
        yield from ruled(item, (path, int(line), int(column)), surroundings.method, "link")


def findings_read_at_once(folder: str, surroundings: Surroundings) -> tuple[PlacedFinding, ...]:
    """Return the findings in the files that every build reads: the team's, the method's, the register of shares."""
    team = surroundings.team
    cuts = {team.path: team.cut_short} | dict(surroundings.cut_short)
    links = link_findings(f"{folder}/{team.path}", team, surroundings)
    return (*_found(folder, cuts, surroundings.method), *links)


def _found(folder: str, cuts: Mapping[str, Iterable[CutText]], method: Method) -> tuple[PlacedFinding, ...]:
    return tuple(found for path in sorted(cuts) for found in findings_in(f"{folder}/{path}", cuts[path], method))


def findings_in(path: str, cuts: Iterable[CutText], method: Method) -> Iterator[PlacedFinding]:
    """Yield the findings in one file of which parts were taken for comments, by the method's rules for texts."""
    for cut in cuts:
        yield from ruled(of_text(cut), (path, cut.line, cut.column), method)


def ruled(
    item: RuleItem, place: tuple[str, int, int], method: Method, scope: Scope = "text"
) -> Iterator[PlacedFinding]:
    """Yield the findings of the method's rules for one scope in an item at a path, line and column."""
    for code, rule in method.findings.items():
        if rule.each == scope and all(test.holds(item.facts[name]) for name, test in rule.tests[1]):
            says, remedy = (each.replace("{subject}", item.name) for each in (rule.says, rule.remedy))
            finding = Finding(code, rule.family, rule.severity, item.key, says, remedy, item.at, weight_of(rule))
            yield PlacedFinding(*place, finding)
