"""Paths of imported files: the folder of each account and the file of each deal; once given, a path stays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import cached_property
from types import MappingProxyType

from generator.edit.crm.existing_files import ExistingFiles, TiedFile, crm_id
from generator.edit.crm.formats import Formats
from generator.edit.crm.last_import import Remembered
from generator.edit.crm.records.record import CrmRecord, Records
from generator.edit.slugs import slug_of, slugs_for, whole_slug
from generator.model.playbook import RESERVED_ACCOUNTS, RESERVED_DEALS
from generator.model.who import handle

BY_NAME = "name "
"""Beginning of the key of an account of which only the name is known."""


class Folders:
    """The folder of every account, by the account's key: its id, else its name in one form.

    An account is recognised by its id or name, never by the path that its name would give: by the id that a file is
    tied to, by what the last import remembers, by the title of a file, and by the folder of a file without a title.
    """

    def __init__(
        self,
        records: Records,
        standing: ExistingFiles,
        remembered: Remembered,
        system: str,
        formats: Formats,
        named_now: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """Find the existing folders and give the others one.

        `names` are the accounts that the export needs a file of, `ids` their ids as the CRM writes them, `alike` the
        paths that new ones would have if no other account had them, by key, and `twice` the names that several
        accounts of the export have. `named_now` are those that were known by their id alone until today.
        """
        self._records, self._standing, self._formats, self._system = records, standing, formats, system
        self._remembered = remembered.records(system, "accounts")
        self._deals = remembered.records(system, "deals")
        self._keys = self._keys_by_name()
        named = Counter(handle(each.values["title",]) for each in records.accounts.values())
        self.twice = frozenset(name for name, count in named.items() if count > 1)
        self.ids = {id_: each.id for id_, each in records.accounts.items()}
        self.names = {**named_now, **self._named()}
        self.of = {id_: tied.path.split("/")[0] for id_, tied in standing.accounts.items()}
        for folders in (
            self._by_last_import(),
            self._by_deals(remembered=True),
            self._by_title(),
            self._by_folder(),
            self._by_deals(remembered=False),
            self._as_before(),
        ):
            self._take(folders)
        new = {key: name for key, name in self.names.items() if key not in self.of}
        given = {said["file"].split("/")[0] for said in self._remembered.values() if "file" in said}
        self.of |= slugs_for(new, {*standing.files, *standing.deals_of, *given, *RESERVED_ACCOUNTS}, self.ids)
        used = {*self.of.values()}
        self.alike = {
            key: slug for key, name in new.items() if (slug := slug_of(name)) in used and slug != self.of[key]
        }

    def key(self, deal: CrmRecord) -> str:
        """Return the key of a deal's account: its id, that of the account of its name, or the name itself."""
        if deal.account:
            return self._formats.same_id(deal.account)
        return self.key_of_name(deal.account_name)

    def key_of_name(self, name: str) -> str:
        """Return the key of the account that has a name."""
        return self._keys.get(handle(name), BY_NAME + handle(name))

    def folder_of(self, account: str) -> str | None:
        """Return the folder of the account that a person names by id or by name; None where there is none."""
        return self.of.get(self._formats.same_id(account)) or self.of.get(self.key_of_name(account))

    def name_of(self, folder: str) -> str:
        """Return the name of the account that stands in a folder; empty where nothing says it."""
        file = self._standing.files.get(folder)
        if title := _title(file) if file else "":
            return title
        return self._names_by_folder.get(folder, "")

    @cached_property
    def _names_by_folder(self) -> dict[str, str]:
        return {self.of[key]: name for key, name in self.names.items()}

    def _keys_by_name(self) -> dict[str, str]:
        """Return the keys of accounts by name: the export's first, then those of the last import, then of the files.

        Of several with one name, one with an id goes first, then the lowest.
        """
        exported = {key: each.values["title",] for key, each in self._records.accounts.items()}
        written = {key: _title(tied) for key, tied in self._standing.accounts.items()}
        written = {key: title for key, title in written.items() if self._formats.same_id(title) != key}
        imported = {key: said["name"] for key, said in self._remembered.items() if "name" in said}
        of_deals = {
            self._formats.same_id(each.account): each.account_name
            for each in reversed(list(self._records.deals.values()))
            if each.account and each.account_name
        }
        return {
            handle(names[key]): key
            for names in (written, imported, of_deals, exported)
            for key in sorted(names, key=lambda each: (each.startswith(BY_NAME), each), reverse=True)
            if names is exported or key not in exported
        }

    def _named(self) -> dict[str, str]:
        """Return the name of every account that has a row or a new deal; its id where that is all there is."""
        names = {id_: each.values["title",] for id_, each in self._records.accounts.items()}
        for id_, deal in self._records.deals.items():
            if id_ not in self._standing.deals and id_ not in self._deals:
                key = self.key(deal)
                self.ids.setdefault(key, deal.account)
                if key not in self._records.accounts and names.get(key, deal.account) == deal.account:
                    names[key] = deal.account_name or deal.account
        return names

    def _take(self, folders: Iterable[tuple[str, str]]) -> None:
        """Give folders to accounts that have none; a folder has one account."""
        taken = {*self.of.values()}
        for key, folder in folders:
            if key not in self.of and folder not in taken:
                self.of[key] = folder
                taken.add(folder)

    def _by_last_import(self) -> Iterator[tuple[str, str]]:
        """Yield the folders that the last import remembers and that are still there."""
        for remembered, said in sorted(self._remembered.items()):
            key = self._with_id(remembered)
            folder = said.get("file", "").split("/")[0]
            if self._is_there(folder) and not self._is_another(key, folder):
                yield key, folder

    def _with_id(self, key: str) -> str:
        """Return the key of an account that has an id by now, though the last import knew its name alone."""
        return self._keys.get(key.removeprefix(BY_NAME), key) if key.startswith(BY_NAME) else key

    def _by_deals(self, *, remembered: bool) -> Iterator[tuple[str, str]]:
        """Yield the folders in which an account's deals stand now: somebody renamed them.

        With `remembered` only by deals whose account the CRM has not changed, else by those of which that is unknown.
        """
        for id_, deal in sorted(self._records.deals.items()):
            tied, key = self._standing.deals.get(id_), self.key(deal)
            before = self._deals.get(id_, {}).get("account")
            if tied and (self._with_id(before) == key if before else not remembered):
                folder = tied.path.split("/")[0]
                if not self._is_another(key, folder):
                    yield key, folder

    def _by_title(self) -> Iterator[tuple[str, str]]:
        """Yield the folders of files that have an account's name for their title."""
        folders: dict[str, list[str]] = {}
        for folder, file in sorted(self._standing.files.items()):
            folders.setdefault(handle(_title(file)), []).append(folder)
        for key, name in sorted(self.names.items()):
            for folder in folders.get(handle(name), ()):
                if not self._is_another(key, folder):
                    yield key, folder

    def _by_folder(self) -> Iterator[tuple[str, str]]:
        """Yield the folders that bear an account's whole name and have no title that says another."""
        for key, name in sorted(self.names.items()):
            folder = slug_of(name)
            file = self._standing.files.get(folder)
            untitled = not _title(file) if file else self._is_there(folder)
            if untitled and folder == whole_slug(name) and not self._is_another(key, folder):
                yield key, folder

    def _as_before(self) -> Iterator[tuple[str, str]]:
        """Yield the folders that the last import remembers and somebody deleted."""
        for key, said in sorted(self._remembered.items()):
            if "file" in said:
                yield self._with_id(key), said["file"].split("/")[0]

    def _is_there(self, folder: str) -> bool:
        return folder in self._standing.files or folder in self._standing.deals_of

    def _is_another(self, key: str, folder: str) -> bool:
        """Tell whether a folder's file is tied to the id of another account."""
        file = self._standing.files.get(folder)
        id_ = crm_id(file, self._system) if file else ""
        return bool(id_) and self._formats.same_id(id_) != key and not key.startswith(BY_NAME)


def _title(file: TiedFile) -> str:
    title = file.data.get("title")
    return title if isinstance(title, str) else ""


def deal_paths(
    records: Records, folders: Folders, standing: ExistingFiles, imported: Container[str]
) -> dict[str, str]:
    """Return the path of every deal that has no file and never had one, by its id; `imported` are those that had."""
    by_folder: dict[str, dict[str, str]] = {}
    for id_, deal in records.deals.items():
        if id_ not in standing.deals and id_ not in imported:
            by_folder.setdefault(folders.of[folders.key(deal)], {})[id_] = deal.values["title",]
    return {
        id_: f"{folder}/{slug}.md"
        for folder, titles in by_folder.items()
        for id_, slug in slugs_for(titles, RESERVED_DEALS | standing.deals_of.get(folder, frozenset())).items()
    }
