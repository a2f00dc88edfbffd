"""Three slides for the review of a deal: where it stands, what is known and open, the plan and the asks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from generator.show.deal.context import DealContext
from generator.show.deal.headline import Headline, asked, headline, next_actions, open_questions
from generator.show.deal.plan import plan
from generator.show.deal.scorecard import scorecard
from generator.show.text import values

MOST_MILESTONES: Final = 3
MOST_GATES: Final = 6
MOST_ROWS: Final = 10
"""So much fits on a slide; what is left out is counted."""
ONE_FACT: Final = 80
ONE_LINE: Final = 95
TWO_LINES: Final = 180
"""Characters that fit even where another program puts a wider font in the place of ours."""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading with its lines; `tabled` lines have a cell for each column, the first of them the table's head."""

    heading: str
    lines: tuple[str, ...] = ()
    tabled: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide: its title, the sentence below it, and its blocks from top to bottom."""

    title: str
    lead: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Deck:
    """The slides, the verdict or outcome that colours them, and what stands at the foot of each."""

    title: str
    word: str
    slides: tuple[Slide, ...]
    footer: str


def deck(view: DealContext) -> Deck:
    """Return the slides of a deal; long texts are cut, so that a slide stays one."""
    title = f"{view.deal.title} · {view.account_name}"
    footer = f"As of {values.day(view.judgement.today)}"
    if view.changed:
        footer += f", commit {view.changed.id} of {values.day(view.changed.date)}"
    return Deck(title, headline(view).word, (_where(view, title), _known(view), _next(view)), footer)


def _where(view: DealContext, title: str) -> Slide:
    head = headline(view)
    facts = {
        "Amount": head.amount,
        "Close": f"{head.close} {head.close_note}",
        "Stage": head.stage,
        **dict(head.plain),
        "Effort": head.effort,
        **dict(head.offerings),
        "Decision": f"{head.decision}. {head.decision_reason}" if head.decision else "",
    }
    told = [(label, _cut(text, ONE_FACT)) for label, text in facts.items() if text.strip()]
    blocks = [Block("", tabled=(("", ""), *told))]
    if head.gates:
        lines = [_cut(each.says) for each in head.gates]
        blocks.append(Block(_left("Gates", len(lines) - MOST_GATES), tuple(lines[:MOST_GATES])))
    return Slide(_cut(title, 60), _cut(_verdict(head), TWO_LINES), tuple(blocks))


def _known(view: DealContext) -> Slide:
    card = scorecard(view)
    rows = [(each.label, each.counts) for each in card.axes] + [(each.ask, each.counts) for each in card.questions]
    table = [(label, of.plus, of.minus, of.unknown, of.score, of.bounds) for label, of in rows]
    head = (_left("Question", len(table) - MOST_ROWS), "+", values.MINUS, "?", "Score", "Range")
    asks = tuple(
        _cut(f"{each.criterion.text}: {each.asks[0] if each.asks else each.high}") for each in open_questions(view)
    )
    lead = f"Winnable {card.axes[0].counts.known}" if card.axes else ""
    blocks = (Block("", tabled=(head, *table[:MOST_ROWS])), Block("Ask next", asks or ("Nothing is open.",)))
    return Slide("Scorecard and open questions", lead, blocks)


def _next(view: DealContext) -> Slide:
    ahead = [each for each in plan(view).milestones if each.state == "open"][:MOST_MILESTONES]
    blocks = (
        Block("Milestones", tuple(_cut(f"{each.by}: {each.what} ({each.owner})") for each in ahead)),
        Block("Do next", tuple(_cut(f"{each.due}: {each.what} ({each.owner})") for each in next_actions(view))),
        Block("Asked of our executive", tuple(_asked(view))),
    )
    empty = ("Nothing is written.",)
    filled = tuple(Block(each.heading, each.lines or empty) for each in blocks)
    return Slide("Plan and asks", _cut(view.deal.plan.goal, TWO_LINES), filled)


def _asked(view: DealContext) -> Iterator[str]:
    if ask := asked(view):
        yield _cut(f"{ask.what} {ask.by}".strip())
        if ask.call:
            yield _cut(f"Call: {ask.call}")
        if ask.message:
            yield _cut(f"Say: {ask.message}")


def _verdict(head: Headline) -> str:
    """Return the verdict with its reason, or the outcome with its day, which reads on from its word."""
    word = values.verdict_word(head.word)
    return f"{word}: {head.says}" if head.rule else f"{word} {head.says}"


def _left(heading: str, left: int) -> str:
    return f"{heading} (and {left} more)" if left > 0 else heading


def _cut(text: str, longest: int = ONE_LINE) -> str:
    return values.cut(text, longest)
