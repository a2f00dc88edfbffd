"""Folders named by an id of the CRM, whose account has a name now: their new names, where nothing refers to them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain

from generator.edit.crm.existing_files import ExistingFiles, TiedFile, crm_id, value_at
from generator.edit.crm.formats import Formats
from generator.edit.crm.last_import import Said
from generator.edit.crm.records.record import Records
from generator.edit.slugs import slug_of, slugs_for
from generator.model.playbook import RESERVED_ACCOUNTS
from generator.model.who import handle
from generator.problems import Refused
from generator.read.file_names import METHOD, SHARES, TEAM
from generator.read.files import Listing, WorkTree


@dataclass(frozen=True)
class FolderRenames:
    """Folders to rename, the old name to the new, and those that stay since the file beside them refers to them.

    `names` are the accounts' names by the id as it is compared, of all these folders.
    """

    new: Mapping[str, str]
    referred: Mapping[str, tuple[str, str]]
    names: Mapping[str, str]


class RenamedTree(WorkTree):
    """A playbook on disk as it will be once some of its folders are renamed."""

    def __init__(self, tree: WorkTree, renames: Mapping[str, str]) -> None:
        """Take the playbook as it is, and the new names of folders by their old ones."""
        super().__init__(tree.root)
        self._new = renames
        self._old = {new: old for old, new in renames.items()}

    def listing(self) -> Listing:
        """Return the files of the folder by kind, under their new paths."""
        listing = super().listing()
        accounts = {self._new.get(slug, slug): moved(path, self._new) for slug, path in listing.accounts.items()}
        deals = {moved(identity, self._new): moved(path, self._new) for identity, path in listing.deals.items()}
        return replace(listing, accounts=accounts, deals=deals).in_order()

    def read(self, path: str) -> bytes:
        """Return the content of the file that will have a path."""
        return super().read(moved(path, self._old))


def moved(path: str, renames: Mapping[str, str]) -> str:
    """Return a path with another folder, where that is renamed."""
    folder, slash, rest = path.partition("/")
    return f"{renames.get(folder, folder)}{slash}{rest}"


def folder_renames(
    tree: WorkTree,
    records: Records,
    standing: ExistingFiles,
    imported: Mapping[str, Said],
    formats: Formats,
    system: str,
) -> FolderRenames:
    """Return the renames of folders that an import named by an id because the name was not known.

    Such a folder has the id's path and the id for a title, so nobody has named the account since; nor has an import,
    by the accounts of the last one, which are `imported`.
    """
    names = _names(records, formats)
    named = {
        id_: names[id_]
        for id_, tied in standing.accounts.items()
        if id_ in names
        and "name" not in imported.get(id_, {})
        and _is_placeholder(tied, crm_id(tied, system), names[id_])
    }
    if not named:
        return FolderRenames({}, {}, {})
    taken = {*(path.name for path in tree.root.iterdir()), *RESERVED_ACCOUNTS}
    slugs = slugs_for(named, taken, {id_: crm_id(standing.accounts[id_], system) for id_ in named})
    renames = {standing.accounts[id_].path.split("/")[0]: slug for id_, slug in slugs.items()}
    referred = _referred(tree, renames)
    new = {old: slug for old, slug in renames.items() if old not in referred}
    return FolderRenames(new, {old: (renames[old], file) for old, file in referred.items()}, named)


def _names(records: Records, formats: Formats) -> dict[str, str]:
    """Return the accounts' names by id, as far as a row says both."""
    of_deals = {
        formats.same_id(deal.account): deal.account_name
        for deal in records.deals.values()
        if deal.account and deal.account_name
    }
    return of_deals | {id_: each.values["title",] for id_, each in records.accounts.items()}


def _is_placeholder(tied: TiedFile, id_: str, name: str) -> bool:
    """Tell whether a file has an id for its title and for its folder, where by now a name is known."""
    title = value_at(tied.data, ("title",))
    slug, folder = slug_of(id_), tied.path.split("/")[0]
    by_id = bool(re.fullmatch(rf"{re.escape(slug)}(-\d+)?", folder))
    return by_id and handle(name) != handle(id_) and isinstance(title, str) and handle(title) == handle(id_)


def _referred(tree: WorkTree, renames: Mapping[str, str]) -> dict[str, str]:
    """Return the folders that a text of the playbook mentions in a path, each with the first file that does."""
    folders = "|".join(map(re.escape, renames))
    path = re.compile(rf"(?:(?<=\.\./)|(?<![\w/-]))({folders})/")  # in an address of the CRM an id is no folder
    referred: dict[str, str] = {}
    for file in _files(tree.listing()):
        try:
            text = tree.read(file).decode("utf-8", "replace")
        except Refused:
            continue
        for found in path.finditer(text):
            referred.setdefault(found[1], file)
    return referred


def _files(listing: Listing) -> Iterator[str]:
    yield from (TEAM,) * listing.has_team
    yield from (METHOD,) * listing.has_method
    yield from (SHARES,) * listing.has_shares
    yield from chain.from_iterable(
        each.values() for each in (listing.accounts, listing.partners, listing.competitors, listing.deals)
    )
