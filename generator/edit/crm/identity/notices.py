"""Notices of an import about more than one row: folders, names and people of the playbook."""

from __future__ import annotations

from generator.edit.crm.accounting import Accounting
from generator.edit.crm.existing_files import ExistingFiles
from generator.edit.crm.identity.folders import Folders
from generator.edit.crm.identity.renames import FolderRenames
from generator.edit.crm.records.record import Records
from generator.model.who import handle


def note_renames(accounting: Accounting, name: str, renames: FolderRenames) -> None:
    """Say which folders get another name, and which keep the CRM's id; `name` is the deals folder's."""
    for old, new in sorted(renames.new.items()):
        says = f"the folder {old}/ is {new}/ from now on: its account's name was not known before"
        accounting.note_file(f"{name}/{new}/index.md", 1, "renamed", says, "commit both with git add -A")
    for old, (new, file) in sorted(renames.referred.items()):
        says = f"the folder bears the CRM's id, since {name}/{file} refers to it"
        remedy = f"git mv {name}/{old} {name}/{new}, and mend the reference"
        accounting.note_file(f"{name}/{old}/index.md", 1, "not-renamed", says, remedy)


def note_names(accounting: Accounting, name: str, folders: Folders, records: Records) -> None:
    """Say which accounts could be taken for one another by their names; `name` is the deals folder's."""
    for key, slug in sorted(folders.alike.items()):
        says = f"another account than {name}/{slug}/, by its name or id"
        remedy = "if they are one, make them one in the CRM"
        path = f"{name}/{folders.of[key]}/index.md"
        accounting.note_file(path, 1, "alike", says, remedy, folders.names[key])
    for record in records.deals.values():
        if not record.account and handle(record.account_name) in folders.twice:
            says = "several accounts of the export have the name of its account; it is at the first by id"
            remedy = "export the account's id with the deals"
            accounting.note(record.row, "name-twice", says, remedy, record.account_name)


def note_gone(accounting: Accounting, name: str, standing: ExistingFiles, records: Records) -> list[str]:
    """Return the tied files whose row the export no longer has, and note the people; an unreadable row is there."""
    gone: list[str] = []
    for part, tied in (("deals", standing.deals), ("accounts", standing.accounts)):
        if part in records.given:
            left_out = records.filtered[part]
            there = getattr(records, part).keys() | records.unread | left_out.keys()
            for id_ in sorted(left_out.keys() & tied.keys()):
                says = f"is left out by `only` now; its file {name}/{tied[id_].path} was left"
                accounting.note(left_out[id_], "filtered-file", says)
            missing = {f"{name}/{each.path}" for id_, each in tied.items() if id_ not in there}
            gone += sorted(missing) if accounting.are_ids_whole(part) else []
    if "people" in records.given and accounting.are_ids_whole("people"):
        _note_gone_people(accounting, standing, records)
    return gone


def _note_gone_people(accounting: Accounting, standing: ExistingFiles, records: Records) -> None:
    there = records.people.keys() | records.unread | records.filtered["people"].keys()
    for (_, id_), tied in sorted(standing.people.items()):
        if id_ not in there:
            line, _ = tied.document.key_place(tied.at)
            says = "no longer in the export; the file was left"
            accounting.note_file(tied.whole_path, line, "gone-person", says, value=str(tied.at[1]))
