"""Notices of an import about more than one row: folders, names and people of the playbook."""

from __future__ import annotations

from generator.edit.crm.accounting import Accounting
from generator.edit.crm.existing_files import ExistingFiles
from generator.edit.crm.file_paths import Folders
from generator.edit.crm.records import Records
from generator.edit.crm.renames import FolderRenames
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


def note_gone_people(accounting: Accounting, standing: ExistingFiles, records: Records) -> None:
    """Say which people of the files the export no longer has."""
    there = records.people.keys() | records.unread
    for (_, id_), tied in sorted(standing.people.items()):
        if id_ not in there:
            line, _ = tied.document.key_place(tied.at)
            says = "no longer in the export; the file was left"
            accounting.note_file(tied.document.path, line, "gone-person", says, value=str(tied.at[1]))
