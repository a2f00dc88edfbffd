"""Paths of imported files: the folder of each account and the file of each deal; once given, a path stays."""

from __future__ import annotations

from collections.abc import Mapping

from generator.edit.crm.existing_files import ExistingFiles, crm_id
from generator.edit.crm.formats import Formats
from generator.edit.crm.records import CrmRecord, Records
from generator.edit.slugs import slug_of, slugs_for
from generator.model.playbook import RESERVED_ACCOUNTS

NEVER_A_DEAL = frozenset({"index"})
"""Names in an account's folder that are other files."""


class Folders:
    """The folder of every account that the export names, by the account's key: its id, else its name."""

    def __init__(self, records: Records, standing: ExistingFiles, system: str, formats: Formats) -> None:
        """Find the existing folders and give the others one; `ids` are the accounts' ids as the CRM writes them."""
        self._formats = formats
        self._by_title = {slug_of(each.values["title",]): id_ for id_, each in records.accounts.items()}
        self.ids = {id_: each.id for id_, each in records.accounts.items()}
        names = {id_: each.values["title",] for id_, each in records.accounts.items()}
        for deal in records.deals.values():
            if formats.same_id(deal.id) not in standing.deals:
                names.setdefault(self.key(deal), deal.account_name or deal.account)
                self.ids.setdefault(self.key(deal), deal.account)
        self.names: Mapping[str, str] = names
        self.of = {id_: tied.path.split("/")[0] for id_, tied in standing.accounts.items()}
        self.of |= _stand(names, self.of, standing, system)
        taken = {*standing.files, *standing.deals_of, *RESERVED_ACCOUNTS}
        self.of |= slugs_for({key: name for key, name in names.items() if key not in self.of}, taken)

    def key(self, deal: CrmRecord) -> str:
        """Return the key of a deal's account: its id, that of the account of its name, or the name itself."""
        if deal.account:
            return self._formats.same_id(deal.account)
        name = slug_of(deal.account_name) or deal.account_name.casefold()
        return self._by_title.get(name, f"name {name}")


def _stand(names: Mapping[str, str], tied: Mapping[str, str], standing: ExistingFiles, system: str) -> dict[str, str]:
    """Return the untied folders that have an account's name: they are that account."""
    folders: dict[str, str] = {}
    for key in sorted(names.keys() - tied.keys()):
        slug = slug_of(names[key])
        file = standing.files.get(slug)
        untied = slug in standing.deals_of if file is None else not crm_id(file, system)
        if untied and slug not in folders.values():
            folders[key] = slug
    return folders


def deal_paths(records: Records, folders: Folders, standing: ExistingFiles) -> dict[str, str]:
    """Return the path of every deal that has no file yet, by its id."""
    by_folder: dict[str, dict[str, str]] = {}
    for id_, deal in records.deals.items():
        if id_ not in standing.deals:
            by_folder.setdefault(folders.of[folders.key(deal)], {})[id_] = deal.values["title",]
    return {
        id_: f"{folder}/{slug}.md"
        for folder, titles in by_folder.items()
        for id_, slug in slugs_for(titles, NEVER_A_DEAL | standing.deals_of.get(folder, frozenset())).items()
    }
