"""Handing over of open deals and open actions from one owner to another, each at its place in its file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from generator.edit.checked_edit import edited_deal
from generator.model.deal import Deal
from generator.model.playbook import Surroundings
from generator.model.who import called, handle
from generator.read.playbook import read_deal

OWNER = "owner"


class Handover(NamedTuple):
    """Names that a deal's file hands over, and those of the old owner that it leaves.

    `content` is the file afterwards, the same where nothing is handed over. `deal` tells whether the deal itself is
    among it, `actions` counts its actions. `closed` tells that the deal has ended, so that all of it stays; `done`
    counts the actions that are open no longer, `others` the other places that name the old owner. `unreadable` tells
    that the file has a problem that hides its owner.
    """

    path: str
    content: bytes
    deal: bool = False
    actions: int = 0
    closed: bool = False
    done: int = 0
    others: int = 0
    unreadable: bool = False

    @property
    def hands_over(self) -> bool:
        """Whether anything changes."""
        return self.deal or self.actions > 0


def handover(
    folder: str, path: str, content: bytes, old: str, new: str, surroundings: Surroundings
) -> Handover | None:
    """Return what a deal's file hands over from `old` to `new`, None where it does not name `old`.

    Names are compared as members answer to them. Raises Refused where a value can only be changed by hand, or the
    file would have a problem that it does not have now.
    """
    reading = read_deal(folder, path, content, surroundings)
    deal = reading.noun
    if deal is None:
        return Handover(path, content, unreadable=True)
    whose = handle(called(old, surroundings.members))
    named = [at for at, name in deal.names if handle(called(name, surroundings.members)) == whose]
    if not named:
        return None
    if deal.outcome is not None:
        return Handover(path, content, closed=True)
    handed = [at for at in named if at == (OWNER,) or _is_open_action(deal, at)]
    done = sum(at[:2] == ("plan", "actions") for at in named) - sum(len(at) > 1 for at in handed)
    return Handover(
        path,
        edited_deal(folder, path, content, [(at, new) for at in handed], surroundings, handed[0])
        if handed
        else content,
        deal=(OWNER,) in handed,
        actions=sum(len(at) > 1 for at in handed),
        done=done,
        others=len(named) - len(handed) - done,
    )


def _is_open_action(deal: Deal, at: tuple[str, ...]) -> bool:
    return at[:2] == ("plan", "actions") and deal.plan.actions[at[2]].state == "open"


def left(handovers: list[Handover]) -> Iterator[tuple[int, str, str]]:
    """Yield what stays with the old owner: how many, and the noun for one and for several."""
    yield sum(each.closed for each in handovers), "closed deal", "closed deals"
    yield sum(each.done for each in handovers), "action that is not open", "actions that are not open"
    others = sum(each.others for each in handovers)
    yield others, "other place in an open deal", "other places in open deals (milestones, relationships, reviews)"
