"""The briefs of shares: which deals each is about, what its audience may see of them, and what stands in the way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from generator.assess.deal.assessment import assess
from generator.assess.judgement import Judgement
from generator.assess.past import Past
from generator.assess.portfolio.focus import focus_order
from generator.assess.portfolio.row import row_of
from generator.assess.share.brief import brief, written
from generator.assess.share.extract import Extract
from generator.history.history import History, HistoryInputs, past_of
from generator.model.deal import Deal
from generator.model.method import Audience, Method
from generator.model.playbook import Surroundings
from generator.model.share import Register, Selection, Share
from generator.model.who import Handles, called, handle
from generator.problems import Problem
from generator.read.file_names import METHOD, TEAM
from generator.read.files import Source
from generator.read.playbook import read_listed_deal
from generator.read.shares import Faulty
from generator.show.page import Commit
from generator.show.share.brief import BriefContext, brief_page, shows_item
from generator.show.share.brief_views import Sender
from generator.site.shares.leak_check import refuse_leak


@dataclass(frozen=True, slots=True)
class ShareRequest:
    """Request for a tree of shares, with its playbook and secrets. `listed` are the deals' files by identity.

    `faulty` are the shares with mistakes. `exposed` says why shares cannot be built of which something stands where
    others read it; the empty id is the secret's own, which opens all. `no_history` says why there is no history of
    the deals that should have one. `logo` is the team's, as a `data:` address.
    """

    source: Source
    listed: Mapping[str, str]
    surroundings: Surroundings
    register: Register
    today: dt.date
    secret: bytes = field(repr=False)
    passphrases: Mapping[str, str] = field(repr=False)
    changed: Mapping[str, Commit] = field(default_factory=dict)
    newest: Commit | None = None
    chronicle: HistoryInputs | None = None
    faulty: Mapping[str, Faulty] = field(default_factory=dict)
    exposed: Mapping[str, str] = field(default_factory=dict)
    no_history: str = ""
    logo: str = ""

    def left(self) -> Iterator[tuple[str, Share]]:
        """Yield every share that can be read, those with mistakes too."""
        yield from self.register.shares.items()
        yield from ((name, each.left) for name, each in self.faulty.items() if each.left)


class ShareLeftOut(Exception):  # noqa: N818 - it says what becomes of the share
    """A share cannot be built; the others are."""


@dataclass(frozen=True, slots=True)
class DealToday:
    """A deal as it stands today, with what is known of its past."""

    judgement: Judgement
    past: Past

    @property
    def deal(self) -> Deal:
        """The deal itself."""
        return self.judgement.deal


def brief_of(share: Share, standing: ShareJudge, *, linked: bool = True) -> str:
    """Return the brief of a share as HTML.

    Raises ShareLeftOut where there is nothing to show, Leak where there is too much.

    One that is not `linked` goes on paper and says nothing of how long a link is good.
    """
    order = standing.order
    standing.refuse_broken(METHOD, "which says what its audience may see")
    audience = order.surroundings.method.audiences[share.audience]
    chosen = [
        (each, extract)
        for each in standing.of(share)
        if _has_something(extract := standing.extract(each, share), audience, order.surroundings.method)
    ]
    if not chosen:
        raise ShareLeftOut("there is nothing to show to its reader")
    ordered = [extract for _, extract in _ordered(chosen, audience, order.surroundings)]
    occasion = _occasion(share, order)
    if not linked:
        occasion = replace(occasion, until=None)
    for each, extract in chosen:
        refuse_leak(written(each.judgement, order.surroundings), extract, audience, share.partner)
    return brief_page(ordered, occasion)


def _has_something(extract: Extract, audience: Audience, method: Method) -> bool:
    """Tell whether a deal is to be named to an audience that sees marked items alone: only where one is printed."""
    return not audience.only or any(shows_item(extract, field, method) for field in audience.only)


def _ordered(
    chosen: list[tuple[DealToday, Extract]], audience: Audience, surroundings: Surroundings
) -> list[tuple[DealToday, Extract]]:
    """Return deals by focus, or by title for an audience that may not see the verdict, which the order would tell."""
    if "judged.verdict" not in audience.shows or len(chosen) == 1:
        return sorted(chosen, key=lambda each: each[0].deal.title)
    rows = [row_of(stands.judgement, surroundings) for stands, _ in chosen]
    places = {
        each.row.identity: place for place, each in enumerate(focus_order(rows, surroundings.method.currencies))
    }
    return sorted(chosen, key=lambda each: places[each[0].deal.identity])


def _occasion(share: Share, order: ShareRequest) -> BriefContext:
    around = order.surroundings
    shows = around.method.audiences[share.audience].shows
    commit = order.changed.get(order.listed[share.deal]) if share.deal else order.newest
    return BriefContext(
        title=_title(share, order, shows),
        reader=share.reader,
        method=order.surroundings.method,
        today=order.today,
        until=share.expires,
        commit=commit if "brief.commit" in shows else None,
        single=share.deal is not None,
        greeting=share.greeting or f"Dear {share.reader},",
        sender=_sender(share, order.surroundings),
        logo=order.logo,
        customer_people=frozenset(
            each.name for slug in _accounts(share, order) for each in around.account(slug).people.values()
        ),
    )


def _sender(share: Share, around: Surroundings) -> Sender | None:
    """Return who sends a brief, with what a reader answers to; nothing else of a member leaves."""
    name = around.members.get(handle(share.sender)) if share.sender else None
    member = next((each for each in around.team.members.values() if each.name == name), None)
    return Sender(member.name, member.phone, member.mail or "") if member else None


def _accounts(share: Share, order: ShareRequest) -> Iterator[str]:
    """Yield the accounts of the deals that a share may be about."""
    identities = [share.deal] if share.deal else order.listed
    yield from sorted(
        {each.partition("/")[0] for each in identities if share.account in (None, each.partition("/")[0])}
    )


def _title(share: Share, order: ShareRequest, shows: Collection[str]) -> str:
    """Return what an account or a saved filter is called, in words of fields that the audience may see."""
    around, selection = order.surroundings, share.portfolio or Selection()
    accounts = (share.account,) if share.account else selection.account
    words: Mapping[str, Sequence[str]] = {
        "account.title": [around.account(slug).name for slug in accounts],
        "deal.owner": selection.owner,
        "deal.stage": [around.method.stages[stage].label for stage in selection.stage],
        "judged.verdict": selection.verdict,
    }
    clauses = [", ".join(each) for field, each in words.items() if each and field in shows]
    return " · ".join(clauses) if clauses else "All open deals"


class ShareJudge:
    """Judges the deals that shares are about, each once."""

    def __init__(self, order: ShareRequest, history: Callable[[str], History | None]) -> None:
        self.order, self.history = order, history
        self._judged: dict[str, DealToday] = {}

    @cached_property
    def _without_members(self) -> Surroundings:
        """The surroundings in which an owner is what the deal's own file says, so that nothing of a member leaves."""
        return replace(self.order.surroundings, members={})

    def of(self, share: Share) -> Iterator[DealToday]:
        """Yield the deals that a share is about, of several the open ones. Raises LeftOut where one has problems."""
        if share.deal:
            yield self.deal(share.deal)
            return
        for identity in self.order.listed:
            if share.account in (None, identity.partition("/")[0]):
                stands = self.deal(identity)
                if not stands.judgement.closed and selected(
                    stands.judgement, share.portfolio, self.order.surroundings.members
                ):
                    yield stands

    def deal(self, identity: str) -> DealToday:
        """Return a deal as it stands today. Raises ShareLeftOut where its file has problems."""
        if identity not in self._judged:
            order, path = self.order, self.order.listed[identity]
            if order.no_history:
                raise ShareLeftOut(order.no_history)
            reading = read_listed_deal(order.source, path, self._without_members)
            if reading.noun is None:
                raise ShareLeftOut(f"{_first(reading.problems)}")
            self._refuse_broken_around(reading.noun)
            past = past_of(self.history(path), reading.noun, order.today, order.surroundings.method)
            self._judged[identity] = DealToday(assess(reading.noun, order.surroundings, order.today, past), past)
        return self._judged[identity]

    def _refuse_broken_around(self, deal: Deal) -> None:
        """Check the files that a deal depends on. Raises ShareLeftOut where one has problems."""
        for path in (TEAM, f"{deal.account}/index.md"):
            self.refuse_broken(path, "which its deals rest on")
        for folder, slugs in (("competitors", deal.competitors), ("partners", deal.partners)):
            for slug in slugs:
                self.refuse_broken(f"{folder}/{slug}.md", "which its deals rest on")

    def refuse_broken(self, path: str, which: str) -> None:
        """Check a file around the deals, by its path in their folder. Raises ShareLeftOut where it has problems."""
        if path in self.order.surroundings.broken:
            raise ShareLeftOut(f"{self.order.source.name}/{path}, {which}, has problems")

    def extract(self, stands: DealToday, share: Share) -> Extract:
        """Return what a share's audience may see of a deal."""
        around = self.order.surroundings
        return brief(stands.judgement, around, around.method.audiences[share.audience], share.partner, stands.past)


def _first(problems: tuple[Problem, ...]) -> str:
    return f"{problems[0].path} has problems"


def selected(judgement: Judgement, selection: Selection | None, members: Handles) -> bool:
    """Tell whether a deal passes a saved filter; without one every deal does.

    An owner can be written in any letter case there and in the deal, and by the name or key of one of the `members`.
    """
    if selection is None:
        return True
    deal = judgement.deal
    wanted = (
        (selection.account, deal.account),
        ([handle(called(each, members)) for each in selection.owner], handle(called(deal.owner, members))),
        (selection.stage, deal.stage),
        (selection.verdict, judgement.verdict.word),
    )
    return all(not words or word in words for words, word in wanted)
