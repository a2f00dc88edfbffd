"""The tree of shares: one sealed page per link, for a public host, and what says that a link is good no more."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator import __version__
from generator.assess.deal.assessment import assess
from generator.assess.judgement import Judgement
from generator.assess.past import Past
from generator.assess.portfolio.focus import focus_order
from generator.assess.portfolio.row import row_of
from generator.assess.share.brief import brief
from generator.assess.share.extract import Extract
from generator.history.history import History, HistoryInputs, histories, past_of
from generator.model.deal import Deal
from generator.model.method import Audience
from generator.model.playbook import Surroundings
from generator.model.share import Register, Selection, Share
from generator.problems import Problem
from generator.read.files import Source
from generator.read.playbook import read_listed_deal
from generator.show.page import Commit
from generator.show.share.brief import BriefContext, brief_page
from generator.show.share.encryption import ShareLink, UnusableSecret, link_of, seal
from generator.show.share.page import expired_page, lost_page, sealed_page, withdrawn_page
from generator.site.output.staging import MANIFEST, Staging
from generator.site.shares.leak_check import refuse_leak

ROBOTS = b"User-agent: *\nDisallow: /\n"


@dataclass(frozen=True, slots=True)
class ShareRequest:
    """What is to be shared, from what, and with which secrets. `listed` are the deals' files by identity."""

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


@dataclass(frozen=True, slots=True)
class BuiltShares:
    """The files of the tree, the shares that can be opened, and why others were left out, by id."""

    files: Mapping[str, bytes]
    live: tuple[str, ...]
    left_out: Mapping[str, str]


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


def build_shares(order: ShareRequest) -> BuiltShares:
    """Return the whole tree. The same files, secrets and date give the same bytes."""
    files = {"404.html": lost_page(), "robots.txt": ROBOTS, MANIFEST: _manifest()}
    live: list[str] = []
    left_out: dict[str, str] = {}
    with histories(order.chronicle, order.surroundings.method, order.today) as history:
        standing = ShareJudge(order, history)
        for name, share in order.register.shares.items():
            for generation in range(1, share.generation):
                files[_file(link_of(order.secret, name, generation))] = withdrawn_page()
            link = link_of(order.secret, name, share.generation)
            try:
                files[_file(link)] = _page(name, share, link, standing)
            except ShareLeftOut as reason:
                left_out[name] = str(reason)
                continue
            if is_live(share, order.today):
                live.append(name)
    return BuiltShares(files, tuple(live), left_out)


def is_live(share: Share, today: dt.date) -> bool:
    """Tell whether a share's link is to be good on a day."""
    return share.revoked is None and not share.is_expired(today)


def _manifest() -> bytes:
    return (json.dumps({"playbook": __version__, "holds": "shares"}, indent=1) + "\n").encode()


def _file(link: ShareLink) -> str:
    return f"{link.path}/index.html"


def _page(name: str, share: Share, link: ShareLink, standing: ShareJudge) -> bytes:
    order = standing.order
    if share.revoked is not None:
        return withdrawn_page()
    if share.is_expired(order.today):
        return expired_page(share.expires.isoformat())
    passphrase = order.passphrases.get(name) if share.passphrase else None
    if share.passphrase and not passphrase:
        raise ShareLeftOut("its passphrase is not in the environment")
    html = brief_of(share, standing)
    terms: dict[str, str | bool] = {"expires": share.expires.isoformat(), "button": share.button}
    try:
        return sealed_page(seal(html.encode(), link, terms, passphrase))
    except UnusableSecret as fault:
        raise ShareLeftOut(f"its passphrase {fault}") from None


def brief_of(share: Share, standing: ShareJudge, *, linked: bool = True) -> str:
    """Return the brief of a share as HTML; raise LeftOut where there is nothing to show, Leak where too much.

    One that is not `linked` goes on paper and says nothing of how long a link is good.
    """
    order = standing.order
    audience = order.surroundings.method.audiences[share.audience]
    chosen = [
        (each, extract)
        for each in standing.of(share)
        if _has_something(extract := standing.extract(each, share), audience)
    ]
    if not chosen:
        raise ShareLeftOut("there is nothing to show to its reader")
    ordered = [extract for _, extract in _ordered(chosen, audience, order.surroundings)]
    occasion = _occasion(share, order)
    if not linked:
        occasion = replace(occasion, until=None)
    html = brief_page(ordered, occasion)
    nouns = [noun for each, _ in chosen for noun in (each.deal, order.surroundings.account(each.deal.account))]
    refuse_leak(
        html, [*nouns, *_others(order.surroundings)], ordered, (occasion.title, share.reader), occasion.method
    )
    return html


def _others(surroundings: Surroundings) -> Iterator[object]:
    yield from surroundings.partners.values()
    yield from surroundings.competitors.values()


def _has_something(extract: Extract, audience: Audience) -> bool:
    """Tell whether a deal is to be named to an audience that sees marked items alone: only where it has one."""
    return not audience.only or any(extract.holds_item(field) for field in audience.only)


def _ordered(
    chosen: list[tuple[DealToday, Extract]], audience: Audience, surroundings: Surroundings
) -> list[tuple[DealToday, Extract]]:
    """Return deals by focus, or by title for an audience that may not see the verdict, which the order would tell."""
    if "judged.verdict" not in audience.shows or len(chosen) == 1:
        return sorted(chosen, key=lambda each: each[0].deal.title)
    rows = [row_of(stands.judgement) for stands, _ in chosen]
    places = {
        each.row.identity: place for place, each in enumerate(focus_order(rows, surroundings.method.currencies))
    }
    return sorted(chosen, key=lambda each: places[each[0].deal.identity])


def _occasion(share: Share, order: ShareRequest) -> BriefContext:
    title = order.surroundings.account(share.account).name if share.account else _in_words(share.portfolio, order)
    return BriefContext(
        title=title,
        reader=share.reader,
        method=order.surroundings.method,
        today=order.today,
        until=share.expires,
        commit=order.changed.get(order.listed[share.deal]) if share.deal else order.newest,
        single=share.deal is not None,
    )


def _in_words(selection: Selection | None, order: ShareRequest) -> str:
    """Return what a saved filter is called."""
    if selection is None:
        return ""
    names = [order.surroundings.account(slug).name for slug in selection.account]
    stages = [order.surroundings.method.stages[stage].label for stage in selection.stage]
    said = [", ".join(each) for each in (names, selection.owner, stages, selection.verdict) if each]
    return " · ".join(said) if said else "All open deals"


class ShareJudge:
    """Judges the deals that shares are about, each once."""

    def __init__(self, order: ShareRequest, history: Callable[[str], History | None]) -> None:
        self.order, self.history = order, history
        self._judged: dict[str, DealToday] = {}

    def of(self, share: Share) -> Iterator[DealToday]:
        """Yield the deals that a share is about, of several the open ones; raise LeftOut where one has problems."""
        if share.deal:
            yield self.deal(share.deal)
            return
        for identity in self.order.listed:
            if share.account in (None, identity.partition("/")[0]):
                stands = self.deal(identity)
                if not stands.judgement.closed and selected(stands.judgement, share.portfolio):
                    yield stands

    def deal(self, identity: str) -> DealToday:
        """Return a deal as it stands today; raise LeftOut where its file has problems."""
        if identity not in self._judged:
            order, path = self.order, self.order.listed[identity]
            reading = read_listed_deal(order.source, path, order.surroundings)
            if reading.noun is None:
                raise ShareLeftOut(f"{_first(reading.problems)}")
            past = past_of(self.history(path), reading.noun, order.today)
            self._judged[identity] = DealToday(assess(reading.noun, order.surroundings, order.today, past), past)
        return self._judged[identity]

    def extract(self, stands: DealToday, share: Share) -> Extract:
        """Return what a share's audience may see of a deal."""
        around = self.order.surroundings
        return brief(stands.judgement, around, around.method.audiences[share.audience], share.partner, stands.past)


def _first(problems: tuple[Problem, ...]) -> str:
    return f"{problems[0].path} has problems"


def selected(judgement: Judgement, selection: Selection | None) -> bool:
    """Tell whether a deal passes a saved filter; without one every deal does."""
    if selection is None:
        return True
    deal = judgement.deal
    wanted = (
        (selection.account, deal.account),
        (selection.owner, deal.owner),
        (selection.stage, deal.stage),
        (selection.verdict, judgement.verdict.word),
    )
    return all(not words or word in words for words, word in wanted)


def publish_shares(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make a folder hold the tree and nothing else: finished beside it first, then put in its place."""
    staging = Staging(folder)
    try:
        staging.open()
        for path, content in files.items():
            staging.shelf.put(path, content)
        staging.publish(files.keys())
    finally:
        staging.close()
