"""The sections of a deal's page that fold: their news in a line; open is what is new, owed or against us."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from generator.assess.judgement import Rival
from generator.show.deal.chain import chain, event
from generator.show.deal.context import DealContext
from generator.show.deal.control import AHEAD, control, level
from generator.show.deal.findings import standing_findings
from generator.show.deal.headline import days_away
from generator.show.deal.meetings import meetings
from generator.show.deal.own_page.recent_changes import RecentChanges
from generator.show.text import values
from generator.show.text.markdown import to_words

TEASER = 90
"""Characters of the notes that stand in the line of their section."""


class Fold(NamedTuple):
    """A section that folds: its id, its title, its news in a line, and whether it is open to begin with.

    `is_blank` tells that nothing is written in it, `is_left_out` that the page goes without it.
    """

    id: str
    title: str
    news: str
    is_open: bool
    is_blank: bool = False
    is_left_out: bool = False


def folds(view: DealContext, history: RecentChanges | None) -> Mapping[str, Fold]:
    """Return the sections of the deal's page that fold, by id; open are those with news, a debt or a weakness."""
    made: tuple[Fold, ...] = (
        _competitors(view),
        _event(view),
        _strategy(view),
        _criteria(view),
        _findings(view),
        _control(view),
        _level(view),
        Fold("notes", "Notes", _teaser(view), is_open=False),
        _history(history),
        *_meetings(view),
    )
    if view.judgement.unrated and not view.judgement.closed:
        made = tuple(each._replace(is_open=False, is_left_out=each.is_blank) for each in made)
    return {each.id: each for each in made}


def _competitors(view: DealContext) -> Fold:
    rivals = sorted(view.judgement.rivals, key=lambda each: not each.primary)
    if not rivals:
        return Fold("competitors", "Competitors", "none is named", is_open=True, is_blank=True)
    others = f"; {values.counted(len(rivals) - 1, 'other')} below" if len(rivals) > 1 else ""
    news = f"{_position(view, rivals[0])}{others}"
    return Fold("competitors", "Competitors", news, is_open=any(each.trails for each in rivals))


def _position(view: DealContext, rival: Rival) -> str:
    """Return our position against a competitor in words: `trails Zeldrin on executive credibility; leads on 5`."""
    name = view.competitor_name(rival.slug)
    if not rival.trails:
        return f"leads {name} on {rival.leads}" if rival.leads else f"not known how we stand against {name}"
    trails = [
        criterion.label.lower()
        for key, criterion in view.method.criteria.items()
        if rival.places.get(key) == "trail" and view.method.questions[criterion.question].compared
    ]
    more = f" and {len(trails) - 2} more" if len(trails) > 2 else ""
    said = f"{', '.join(trails[:2])}{more}" if more else values.listing(trails)
    return f"trails {name} on {said}; leads on {rival.leads}"


def _event(view: DealContext) -> Fold:
    of, written = event(view), view.deal.compelling_event
    day = written.deadline if written else None
    links = chain(view)
    filled = f"{sum(bool(each.lines) for each in links)} of {len(links)} links to what sets us apart"
    when = f"{values.day(day)}, {days_away(day, view.judgement.today)}" if day else ""
    lacks = f"lacks {of.lacks}" if of.lacks else ""
    is_owed = (bool(lacks) or (day is not None and day < view.judgement.today)) and not view.judgement.closed
    news = "; ".join(each for each in (when, lacks, filled) if each)
    is_blank = not any((of.what, *(each.value for each in of.facts), *(each.lines for each in links)))
    title = "Compelling event and unique business value"
    return Fold("compelling-event", title, news, is_open=is_owed, is_blank=is_blank)


def _strategy(view: DealContext) -> Fold:
    written, strategies = view.deal.strategy, view.method.strategies
    chosen = strategies[written.approach].label if written.approach in strategies else written.approach or ""
    if not chosen and not written.statement:
        is_blank = view.deal.incumbent is None
        return Fold("strategy", "Competitive strategy", "none is chosen", not view.judgement.closed, is_blank)
    support = next((each.supported for each in view.judgement.strategies if each.strategy == written.approach), None)
    words = {True: ", which the scores support", False: ", which the scores do not support", None: ""}[support]
    return Fold("strategy", "Competitive strategy", f"{chosen or 'in words alone'}{words}", is_open=support is False)


def _criteria(view: DealContext) -> Fold:
    deal = view.deal
    kinds = (("formal", deal.formal_criteria), ("informal", deal.informal_criteria))
    players = sum(bool(each.formal_criteria or each.informal_criteria) for each in deal.players.values())
    said = [f"{len(of) or 'none'} {kind}" for kind, of in kinds]
    said += [f"of {values.counted(players, 'player')}"] if players else []
    is_blank = not (deal.formal_criteria or deal.informal_criteria or players)
    is_owed = is_blank and not view.judgement.closed
    return Fold("decision-criteria", "Decision criteria", ", ".join(said), is_owed, is_blank)


def _findings(view: DealContext) -> Fold:
    pending = standing_findings(view)
    high = sum(each.severity == "high" for each in pending)
    accepted = len(pending) < len(view.judgement.findings)
    graver = f", {high} of them high" if high else ""
    is_blank = not accepted and len(pending) < 2
    return Fold("findings", "Findings", f"{len(pending) or 'none'}{graver}", bool(pending), is_blank)


def _control(view: DealContext) -> Fold:
    seen = control(view)
    is_seen = any(each.days != AHEAD for each in seen.seen)
    return Fold("control", "In control?", seen.count, is_seen and not view.judgement.closed, not seen.seen)


def _level(view: DealContext) -> Fold:
    of = level(view)
    news = f"{of.mean} of 3 on the mean, {of.filled}" if of.mean else of.filled
    return Fold("level", "Selling level", news, is_open=False, is_blank=not of.lines)


def _history(history: RecentChanges | None) -> Fold:
    if history is None:
        return Fold("history", "History", "", is_open=False, is_blank=True)
    return Fold("history", "History", history.news, history.is_new, history.is_blank)


def _meetings(view: DealContext) -> tuple[Fold, ...]:
    """Return the section of the meetings; without one there is none, and nothing to write in its place."""
    of = meetings(view)
    return (Fold("meetings", "Meetings", of.news, is_open=False),) if of.lines else ()


def _teaser(view: DealContext) -> str:
    words = to_words(view.deal.notes)
    return words if len(words) <= TEASER else f"{words[:TEASER].rpartition(' ')[0]} …"
