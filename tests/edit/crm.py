"""A small CRM for tests: a map, exports as text, and what becomes of them in a folder."""

from __future__ import annotations

from pathlib import Path

from generator.edit.crm.import_map import ImportMap
from generator.edit.crm.importing import plan_import
from generator.edit.crm.maps import read_map
from generator.edit.crm.merge.plan import ImportPlan, carry_out
from generator.edit.crm.records.parts import part_of
from generator.edit.crm.tables import read_table
from generator.model.deal import Deal
from generator.read.files import WorkTree
from generator.read.playbook import load

FAILING = Path(__file__).parent / "exports"
"""Small exports, a folder for each fault."""
MAP = """\
system: acme-crm
formats: {currency: EUR, dates: [YYYY-MM-DD, DD/MM/YYYY]}
deals:
  headers: [Deal, Stage]
  id: Id
  account: {id: Account Id, name: Account, empty: Nobody yet}
  fields:
    title: Deal
    stage: {column: Stage, values: {Early: qualify, Late: negotiate, Won: closed, Lost: closed}}
    owner: Owner
    amount: {column: Amount, currency: Currency}
    close: Close
    outcome.result: {column: Stage, values: {Won: won, Lost: lost}, others: ignored}
    outcome.date: Close
  ratings:
    access_to_funds: {column: Budget, "+": Approved, "?": Asked for, "-": None}
  rated_on: Seen
  notes: Notes
  players: {column: People}
  owns: [stage, owner, amount, close, outcome, assessment]
accounts:
  headers: [Company, Sector]
  id: Account Id
  fields: {title: Company, industry: Sector}
  profile:
    - {text: "{Staff} people"}
  owns: [industry]
people:
  headers: [Person]
  id: Person Id
  account: Account Id
  fields: {name: Person, title: Role}
  reports_to: Boss
  owns: [title]
"""
ONE_DEAL = "Id,Deal,Stage,Account,Owner,Amount,Close\n7,Big one,Early,Acme,Dana,1200,2027-03-31\n"


def reading(text: str = MAP) -> ImportMap:
    """Return a map from its text."""
    return read_map("map.yml", text.encode())


def planned(folder: Path, *exports: str | bytes, by: str = MAP) -> ImportPlan:
    """Return what importing exports, given as text, into the deals below a folder amounts to."""
    deals = folder / "deals"
    deals.mkdir(exist_ok=True)
    map_ = reading(by)
    contents = [each.encode() if isinstance(each, str) else each for each in exports]
    tables = [read_table(f"export{place}.csv", each, map_.formats) for place, each in enumerate(contents, 1)]
    return plan_import(WorkTree(deals), map_, [(part_of(table, map_), table) for table in tables])


def imported(folder: Path, *exports: str | bytes, by: str = MAP) -> ImportPlan:
    """Import exports, given as text, and return what came of it."""
    plan = planned(folder, *exports, by=by)
    carry_out(plan, folder / "deals")
    return plan


def deals_in(folder: Path) -> dict[str, Deal]:
    """Return the deals below a folder; every one of its files is sound."""
    playbook = load(WorkTree(folder / "deals"))
    assert not playbook.problems
    return dict(playbook.deals)


def fates(plan: ImportPlan) -> list[tuple[int, ...]]:
    """Return the counts of new, changed, unchanged, left out and refused rows of each file; they add up."""
    assert [file.rows for file in plan.accounting.files] == [
        sum(each.fates.values()) for each in plan.accounting.files
    ]
    return [tuple(file.fates.values()) for file in plan.accounting.files]


def notes(plan: ImportPlan) -> list[str]:
    """Return the notes of a plan as a person reads them, each kind once."""
    groups = plan.accounting.groups()
    return [str(group.problem) for group in groups if group.first.effect == "note"]


def remarks(plan: ImportPlan) -> list[str]:
    """Return the notes but for those about columns that the export lacks."""
    return [note for note in notes(plan) if "there is no column for" not in note]


def said(plan: ImportPlan) -> list[str]:
    """Return the problems of a plan as a person reads them."""
    return [str(problem) for problem in plan.problems]
