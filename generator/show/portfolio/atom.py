"""Latest changes as a feed for readers and chat rooms (Atom, RFC 4287): an entry per commit and deal."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Final
from uuid import UUID, uuid5
from xml.etree import ElementTree as Xml

from generator.assess.past import HistoryStep
from generator.assess.portfolio.row import DealGlance
from generator.model.method import Method
from generator.show.page import Setting
from generator.show.portfolio.context import PortfolioContext
from generator.show.summary.movement import moves
from generator.show.urls import page_urls

MOST: Final = 50
ATOM: Final = "http://www.w3.org/2005/Atom"
OURS: Final = UUID("6f0b7d0e-5c0e-5d4f-9a53-7d6c1a1e6b52")
"""The name space of the feed's ids: what comes from the same deal and commit has the same id in every build."""
NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def changes_feed(context: PortfolioContext) -> bytes:
    """Return the newest changes of all deals, the last day first; their days are those of the commits.

    Links are relative, as the site's are, so that the feed goes with it wherever it is put.
    """
    setting = context.setting
    steps = [
        (row, step) for row, latest in zip(context.rows, context.summaries.steps, strict=True) for step in latest
    ]
    steps.sort(key=lambda each: (dt.date.max - each[1].day, each[0].identity))
    newest = steps[:MOST]
    feed = Xml.Element("feed", {"xmlns": ATOM, "xml:lang": "en"})
    _texts(
        feed,
        id=_id(f"feed of {setting.begun or setting.site_name}"),
        title=f"{setting.site_name}: what changed",
        updated=_stamp(newest[0][1].day if newest else setting.today),
    )
    _texts(Xml.SubElement(feed, "author"), name=setting.site_name)
    _link(feed, "self", "changes.atom")
    _link(feed, "alternate", _href(setting, page_urls.PORTFOLIO))
    for row, step in newest:
        _entry(feed, row, _told(step, context.surroundings.method), step, context.account_name(row.account), setting)
    Xml.indent(feed, " ")
    return b'<?xml version="1.0" encoding="utf-8"?>\n%b\n' % Xml.tostring(
        feed, encoding="utf-8", xml_declaration=False
    )


def _entry(
    feed: Xml.Element, row: DealGlance, changes: Sequence[str], step: HistoryStep, account: str, setting: Setting
) -> None:
    entry = Xml.SubElement(feed, "entry")
    _texts(
        entry,
        id=_id(f"{step.origin or row.identity} {step.commit}"),
        title=f"{row.title} ({account}): {changes[0]}",
        updated=_stamp(step.day),
        summary=". ".join([*changes, f"Commit {step.commit}: {step.subject}"]),
    )
    _link(entry, "alternate", _href(setting, page_urls.deal(row.identity), "history"))


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
