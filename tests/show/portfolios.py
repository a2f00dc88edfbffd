"""Rows, surroundings and pages for the tests of what stands over several deals."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from generator.assess.deal.assessment import assess
from generator.assess.portfolio.row import DealRow, row_of
from generator.history.deleted import DeletedDeal
from generator.model.account import Competitor, Partner
from generator.model.playbook import Surroundings
from generator.problems import Problem
from generator.show.page import Page, Setting
from generator.show.portfolio.accounts.account import account_page, account_slugs
from generator.show.portfolio.accounts.meeting import meeting_pages
from generator.show.portfolio.context import PortfolioContext, grouped
from generator.show.portfolio.outputs import WHOLES
from generator.show.summary.summary import summaries_of, summary_of
from tests.making import TODAY, make_deal
from tests.show.markup import Element, parse
from tests.show.shown import SETTING, around, harmed_noun, sample

GOOD = "+++++ ++-?+ ++??+ +?+-+"


def surroundings(**changes: Any) -> Surroundings:
    """Return one account, a partner and a competitor, under the method of twenty criteria."""
    known: dict[str, Any] = {
        "partners": {"kestrel": Partner(path="partners/kestrel.md", title="Kestrel")},
        "competitors": {"xsys": Competitor(path="competitors/xsys.md", title="Xsys")},
    }
    return around(**(known | changes))


def row(known: Surroundings | None = None, **changes: Any) -> DealRow:
    """Return the row of a deal with these changes, written as a file has them."""
    known = known or surroundings()
    return row_of(assess(make_deal(**changes), known, TODAY), known)


def copies(one: DealRow, count: int) -> list[DealRow]:
    """Return as many deals as asked for, alike but for their names, four to an account."""
    named = ((f"account-{place // 4}", f"deal-{place}") for place in range(count))
    return [
        dataclasses.replace(
            one, account=account, identity=f"{account}/{deal}", path=f"{account}/{deal}.md", title=deal
        )
        for account, deal in named
    ]


def pages(
    rows: Iterable[DealRow],
    known: Surroundings | None = None,
    problems: Iterable[Problem] = (),
    setting: Setting = SETTING,
) -> dict[str, Page]:
    """Return the pages over several deals by their address, no two of them at one."""
    rows = list(rows)
    book = book_of(rows, known or surroundings(), problems, setting)
    made = [page for whole in WHOLES for page in whole.pages(book)] + list(account_pages(rows, book))
    by_address = {page.address: page for page in made}
    assert len(by_address) == len(made)
    return by_address


def book_of(
    rows: Iterable[DealRow],
    known: Surroundings,
    problems: Iterable[Problem] = (),
    setting: Setting = SETTING,
    deleted: Sequence[DeletedDeal] = (),
) -> PortfolioContext:
    """Return what the pages over all deals are made of."""
    summaries = [summary_of(each, known, setting) for each in sorted(rows, key=lambda row: row.identity)]
    return PortfolioContext(summaries_of(summaries), known, setting, tuple(problems), deleted=tuple(deleted))


def account_pages(rows: Iterable[DealRow], book: PortfolioContext) -> Iterator[Page]:
    """Yield the page of every account and of its meetings."""
    by_account = grouped(sorted(rows, key=lambda row: row.identity), lambda row: (row.account,))
    for slug in account_slugs(by_account, book.surroundings.accounts, book):
        yield account_page(book, slug, by_account.get(slug, ()))
        yield from meeting_pages(book, slug, by_account.get(slug, ()))


def exports(rows: Iterable[DealRow], known: Surroundings) -> dict[str, bytes]:
    """Return every exported file by its address."""
    book = book_of(rows, known)
    return {address: content for whole in WHOLES for address, content in whole.files(book).items()}


def page(address: str, rows: Sequence[DealRow], known: Surroundings | None = None) -> Element:
    """Return one page as a tree."""
    return parse(pages(rows, known)[address].html)


def said(tree: Element) -> str:
    """Return a page's words with plain spaces."""
    return tree.text.replace("\u00a0", " ").replace(" ,", ",").replace(" .", ".")


@cache
def sample_rows() -> tuple[DealRow, ...]:
    """Return the rows of the sample portfolio."""
    playbook = sample()
    known = playbook.surroundings
    return tuple(row_of(assess(deal, known, TODAY), known) for deal in playbook.deals.values())


def harmed_sample() -> tuple[list[DealRow], Surroundings]:
    """Return the sample portfolio with harm in every line of text that people write."""
    playbook = sample()
    known = dataclasses.replace(
        playbook.surroundings,
        team=harmed_noun(playbook.surroundings.team),
        accounts={slug: harmed_noun(each) for slug, each in playbook.surroundings.accounts.items()},
        partners={slug: harmed_noun(each) for slug, each in playbook.surroundings.partners.items()},
        competitors={slug: harmed_noun(each) for slug, each in playbook.surroundings.competitors.items()},
    )
    deals = [harmed_noun(deal) for deal in playbook.deals.values()]
    return [row_of(assess(deal, known, TODAY), known) for deal in deals], known
