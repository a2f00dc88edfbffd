"""The register of shares: read-only links, each of one subject, for one reader, until a day. No secret is in it."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from generator.model.method import VerdictWord
from generator.model.text import Date, Line, Lines, Name, Names, Noun, Slug, Slugs, Whole, YesNo, listed, words_of

Subject = Literal["deal", "account", "portfolio"]
SUBJECTS: tuple[Subject, ...] = ("deal", "account", "portfolio")
LONGEST = dt.timedelta(days=180)
"""Longest life of a share."""


class Selection(Noun):
    """A saved filter of the portfolio's open deals: a deal passes that has one of the words of each key given."""

    account: Slugs = ()
    owner: Lines = ()
    stage: Names = ()
    verdict: Annotated[tuple[Annotated[VerdictWord, words_of(VerdictWord)], ...], BeforeValidator(listed)] = ()


class Share(Noun):
    """One read-only link. Exactly one of `deal`, `account` and `portfolio` is its subject.

    `reader` is printed on the brief, below the `greeting` where one is given, and `sender` is the member of the team
    who sends it, with phone and mail. A link is good through the day `expires`, unless it is `revoked` before. A
    new `generation` makes a new link and ends the old one. `button` waits for a touch before the brief is shown.
    """

    deal: Line | None = None
    account: Slug | None = None
    portfolio: Selection | None = None
    audience: Name
    partner: Slug | None = None
    reader: Line
    sender: Line = ""
    greeting: Line = ""
    issued: Date
    expires: Date
    generation: Annotated[Whole, Field(ge=1, le=99)] = 1
    passphrase: YesNo = False
    button: YesNo = False
    revoked: Date | None = None

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """Subjects that are given; a sound share has one."""
        return tuple(each for each in SUBJECTS if getattr(self, each) is not None)

    @property
    def about(self) -> str:
        """The subject as the register names it."""
        return self.deal or self.account or "portfolio"

    def is_expired(self, today: dt.date) -> bool:
        """Whether its last day has passed."""
        return today > self.expires

    def is_over(self, today: dt.date | None) -> bool:
        """Whether its link has expired or was revoked; without a day only revoking counts."""
        return self.revoked is not None or (today is not None and self.is_expired(today))


class Register(Noun):
    """Shares by id. The file is deals/shares.yml."""

    shares: dict[Slug, Share] = {}


def passphrase_name(share: str) -> str:
    """Return the environment variable that holds a share's passphrase."""
    return f"PLAYBOOK_SHARE_PASS_{share.upper().replace('-', '_')}"
