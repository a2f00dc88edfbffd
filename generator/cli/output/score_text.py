"""A judgement for people, at 80 columns: counts come before scores, and no score goes without its range."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

import click

from generator.assess.judgement import Gap, Judgement, Place, Rival, Tally
from generator.assess.words import day_in_words
from generator.cli.output.printing import harmless, wrapped
from generator.model.method import Method
from generator.model.playbook import Surroundings
from generator.show.text import values

SHOWN = 3
"""Most questions that are shown."""
COLOURS = {"pursue": "green", "strengthen": "cyan", "qualify": "yellow", "walk-away": "red"}
PLACES: tuple[Place, ...] = ("lead", "level", "trail", "not known")


def score_text(judgement: Judgement, surroundings: Surroundings) -> Iterator[str]:
    """Yield the lines of one deal's score."""
    yield from _headline(judgement, surroundings)
    yield ""
    yield from _questions_to_ask(judgement, surroundings.method)
    yield from _table(judgement, surroundings.method)
    yield from _gates(judgement)
    yield from _rivals(judgement, surroundings)


def one_line(judgement: Judgement) -> str:
    """Return a deal on one line: its verdict, its range with the known count, and its identity."""
    tally, word = judgement.winnable, _word(judgement)
    styled = click.style(f"{values.verdict_word(word):<11}", fg=COLOURS.get(word))
    return f"{styled} {f'{tally.known}/{tally.total}':>6} {_bounds(tally)}  {judgement.deal.identity}"


ONE_LINE_HEAD = f"{'verdict':<11} {'known':>6} {'low':>7}{'score':>7}{'high':>7}  deal"


def _word(judgement: Judgement) -> str:
    return judgement.deal.outcome.result if judgement.deal.outcome else judgement.verdict.word


def _headline(judgement: Judgement, surroundings: Surroundings) -> Iterator[str]:
    deal = judgement.deal
    yield click.style(harmless(f"{deal.title} - {surroundings.account(deal.account).name}"), bold=True)
    stage = surroundings.method.stages.get(deal.stage)
    facts = [
        str(deal.amount) if deal.amount else "no amount",
        f"close {day_in_words(deal.close)}" if deal.close else "no close date",
        stage.label if stage else deal.stage,
        deal.owner or "no owner",
    ]
    yield from wrapped(" · ".join(facts))
    yield ""
    word = _word(judgement)
    if deal.outcome:
        yield click.style(f"{values.verdict_word(word)} on {day_in_words(deal.outcome.date)}", bold=True)
    else:
        for line in wrapped(judgement.verdict.says):
            yield click.style(line, fg=COLOURS[judgement.verdict.word], bold=True)
        yield from wrapped(f"Rule: {judgement.verdict.rule}")


def _questions_to_ask(judgement: Judgement, method: Method) -> Iterator[str]:
    for place, question in enumerate(judgement.open_questions[:SHOWN]):
        criterion = method.criteria[question.criterion]
        label = f"{criterion.label} ({question.criterion})"
        if place == 0:
            yield click.style("Ask next", bold=True)
            yield from wrapped(f"{label}: {values.listing(question.reasons)}", "  ")
            yield from (line for ask in criterion.ask for line in wrapped(ask, "    - "))
        else:
            yield from wrapped(f"then {label}: {values.listing(question.reasons)}", "  ")
    if judgement.open_questions:
        yield ""


def _table(judgement: Judgement, method: Method) -> Iterator[str]:
    yield click.style(f"{'':<34}{'+':>4}{'-':>4}{'?':>4}{'proven':>11}{'low':>7}{'score':>7}{'high':>7}", dim=True)
    for name, tally in judgement.tallies.items():
        question = method.questions[name]
        yield _tally(f"{question.letter}  {question.label}", tally)
    yield _tally("Winnable", judgement.winnable, bold=True)
    if judgement.worth:
        yield _tally("Worth", judgement.worth, bold=True)
    yield from wrapped(_known(judgement.winnable))
    yield ""


def _tally(label: str, tally: Tally, *, bold: bool = False) -> str:
    counts = f"{tally.plus:>4}{tally.minus:>4}{tally.unknown:>4}"
    proven = f"{tally.proven} of {tally.plus}" if tally.plus else ""
    return click.style(
        f"{textwrap.shorten(label, 34, placeholder='...'):<34}{counts}{proven:>11}{_bounds(tally)}", bold=bold
    )


def _bounds(tally: Tally) -> str:
    return "".join(f"{values.score(each):>7}" for each in (tally.range.low, tally.range.score, tally.range.high))


def _known(tally: Tally) -> str:
    proven = f"{tally.proven} of {tally.plus} + proven" if tally.plus else "no + to prove"
    return f"{tally.known} of {tally.total} known, {proven} on what decides the deal."


def _gates(judgement: Judgement) -> Iterator[str]:
    if judgement.gates:
        proven = sum(gate.state == "proven" for gate in judgement.gates)
        yield click.style(f"Gates: {proven} of {len(judgement.gates)} proven", bold=True)
        yield from (line for gate in judgement.gates for line in wrapped(gate.says, "  "))
        yield ""


def _rivals(judgement: Judgement, surroundings: Surroundings) -> Iterator[str]:
    for rival in judgement.rivals:
        name = harmless(surroundings.competitor(rival.slug).name)
        yield click.style(f"Against {name}{' (primary)' if rival.primary else ''}", bold=True)
        yield f"  winnable: ours minus theirs {_gap(rival.winnable_gap)}"
        for question, gap in rival.gaps.items():
            letter = surroundings.method.questions[question].letter
            yield f"  {letter}  {_gap(gap):<18} {_places(rival, question, surroundings.method)}"
        yield ""


def _gap(gap: Gap) -> str:
    return f"{values.score(gap.low)} to {values.score(gap.high)}"


def _places(rival: Rival, question: str, method: Method) -> str:
    places = [rival.places[name] for name, _ in method.of_question(question)]
    return ", ".join(f"{places.count(place)} {place}" for place in PLACES if place in places)
