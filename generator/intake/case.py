"""Case for a proof: the deal as its file stands, the files around it, and the notes."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from functools import cached_property

from generator.editor.edits import EditedValue
from generator.editor.merging import value_at
from generator.editor.near import NearFiles
from generator.intake.notes import Notes
from generator.model.account import Person
from generator.model.deal import Deal
from generator.model.money import Money
from generator.model.playbook import Surroundings
from generator.model.who import called
from generator.problems import Refused
from generator.read.playbook import read_deal
from generator.read.yaml.document import Document, parse
from generator.read.yaml.place import At
from generator.storage.digest import digest


@dataclass(frozen=True)
class DealCase:
    """A deal as its file says now, which has no mistake."""

    near: NearFiles
    content: bytes
    deal: Deal

    @property
    def identity(self) -> str:
        """Account and deal, as commands take them."""
        return self.deal.identity

    @property
    def folder(self) -> str:
        """Folder of the account."""
        return self.deal.account

    @property
    def account_file(self) -> str:
        """Path of the account's file below the deals folder, whether it is there or not."""
        return f"{self.folder}/index.md"

    @property
    def around(self) -> Surroundings:
        """Surroundings of the deal."""
        return self.near.surroundings

    @cached_property
    def people(self) -> Mapping[str, Person]:
        """People of the account, by key."""
        return self.around.account(self.folder).people

    @property
    def version(self) -> str:
        """Digest of the file, which tells answers to an older one."""
        return digest(self.content)

    @cached_property
    def document(self) -> Document:
        """The file with the places of its values."""
        return parse(f"{self.near.source.name}/{self.near.path}", self.content)

    def value(self, at: At) -> EditedValue:
        """Return the value at a place of the file as it is written, None where there is none."""
        return value_at(Deal, self.document, at)

    @cached_property
    def currency(self) -> str:
        """Currency of the deal's amounts, empty where it has none."""
        deal = self.deal
        event = deal.compelling_event
        amounts: list[Money | None] = [deal.amount, deal.budget, deal.revenue_1y, deal.revenue_3y, deal.profit]
        amounts += [event.consequence_amount, event.payback_amount] if event else []
        amounts += [each.amount for each in deal.value.lines.values()] if deal.value else []
        return next((each.currency for each in amounts if each), "")

    def member(self, written: str) -> str:
        """Return the name of a member of the team by name or key, empty where nobody answers to it."""
        name = called(written, self.around.members)
        return name if name in self.around.members.values() else ""


def deal_case(near: NearFiles) -> DealCase:
    """Return a deal with what is around it.

    Raises Refused with the mistakes of its file or the method's, BadRequest where it is none.
    """
    near.check()
    content = near.content()
    if problems := near.files.method_problems:
        raise Refused(problems)
    reading = read_deal(near.source.name, near.path, content, near.surroundings)
    if reading.noun is None:
        raise Refused(reading.problems)
    return DealCase(near, content, reading.noun)


@dataclass(frozen=True)
class Case:
    """A deal, the notes of a meeting on it, and the criteria whose ratings as gates a person confirms.

    `meeting` is the path by which the deal's file cites the notes, below the folder of its account.
    """

    of: DealCase
    notes: Notes
    meeting: str
    confirmed: Set[str] = field(default_factory=frozenset)

    def customer(self, speaker: str) -> str:
        """Return the key of the person of the account whom a speaker is mapped to; empty where nobody is."""
        key = self.notes.person(speaker)
        return key if key in self.of.people else ""

    def cited(self, line: int) -> str:
        """Return the place of a quote as the deal's file cites it: `meetings/2026-11-27-cfo.md:41`."""
        return f"{self.meeting}:{line}"
