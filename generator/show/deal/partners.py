"""The partner worksheet of a deal: who helps with which criteria, what would follow, and what nobody covers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from generator.assess.judgement import PartnerCover, Tally
from generator.model.deal import PartnerRole
from generator.show.deal.context import DealContext
from generator.show.deal.scorecard import Counts, counts
from generator.show.page import Link
from generator.show.text import values
from generator.show.urls import anchors, page_urls
from generator.show.value_chain import FunctionRow, beside_ours


class HelpLine(NamedTuple):
    """One way in which a partner helps, with the criteria that it bears on."""

    what: str
    criteria: tuple[Link, ...]
    agreed: bool


class WorksheetRow(NamedTuple):
    """One question of the method with what this partner does about it."""

    letter: str
    ask: str
    numbers: str
    examples: tuple[str, ...]
    helps: tuple[HelpLine, ...]


class WhatIf(NamedTuple):
    """An axis as it is and as it would be if all that a partner is to bring came true."""

    label: str
    now: Counts
    then: Counts


class PartnerCard(NamedTuple):
    """One partner in this deal."""

    id: str
    link: Link
    role: str
    owner: str
    rows: tuple[WorksheetRow, ...]
    elsewhere: tuple[HelpLine, ...]
    functions: tuple[FunctionRow, ...]
    weak: tuple[Link, ...]
    unknown: tuple[Link, ...]
    what_ifs: tuple[WhatIf, ...]


class Partners(NamedTuple):
    """Partners of the deal, and the weak and unknown criteria that none of them covers."""

    cards: tuple[PartnerCard, ...]
    uncovered: tuple[tuple[str, Link], ...]


def span(numbers: list[int]) -> str:
    """Return numbers that follow one another as a span, `6–10`, others as a list."""
    if len(numbers) > 2 and numbers[-1] - numbers[0] == len(numbers) - 1:
        return f"{numbers[0]}–{numbers[-1]}"
    return values.listing([str(each) for each in numbers])


def _helps(view: DealContext, role: PartnerRole) -> dict[str | None, tuple[HelpLine, ...]]:
    """Return what a partner does about each question; under None, what bears on no question of the method."""
    helps: dict[str | None, list[HelpLine]] = {}
    for each in role.helps.values():
        cited = [name for one in each.criteria if (name := view.method.criterion(one))]
        line = HelpLine(each.what, tuple(map(view.criterion, cited)), each.agreed)
        questions: set[str | None] = {view.method.criteria[name].question for name in cited}
        for question in questions or {None}:
            helps.setdefault(question, []).append(line)
    return {question: tuple(lines) for question, lines in helps.items()}


def _rows(view: DealContext, helps: Mapping[str | None, tuple[HelpLine, ...]]) -> Iterator[WorksheetRow]:
    for name, question in view.method.questions.items():
        numbers = [view.method.numbers[each] for each, _ in view.method.of_question(name)]
        yield WorksheetRow(
            question.letter, question.ask, span(numbers), question.partner_examples, helps.get(name, ())
        )


def _what_ifs(view: DealContext, cover: PartnerCover) -> Iterator[WhatIf]:
    judgement = view.judgement
    pairs: tuple[tuple[str, Tally | None, Tally | None], ...] = (
        ("Winnable", judgement.winnable, cover.winnable),
        ("Worth", judgement.worth, cover.worth),
    )
    for label, now, then in pairs:
        if now and then:
            yield WhatIf(label, counts(now), counts(then))


def _card(view: DealContext, cover: PartnerCover) -> PartnerCard:
    role, partner = view.deal.partners[cover.partner], view.surroundings.partner(cover.partner)
    helps = _helps(view, role)
    return PartnerCard(
        id=anchors.anchor("partner", cover.partner),
        link=Link(partner.name, view.href(page_urls.partner(cover.partner))),
        role=role.role,
        owner=role.owner,
        rows=tuple(_rows(view, helps)),
        elsewhere=helps.get(None, ()),
        functions=beside_ours(partner.value_chain, view.surroundings),
        weak=tuple(map(view.criterion, cover.weak)),
        unknown=tuple(map(view.criterion, cover.unknown)),
        what_ifs=tuple(_what_ifs(view, cover)),
    )


def partners(view: DealContext) -> Partners:
    """Return the worksheet of every partner in the deal, in the file's order."""
    judgement = view.judgement
    return Partners(
        tuple(_card(view, each) for each in judgement.covers),
        tuple((judgement.assessed[name].rating, view.criterion(name)) for name in judgement.uncovered_by_partners),
    )
