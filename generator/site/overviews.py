"""What is made of all deals together, from the slips that they hand in; what still holds is taken over."""

from __future__ import annotations

from dataclasses import dataclass

from generator.problems import Problem
from generator.show.book import Book
from generator.show.overview import WHOLES, Whole
from generator.site.columns import Columns
from generator.site.deals import Terms, shelve
from generator.site.drawn import Draw, digest, watched
from generator.site.ledger import Outcome
from generator.site.reuse import Reuse


@dataclass(frozen=True)
class Overviews:
    """The making of what draws on several deals. `rests_on` is the digest of what every page rests on."""

    columns: Columns
    problems: tuple[Problem, ...]
    terms: Terms
    reuse: Reuse
    rests_on: str

    def make(self) -> None:
        """Put all of it on the shelf that does not stand as it should."""
        book, draws = self._book()
        said = digest(self.rests_on, repr(self.terms.setting), *map(repr, self.problems))
        for whole in WHOLES:
            name = f"/{whole.name}"
            key = digest(said, *(self.columns.digests[kind] for kind in whole.of))
            if not self.reuse.holds(name, key):
                self.reuse.note(self._made(name, whole, book, draws), key)

    def _book(self) -> tuple[Book, set[Draw]]:
        """Return what all of it is made of, and the set in which everything is noted that is looked up."""
        around, draws = watched(self.terms.around.surroundings)
        pile = self.columns.pile()
        return Book(pile, around, self.terms.setting, self.problems), draws

    def _made(self, name: str, whole: Whole, book: Book, draws: set[Draw]) -> Outcome:
        shelved = [shelve([page], self.terms) for page in whole.pages(book)]
        made = whole.files(book)
        for address, content in made.items():
            self.terms.shelf.put(address, content)
        also = ((address, digest(content)) for address, content in made.items())
        files = (file for each, _ in shelved for file in each)
        found = b",".join(each for _, each in shelved if each)
        return Outcome(name, "", (*files, *also), found=found, draws=tuple(sorted(draws)))
