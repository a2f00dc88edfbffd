"""`playbook crm`: where the deals stand, as a file that goes back to the CRM."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import click

from generator.assess.deal.assessment import assess
from generator.cli.options.chosen_map import chosen_map
from generator.cli.options.options import deals_folder, deals_option, example, today_option
from generator.cli.output.crm_rows import CrmDeal, crm_csv
from generator.cli.output.failures import INPUT
from generator.cli.output.printing import harmless, problem_text, progress
from generator.edit.crm.import_map import ImportMap
from generator.edit.crm.importing import last_import
from generator.edit.crm.last_import import Remembered
from generator.edit.crm.merge.conflicts import conflicts_of
from generator.model.deal import Deal
from generator.model.playbook import Surroundings
from generator.problems import Problem
from generator.read.files import WorkTree
from generator.read.playbook import read_listed_deal, read_surroundings
from generator.read.reading import Reading
from generator.show.text.values import counted
from generator.storage.atomic_write import write_whole

MOST_NAMED: Final = 10
"""Deals of a kind that are left out and named."""
UNREAD: Final = "cannot be read"


class WayBack:
    """Deals that go back to one CRM, and those that are left out, by the reason."""

    def __init__(self, by: ImportMap, surroundings: Surroundings, remembered: Remembered, today: dt.date) -> None:
        self.by, self.surroundings, self.remembered, self.today = by, surroundings, remembered, today
        self.deals: list[CrmDeal] = []
        self.left_out: defaultdict[str, list[str]] = defaultdict(list)
        self._taken: dict[str, str] = {}

    def add(self, identity: str, reading: Reading[Deal]) -> None:
        """Add a deal, or leave it out."""
        if reason := self._reason(identity, reading):
            self.left_out[reason].append(identity)
        elif reading.noun and reading.noun.crm and reading.noun.crm.id and reading.document:
            key = self.by.formats.same_id(reading.noun.crm.id)
            last = self.remembered.said(self.by.system, "deals", key)
            conflicts = conflicts_of(reading.document.data, self.by.deals, last) if self.by.deals else ()
            judgement = assess(reading.noun, self.surroundings, self.today)
            self.deals.append(CrmDeal(reading.noun.crm.id, judgement, conflicts, self.surroundings.method))

    def _reason(self, identity: str, reading: Reading[Deal]) -> str:
        """Return the reason to leave a deal out; empty for one that goes back."""
        if reading.noun is None:
            return UNREAD
        crm = reading.noun.crm
        if not crm or not crm.id:
            return "no id of the CRM (crm: {system, id})"
        if crm.system not in (None, self.by.system):
            return f"of another system, {crm.system}"
        first = self._taken.setdefault(self.by.formats.same_id(crm.id), identity)
        return f"has the id of {first}, too" if first != identity else ""

    def accounts(self) -> Iterator[str]:
        """Yield how many deals are written and how many left out, and why."""
        for reason, identities in self.left_out.items():
            more = f" and {len(identities) - MOST_NAMED:,} more" if len(identities) > MOST_NAMED else ""
            yield f"left out, {reason}: {', '.join(identities[:MOST_NAMED])}{more}"
        out = sum(map(len, self.left_out.values()))
        conflicts = sum(bool(each.conflicts) for each in self.deals)
        whole = f"{counted(len(self.deals) + out, 'deal')} = {len(self.deals):,} written + {out:,} left out"
        yield f"{whole}; {counted(conflicts, 'deal')} with conflicts"


@click.command(
    epilog=example("playbook crm --map salesforce -o back.csv", "playbook crm --map maps/our-crm.yml > back.csv")
)
@click.option("--map", "map_", metavar="MAP", required=True, help="The map's file, or a shipped map's name.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="The file to write.  [default: standard output]"
)
@deals_option
@today_option
@click.pass_context
def crm(ctx: click.Context, map_: str, output: Path | None, deals: str, today: dt.date) -> None:
    """Write a CSV for the CRM: by its id, where each deal stands, what is next, and where the two differ.

    The map's `back` names the columns; without it there is one for everything. Deals that have no id of this CRM are
    left out and counted. Ends with 1 if a deal cannot be read or two have one id, after writing the others.
    """
    by = chosen_map(ctx.obj, map_)
    source = WorkTree(deals_folder(ctx.obj, deals))
    surroundings, around = read_surroundings(source, today)
    way_back = WayBack(by, surroundings, last_import(source), today)
    problems = _gathered(source, surroundings, way_back)
    text = crm_csv(way_back.deals, by)
    if output:
        write_whole(ctx.obj / output, text.encode("utf-8-sig"))
    else:
        click.echo(text.encode(), nl=False)
    for line in (*map(problem_text, (*around, *problems)), *map(harmless, way_back.accounts())):
        click.echo(line, err=True)
    twice = any(reason.startswith("has the id") for reason in way_back.left_out)
    ctx.exit(INPUT if around or problems or twice else 0)


def _gathered(source: WorkTree, surroundings: Surroundings, way_back: WayBack) -> Sequence[Problem]:
    """Add every deal in the order of their names, and return the problems in their files."""
    problems: list[Problem] = []
    for identity, path in progress(list(source.listing().deals.items()), "Judging deals:"):
        reading = read_listed_deal(source, path, surroundings)
        problems += reading.problems
        way_back.add(identity, reading)
    return problems
