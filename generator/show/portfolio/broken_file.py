"""The page of a file that cannot be read: what is wrong in it, line by line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from generator.problems import Problem
from generator.show.page import Link, Page, SearchEntry, Setting
from generator.show.portfolio.problem_views import ProblemView, problem_view
from generator.show.templating.environment import render
from generator.show.text import values
from generator.show.urls import page_urls


class BrokenView(NamedTuple):
    """The page of a file that cannot be read; `number` says how many mistakes it has."""

    crumbs: tuple[Link, ...]
    path: str
    number: str
    problems: tuple[ProblemView, ...]


def broken_page(address: str, path: str, problems: Sequence[Problem], setting: Setting) -> Page:
    """Return the page that stands where the pages of the file at `path` would stand.

    `path` is relative to the deals folder; `problems` are those of this file, in the order of their places.
    """
    href = page_urls.href(address, page_urls.PORTFOLIO, directory_addresses=setting.directory_addresses)
    view = BrokenView(
        (Link("Home", href),), path, values.counted(len(problems), "problem"), tuple(map(problem_view, problems))
    )
    html = str(render("broken.html", **view._asdict()))
    title = f"Cannot be read: {path}"
    text = " ".join(problem.says for problem in problems)
    return Page(address, "broken", title, html, entries=(SearchEntry("", title, text),), source=path)
