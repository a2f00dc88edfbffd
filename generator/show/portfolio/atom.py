"""Latest changes as a feed for readers and chat rooms (Atom, RFC 4287): an entry per commit and deal."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple
from uuid import UUID, uuid5
from xml.etree import ElementTree as Xml

from generator.assess.past import HistoryStep
from generator.history.deleted import DeletedDeal
from generator.model.method import Method
from generator.show.page import Setting
from generator.show.portfolio.context import PortfolioContext
from generator.show.summary.movement import moves
from generator.show.text.changes import deletion_words
from generator.show.urls import page_urls

MOST: Final = 50
ATOM: Final = "http://www.w3.org/2005/Atom"
OURS: Final = UUID("6f0b7d0e-5c0e-5d4f-9a53-7d6c1a1e6b52")
"""The name space of the feed's ids: what comes from the same deal and commit has the same id in every build."""
NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class _Change(NamedTuple):
    """A commit's change of a deal: what the ids of entries call the deal, and where its page is."""

    day: dt.date
    identity: str
    named: str
    title: str
    says: Sequence[str]
    commit: str
    subject: str
    href: str


def changes_feed(context: PortfolioContext) -> bytes:
    """Return the newest changes of all deals, the last day first; their days are those of the commits.

    Links are relative, as the site's are, so that the feed goes with it wherever it is put.
    """
    setting = context.setting
    changes = [*_changes(context), *(_deletion(context, each) for each in context.deleted)]
    newest = sorted(changes, key=lambda each: (dt.date.max - each.day, each.identity))[:MOST]
    feed = Xml.Element("feed", {"xmlns": ATOM, "xml:lang": "en"})
    _texts(
        feed,
        id=_id(f"feed of {setting.begun or setting.site_name}"),
        title=f"{setting.site_name}: what changed",
        updated=_stamp(newest[0].day if newest else setting.today),
    )
    _texts(Xml.SubElement(feed, "author"), name=setting.site_name)
    _link(feed, "self", "changes.atom")
    _link(feed, "alternate", _href(setting, page_urls.PORTFOLIO))
    for each in newest:
        _entry(feed, each)
    Xml.indent(feed, " ")
    return b'<?xml version="1.0" encoding="utf-8"?>\n%b\n' % Xml.tostring(
        feed, encoding="utf-8", xml_declaration=False
    )


def _changes(context: PortfolioContext) -> Iterator[_Change]:
    for row, latest in zip(context.rows, context.summaries.steps, strict=True):
        title, href = _titled(context, row.title, row.account), page_urls.deal(row.identity)
        for step in latest:
            says, named = _told(step, context.surroundings.method), step.origin or row.identity
            link = _href(context.setting, href, "history")
            yield _Change(step.day, row.identity, named, title, says, step.commit, step.subject, link)


def _deletion(context: PortfolioContext, deal: DeletedDeal) -> _Change:
    title = _titled(context, deal.title, deal.identity.partition("/")[0])
    says, href = [deletion_words(deal)], _href(context.setting, page_urls.PORTFOLIO)
    named = deal.origin or deal.identity
    return _Change(deal.day, deal.identity, named, title, says, deal.commit, deal.subject, href)


def _titled(context: PortfolioContext, title: str, account: str) -> str:
    return f"{title} ({context.account_name(account)})"


def _entry(feed: Xml.Element, change: _Change) -> None:
    entry = Xml.SubElement(feed, "entry")
    _texts(
        entry,
        id=_id(f"{change.named} {change.commit}"),
        title=f"{change.title}: {change.says[0]}",
        updated=_stamp(change.day),
        summary=". ".join([*change.says, f"Commit {change.commit}: {change.subject}"]),
    )
    _link(entry, "alternate", change.href)


def _told(step: HistoryStep, method: Method) -> Sequence[str]:
    """Return what a change did, at least one sentence."""
    if step.after is None:
        return ["a version that cannot be scored"]
    if step.before is None and not step.first:
        return ["the first version that can be scored"]
    return [each.says for each in sorted(moves(step.after, step.before, method))] or ["edited, the score stayed"]


def _texts(parent: Xml.Element, **texts: str) -> None:
    for name, text in texts.items():
        Xml.SubElement(parent, name).text = NOT_XML.sub("", text)


def _link(parent: Xml.Element, rel: str, href: str) -> None:
    Xml.SubElement(parent, "link", {"rel": rel, "href": href})


def _href(setting: Setting, there: str, anchor: str = "") -> str:
    return page_urls.href(page_urls.EXPORT, there, anchor, directory_addresses=setting.directory_addresses)


def _id(of: str) -> str:
    return uuid5(OURS, of).urn


def _stamp(day: dt.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
