"""Forms of the files that are no deals, and what all forms share, for a site on which changes can be proposed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from generator.editor.published.form_files import SHARED, form_address, published_form, shared_file
from generator.model.file_kinds import kind_of
from generator.problems import Refused
from generator.read.yaml.document import parse
from generator.site.cache.reuse import Reuse
from generator.site.cache.store import CachedResult
from generator.site.tasks.context import BuildContext
from generator.site.tasks.schedule import by_account
from generator.storage.digest import digest

RESULT: Final = "/forms"
"""Name of the result that holds what all forms share."""
PUBLISHED: Final = (
    "edit/files/ of the site holds the whole text of every deal, account, partner and competitor, with comments, "
    "since mkdocs.yml sets extra.playbook.edit"
)


def published_note(reuse: Reuse) -> str:
    """Return what a site with forms shows that none did before, empty where the last one had them, too."""
    return PUBLISHED if RESULT in reuse.notes and RESULT not in reuse.last.store.index.notes else ""


@dataclass(frozen=True)
class FormFiles:
    """The forms beside the pages of accounts, partners and competitors. `base` is what every page rests on."""

    context: BuildContext
    reuse: Reuse
    base: str

    def make(self) -> None:
        """Put those into the sink that do not stand as they should."""
        around = self.context.around
        listing, deals = around.listing, by_account(around.listing.deals.values())
        for path in (*listing.accounts.values(), *listing.partners.values(), *listing.competitors.values()):
            folder = path.partition("/")[0]
            names = [each.removeprefix(f"{folder}/").removesuffix(".md") for each in deals.get(folder, ())]
            key = digest(self.base, path, self.reuse.digests.of(path) or "", *names)
            if not self.reuse.holds(f"/form/{path}", key):
                self._put(f"/form/{path}", key, form_address(path), self._form(path, names))
        shared = shared_file(around.surroundings, self.context.setting.today)
        if not self.reuse.holds(RESULT, key := digest(self.base, shared)):
            self._put(RESULT, key, SHARED, shared)

    def _form(self, path: str, deals: Sequence[str]) -> bytes:
        """Return the form of a file, nothing where it cannot be read: its page says so."""
        try:
            document = parse(path, self.context.source.read(path))
        except Refused:
            return b""
        return published_form(kind_of(path), path, document, self.context.around.surroundings, deals=deals)

    def _put(self, name: str, key: str, address: str, content: bytes) -> None:
        if content:
            self.context.sink.put(address, content)
        self.reuse.note(CachedResult(name, files=((address, digest(content)),) if content else ()), key)
