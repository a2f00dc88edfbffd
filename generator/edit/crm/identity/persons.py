"""Persons of an export: the account file that each stands in, under which key, and the guests of other firms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.edit.crm.accounting import Accounting
from generator.edit.crm.existing_files import ExistingFiles, TiedFile, value_at
from generator.edit.crm.identity.folders import Folders
from generator.edit.crm.last_import import Said
from generator.edit.crm.merge import drafts
from generator.edit.crm.records.record import CrmRecord, Records
from generator.edit.slugs import slugs_for


@dataclass(frozen=True, slots=True)
class Guest:
    """A person of another firm with a part in a deal of an account; `fields` are name, title and so on."""

    id: str
    fields: Mapping[str, Any]


class Persons:
    """Persons by the folder of the account that they stand at, and by id.

    A person stands at the account that the CRM names, once; somebody whose account has changed there stays. Guests
    stand in further accounts' files, with their firm.
    """

    def __init__(
        self,
        records: Records,
        standing: ExistingFiles,
        folders: Folders,
        imported: Mapping[str, Said],
        accounting: Accounting,
    ) -> None:
        """Take the export, what stands, the accounts' folders, and the persons of the last import by id."""
        self._records, self._standing, self._folders = records, standing, folders
        self._imported, self._accounting = imported, accounting
        self._keys = {at: str(tied.at[1]) for at, tied in standing.people.items()}
        self._at_home: dict[str, str] = {}
        for (folder, id_), tied in standing.people.items():
            if not _is_guest(tied):
                self._at_home.setdefault(id_, folder)
        self.of: dict[str, dict[str, CrmRecord]] = {}
        self.guests: dict[str, dict[str, Guest]] = {}
        self._deleted: set[str] = set()
        for id_, person in records.people.items():
            self._place(id_, person)

    def _place(self, id_: str, person: CrmRecord) -> None:
        """Find the account of a person, or say why there is none."""
        note = self._accounting.note
        stands, home = self._at_home.get(id_), self._folders.folder_of(person.account) if person.account else None
        if stands and home and stands != home:
            says = "the CRM has this person at another account now; the files were left"
            remedy = "move the person's block to that account's people, if that is right"
            note(person.row, "person-moved", says, remedy, f"{self._keys[stands, id_]}: {stands} → {home}")
        if stands or home:
            if not stands and "file" in self._imported.get(id_, {}):
                says, remedy = "was taken out of the account's people by hand; stays out", drafts.AGAIN
                note(person.row, "person-deleted", says, remedy, person.values["name",])
                self._accounting.settle(person.row, "left out")
                self._deleted.add(id_)
            else:
                self.of.setdefault(stands or home or "", {})[id_] = person

    def refuse_homeless(self) -> None:
        """Report the persons who stand nowhere; those who are guests alone have their fate with that."""
        placed, invited = self._deleted.union(*self.of.values()), set().union(*self.guests.values())
        known = {id_ for _, id_ in self._keys}
        for id_, person in self._records.people.items():
            if id_ in placed:
                continue
            if id_ in invited or id_ in known:
                self._accounting.settle(person.row, "new" if id_ in invited else "unchanged")
                continue
            if not person.account:
                self._accounting.note(person.row, "no-account", "has no account, so there is no file to stand in")
                self._accounting.settle(person.row, "left out")
            else:
                says, remedy = "its account is not in the export", "export the accounts, too"
                self._accounting.refuse(person.row, "no-account", says, remedy)

    def is_known(self, id_: str) -> bool:
        """Tell whether a person is in the export or in a file."""
        return id_ in self._records.people or id_ in self._at_home

    def is_at(self, folder: str, id_: str) -> bool:
        """Tell whether a person stands in an account's file, or will."""
        return (folder, id_) in self._keys or id_ in self.of.get(folder, ()) or id_ in self.guests.get(folder, ())

    def invite(self, folder: str, id_: str) -> None:
        """Let a person stand in the file of an account that is not the person's own, with the firm.

        Somebody whom the CRM has at no account at all stands there without one, as the account's own.
        """
        person = self._records.people.get(id_)
        if self.is_at(folder, id_):
            return
        if person and not person.account and id_ not in self._at_home:
            self.of.setdefault(folder, {})[id_] = person
        else:
            self.guests.setdefault(folder, {})[id_] = Guest(*self._introduced(id_))

    def _introduced(self, id_: str) -> tuple[str, Mapping[str, Any]]:
        """Return the id as the CRM writes it, and the fields of a person with the name of the firm."""
        home = self._at_home.get(id_, "")
        person = self._records.people.get(id_)
        if person is None:
            tied = self._standing.people[home, id_]
            block = value_at(tied.data, tied.at)
            fields = {name: block[name] for name in ("name", "title", "email") if name in block}
            return block["crm"]["id"], fields | self._firm(home)
        home = home or self._folders.folder_of(person.account) or ""
        return person.id, drafts.nested(person.values) | self._firm(home, person.account)

    def _firm(self, folder: str, account: str = "") -> dict[str, str]:
        """Return the name of the account in a folder, else what the CRM says of it."""
        return {"firm": self._folders.name_of(folder) or account or folder}

    def name(self, folder: str, tied: TiedFile | None) -> None:
        """Give every new person of an account a key; one that has a key keeps it."""
        written = tied.data.get("people") if tied else None
        taken = frozenset(written) if isinstance(written, dict) else frozenset()
        own = {id_: each.values["name",] for id_, each in self.of.get(folder, {}).items()}
        guests = {id_: str(each.fields["name"]) for id_, each in self.guests.get(folder, {}).items()}
        new = {id_: name for id_, name in (own | guests).items() if (folder, id_) not in self._keys}
        self._keys |= {(folder, id_): key for id_, key in slugs_for(new, taken).items()}

    def key(self, folder: str, id_: str) -> str:
        """Return the key of a person in an account's file; empty where the person does not stand there."""
        return self._keys.get((folder, id_), "")

    def at(self, folder: str) -> list[str]:
        """Return the ids of the account's own persons in the export."""
        return list(self.of.get(folder, ()))


def _is_guest(tied: TiedFile) -> bool:
    return bool(value_at(tied.data, (*tied.at, "firm")))
