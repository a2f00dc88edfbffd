"""The pages over several deals, from one small row per deal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.assess.row import Row
from generator.model.playbook import Surroundings
from generator.problems import Problem
from generator.show import addresses
from generator.show.account import account_pages
from generator.show.book import Book
from generator.show.broken import broken_page
from generator.show.competitors import competitor_pages
from generator.show.findings_page import findings_page
from generator.show.method_page import method_page
from generator.show.page import Page, Setting
from generator.show.partners import partner_pages
from generator.show.portfolio_page import portfolio_page
from generator.show.task_list import actions_page
from generator.show.templates import render


def overview_pages(
    rows: Iterable[Row], surroundings: Surroundings, setting: Setting, problems: Iterable[Problem] = ()
) -> Iterator[Page]:
    """Yield the portfolio, accounts, partners, competitors, actions, findings, method, broken files and 404.

    `problems` are those of every file; a deal file that gave no row has its mistakes shown at the deal's own address.
    The work is linear in the number of deals, and every page is bounded.
    """
    book = Book(tuple(sorted(rows, key=lambda row: row.identity)), surroundings, setting, tuple(problems))
    yield from pages_over_all(book)
    yield from account_pages(book)


def pages_over_all(book: Book) -> Iterator[Page]:
    """Yield the pages that draw on every deal there is: all but the accounts'."""
    yield portfolio_page(book)
    yield from partner_pages(book)
    yield from competitor_pages(book)
    yield actions_page(book)
    yield findings_page(book)
    yield method_page(book)
    for identity, theirs in book.broken_deals.items():
        yield broken_page(addresses.deal(identity), f"{identity}.md", theirs, book.setting)
    yield not_found_page()


def not_found_page() -> Page:
    """Return what stands at every address where nothing does: served at any depth, it has no links of its own."""
    return Page("404/", "not found", "Not found", str(render("not_found.html")))
