"""`playbook check`: every problem and every finding, each where it stands."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from generator.assess.assessment import assess
from generator.assess.judgement import Finding
from generator.cli.failures import INPUT
from generator.cli.options import chosen_paths, deals_folder, deals_option, example, today_option
from generator.cli.printing import problem_line, progress
from generator.problems import Problem
from generator.read.files import WorkTree
from generator.read.playbook import read_listed_deal, read_surroundings
from generator.show.printed import counted

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Found:
    """A finding with the place in its deal's file."""

    path: str
    line: int
    column: int
    finding: Finding


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of checking: the deals that were read, their problems and their findings, in the order of places."""

    deals: int
    problems: tuple[Problem, ...]
    findings: tuple[Found, ...]

    def within(self, paths: Sequence[str]) -> Checked:
        """Return what lies in some files or folders; everything where none is named."""
        if not paths:
            return self

        def lies(path: str) -> bool:
            return any(path == each or path.startswith(f"{each}/") for each in paths)

        problems = tuple(each for each in self.problems if lies(each.path))
        return Checked(self.deals, problems, tuple(each for each in self.findings if lies(each.path)))


def checked(source: WorkTree, today: dt.date) -> Checked:
    """Return every problem of every file, and the findings of the deals that have none."""
    listing = source.listing()
    surroundings, found = read_surroundings(source)
    problems, findings = list(found), list[Found]()
    for path in progress(list(listing.deals.values()), "Checking"):
        reading = read_listed_deal(source, path, surroundings)
        problems += reading.problems
        if reading.noun and reading.document:
            for finding in assess(reading.noun, surroundings, today).findings:
                if not finding.accepted:
                    place = reading.document.place(finding.at)
                    findings.append(Found(f"{source.name}/{path}", *place, finding))
    findings.sort(key=lambda each: (each.path, each.line, each.column, each.finding.code))
    return Checked(len(listing.deals), tuple(sorted(problems)), tuple(findings))


def in_words(result: Checked) -> Iterator[str]:
    """Yield a line for each problem and finding, and one that counts them."""
    yield from (problem_line(problem) for problem in result.problems)
    for found in result.findings:
        finding = found.finding
        place = click.style(f"{found.path}:{found.line}:{found.column}:", bold=True)
        kind = click.style(f"{finding.family}:", fg="yellow")
        remedy = click.style(f" ({finding.remedy})", dim=True) if finding.remedy else ""
        yield f"{place} {kind} {finding.says}{remedy} [{finding.code}]"
    problems = counted(len(result.problems), "problem")
    colour = "red" if result.problems else "green"
    yield click.style(
        f"{counted(result.deals, 'deal')} read: {problems}, {counted(len(result.findings), 'finding')}", fg=colour
    )


def as_json(result: Checked, today: dt.date) -> str:
    """Return the same for other programs; the format is documented in docs/commands.md."""
    whole = {
        "format": FORMAT,
        "today": today.isoformat(),
        "deals": result.deals,
        "problems": [
            {
                "path": each.path,
                "line": each.line,
                "column": each.column,
                "code": each.code,
                "says": each.says,
                "remedy": each.remedy or None,
            }
            for each in result.problems
        ],
        "findings": [
            {
                "path": each.path,
                "line": each.line,
                "column": each.column,
                "code": each.finding.code,
                "family": each.finding.family,
                "severity": each.finding.severity,
                "subject": each.finding.subject or None,
                "says": each.finding.says,
                "remedy": each.finding.remedy or None,
            }
            for each in result.findings
        ],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1)


@click.command(epilog=example("playbook check", "playbook check deals/aldermoor --strict"))
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", help="How to print it.")
@click.option("--strict", is_flag=True, help="End with 1 on findings, too.")
@deals_option
@today_option
@click.pass_context
def check(
    ctx: click.Context, paths: tuple[Path, ...], format_: str, strict: bool, deals: str, today: dt.date
) -> None:
    """Report every problem and finding with file, line and column.

    A problem is a mistake in a file; a finding is what contradicts, is unproven, stale, missing or late in a sound
    one. All files are read, PATHS only choose what is reported. Ends with 1 if there is a problem.
    """
    folder = deals_folder(ctx.obj, deals)
    wanted = chosen_paths(ctx.obj, folder, paths)
    result = checked(WorkTree(folder), today).within(wanted)
    click.echo(as_json(result, today) if format_ == "json" else "\n".join(in_words(result)))
    ctx.exit(INPUT if result.problems or (strict and result.findings) else 0)
