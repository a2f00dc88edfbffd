"""Remarks of a check, each with its place and its weight, in the order of importance."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from generator.assess.deal.assessment import assess
from generator.assess.findings.files import file_findings
from generator.assess.findings.findings import MISSING
from generator.assess.findings.look_alikes import NamePlace, look_alikes, names_around
from generator.assess.judgement import PlacedFinding
from generator.cli.output.code_in_settings import SETTINGS, Suspect
from generator.cli.output.printing import progress
from generator.git.leftovers import committed_leftovers
from generator.git.since import Since
from generator.problems import Problem, Refused
from generator.read.files import WorkTree
from generator.read.playbook import read_listed_deal, read_surroundings
from generator.read.yaml.document import parse

Level = Literal["error", "warning", "notice"]
LEVELS: tuple[Level, ...] = ("error", "warning", "notice")
"""A problem is an error; a finding is a warning, one of low severity a notice."""


UNSAFE = 1_000
"""Weight of code that settings bring in, over that of every finding."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A problem or a finding as every format prints it. `kind` is `problem`, `settings` or a finding's family.

    `weight` says how much a finding bears on the verdict, `missing` that it is about what a file does not hold.
    A problem comes along as `problem`, with its line and its mend.
    """

    path: str
    line: int
    column: int
    level: Level
    kind: str
    code: str
    subject: str
    says: str
    remedy: str
    on_changed_line: bool = False
    weight: int = 0
    missing: bool = False
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """Results of a check: the deals that were read, their problems and their findings, in the order of places.

    `settings` are the places of mkdocs.yml that newly bring in code. With `since`, remarks on changed lines come
    first. `note` is a sentence about files that were passed over, empty where none was.
    """

    deals: int
    problems: tuple[Problem, ...]
    findings: tuple[PlacedFinding, ...]
    settings: tuple[Suspect, ...] = ()
    since: Since | None = None
    note: str = ""

    def within(self, paths: Sequence[str]) -> Checked:
        """Return the results in some files or folders; everything where none is named."""
        if not paths:
            return self

        def lies(path: str) -> bool:
            return any(path == each or path.startswith(f"{each}/") for each in paths)

        problems = tuple(each for each in self.problems if lies(each.path))
        return replace(self, problems=problems, findings=tuple(each for each in self.findings if lies(each.path)))

    def below_top(self, name: str) -> Checked:
        """Return the same for a folder that is the top of a repository: without its name before every path."""
        begin = f"{name}/"
        problems = tuple(replace(each, path=each.path.removeprefix(begin)) for each in self.problems)
        findings = tuple(replace(each, path=each.path.removeprefix(begin)) for each in self.findings)
        since = self.since and self.since.below_top(name)
        return replace(self, problems=problems, findings=findings, since=since)

    def remarks(self) -> list[Remark]:
        """Return the problems and findings, the most pressing first: those on changed lines, then by place."""
        every = [
            *map(self._problem, self.problems),
            *map(self._settings, self.settings),
            *map(self._found, self.findings),
        ]
        return sorted(every, key=lambda each: not each.on_changed_line)

    def _problem(self, each: Problem) -> Remark:
        here = self._touched(each.path, each.line)
        place = (each.path, each.line, each.column)
        return Remark(*place, "error", "problem", each.code, "", each.says, each.remedy, here, problem=each)

    def _found(self, each: PlacedFinding) -> Remark:
        of = each.finding
        level: Level = "notice" if of.severity == "low" else "warning"
        place = (each.path, each.line, each.column)
        here = self._touched(each.path, each.line)
        return Remark(
            *place, level, of.family, of.code, of.subject, of.says, of.remedy, here, of.weight, of.family in MISSING
        )

    def _settings(self, each: Suspect) -> Remark:
        remedy = "a maintainer should look at it"
        place = (SETTINGS, each.line, each.column)
        return Remark(*place, "warning", "settings", "code-in-settings", "", each.says, remedy, True, UNSAFE)

    def _touched(self, path: str, line: int) -> bool:
        return self.since is not None and self.since.touches(path, line)


def checked(source: WorkTree, today: dt.date, since: Since | None, settings: Iterable[Suspect] = ()) -> Checked:
    """Return every problem of every file, and the findings of the deals without one; with `since`, of changed ones.

    `settings` are the suspects in mkdocs.yml.
    """
    listing = source.listing()
    surroundings, found = read_surroundings(source, today)
    problems = [*found, *committed_leftovers(source.root, source.name)]
    findings = [
        each for each in file_findings(source.name, surroundings) if since is None or each.path in since.files
    ]
    names = [*names_around(surroundings)]
    for path in progress(list(listing.deals.values()), "Checking"):
        reading = read_listed_deal(source, path, surroundings)
        problems += reading.problems
        shown = f"{source.name}/{path}"
        names += (NamePlace(name, path, at) for at, name in (reading.noun.names if reading.noun else ()))
        if reading.noun and reading.document and (since is None or shown in since.files):
            cuts = {cut.at: (cut.line, cut.column) for cut in reading.noun.cut_short}
            for finding in assess(reading.noun, surroundings, today).findings:
                if not finding.accepted:
                    place = cuts.get(finding.at) or reading.document.finding_place(finding.at)
                    findings.append(PlacedFinding(shown, *place, finding))
    alike = look_alikes(names, f"{source.name}/", lambda each: _place(source, each), surroundings.method)
    findings += (each for each in alike if since is None or each.path in since.files)
    findings.sort(key=lambda each: (each.path, each.line, each.column, each.finding.code))
    every = tuple(sorted(problems)), tuple(findings), tuple(settings)
    return Checked(len(listing.deals), *every, since, listing.note())


def _place(source: WorkTree, name: NamePlace) -> tuple[int, int]:
    """Return line and column of a name in a file that was read before; the file's beginning if it is gone since."""
    try:
        return parse(f"{source.name}/{name.file}", source.read(name.file)).place(name.at)
    except Refused:
        return 1, 1
