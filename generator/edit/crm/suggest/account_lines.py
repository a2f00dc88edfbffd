"""The lines of a suggested map about accounts, people, their parts in deals, and files that join others."""

from __future__ import annotations

from generator.edit.crm.suggest.deal_lines import lists_ids
from generator.edit.crm.suggest.lines import RECOGNISED, MapLines, inline
from generator.edit.crm.suggest.parts import TablePart

PROFILE = (("employees", "Employees"), ("revenue", "Annual revenue"), ("city", "Head office"))
ROLES = {
    "Decision Maker": "decision maker",
    "Economic Decision Maker": "approver",
    "Economic Buyer": "approver",
    "Executive Sponsor": "approver",
    "Evaluator": "evaluator",
    "Technical Buyer": "evaluator",
    "Business User": "user",
}
"""Parts of people in deals by the words that CRMs bring along."""


def add_accounts(table: TablePart, to: MapLines) -> None:
    """Add the part `accounts` below its headers."""
    columns = {field: match.column for field, match in table.matches.items()}
    _add_id(columns, columns["title"], to)
    to.add(1, "fields")
    fields = [each for each in ("title", "industry", "owner", "region", "segment", "website") if each in columns]
    for each in fields:
        to.add(2, each, inline(columns[each]), remark=RECOGNISED)
    if lines := [(label, columns[field]) for field, label in PROFILE if field in columns]:
        to.add(1, "profile")
        for label, column in lines:
            to.item(2, inline({"text": f"{label}: {{{column}}}"}))
    to.add(1, "owns", inline(fields))


def add_people(table: TablePart, to: MapLines) -> None:
    """Add the part `people` below its headers."""
    columns = {field: match.column for field, match in table.matches.items()}
    named = columns.get("last") or columns["name"]
    _add_id(columns, named, to)
    account = columns.get("account")
    if account:
        listed = lists_ids(table.columns, account)
        value = inline({"column": account, "separator": ";"}) if listed else inline(account)
        to.add(1, "account", value, remark=RECOGNISED)
    else:
        to.add(1, "account", inline({"constant": ""}), guess="no column has a person's account")
        to.missing.append("the account of people: no column has it, so that they are left out")
    to.add(1, "fields")
    if "last" in columns and "first" in columns:
        text = [f"{{{columns['first']}}} {{{columns['last']}}}", f"{{{columns['last']}}}", f"{{{columns['first']}}}"]
        to.add(2, "name", inline({"text": text}), remark=RECOGNISED)
    else:
        to.add(2, "name", inline(columns.get("name") or named), remark=RECOGNISED)
    fields = [each for each in ("title", "email") if each in columns]
    for each in fields:
        to.add(2, each, inline(columns[each]), remark=RECOGNISED)
    if above := columns.get("reports_to"):
        to.add(1, "reports_to", inline(above), remark=RECOGNISED)
    to.add(1, "owns", inline(["name", *fields]))


def add_roles(table: TablePart, to: MapLines) -> None:
    """Add the part `roles` below its headers."""
    columns = {field: match.column for field, match in table.matches.items()}
    for each in ("deal", "person"):
        to.add(1, each, inline(columns[each]), remark=RECOGNISED)
    if part := columns.get("part"):
        to.add(1, "part", remark=RECOGNISED)
        to.add(2, "column", inline(part))
        to.add(2, "values")
        for role, meant in ROLES.items():
            to.add(3, inline(role), inline(meant))
        to.add(2, "others", "ignored")


def add_names(table: TablePart, to: MapLines) -> None:
    """Add the part `users` or `stages` below its headers: which id has which name."""
    columns = {field: match.column for field, match in table.matches.items()}
    to.add(1, "id", inline(columns["id"]), remark=RECOGNISED)
    texts = [f"{{{columns['first']}}} {{{columns['last']}}}"] if {"first", "last"} <= set(columns) else []
    texts += [f"{{{columns[field]}}}" for field in ("name", "last", "email") if field in columns]
    to.add(1, "name", inline({"text": texts}), remark=RECOGNISED)


def add_links(table: TablePart, to: MapLines) -> None:
    """Add the part `deal_accounts` below its headers."""
    for field in ("deal", "account"):
        to.add(1, field, inline(table.matches[field].column), remark=RECOGNISED)


def _add_id(columns: dict[str, str], named: str, to: MapLines) -> None:
    if id_ := columns.get("id"):
        to.add(1, "id", inline(id_), remark=RECOGNISED)
        return
    names = [columns["first"]] if "first" in columns and "last" in columns else []
    text = " ".join(f"{{{each}}}" for each in [*names, named])
    to.add(1, "id", inline({"text": text}), guess="there is no column of ids; what is renamed becomes new")
