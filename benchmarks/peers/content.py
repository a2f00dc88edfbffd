"""What every peer is given: the pages of each deal as text, the ratings to score, the method, the site's shell."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.peers.article import article
from benchmarks.peers.texts import Block, blocks
from benchmarks.realistic import TODAY
from generator.read.method import DEFAULT, shipped

PAGES = ("", "plan", "value", "partners", "review")
"""The pages of a deal by their place below it."""

ARTICLE = re.compile(r"(<article[^>]*>).*(</article>)", re.DOTALL)
OF_ONE_PAGE = re.compile(r'<link rel="canonical"[^>]*>|<nav class="md-nav md-nav--secondary".*?</nav>', re.DOTALL)
UP = re.compile(r"""(?<=")(?:\.\./)*\.\.(?:/|(?="))""")

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Deal:
    """A deal by its path; `values` are what is scored on its first page."""

    path: str
    values: Values

    def pages(self) -> list[str]:
        """Return the paths of its pages."""
        return [f"{self.path}/{page}".rstrip("/") for page in PAGES]


@dataclass(frozen=True, slots=True)
class Page:
    """A page's path and text; the notes are Markdown, the values are there where the page scores them."""

    path: str
    blocks: tuple[Block, ...]
    values: Values
    notes: str

    def front_matter(self) -> Values:
        """Return what stands above the notes in the page's content file."""
        title = next(each.says for each in self.blocks if each.kind == "heading")
        return {"title": title, **self.values, "blocks": [each.as_data() for each in self.blocks]}


@dataclass(frozen=True, slots=True)
class Shell:
    """The site's page around the title and around the article, with addresses from the root."""

    before: str
    between: str
    after: str


def deals(playbook: Path) -> Iterator[Deal]:
    """Yield every deal with the ratings, gates and competitors that a template scores."""
    command = [sys.executable, "-m", "generator", "-C", str(playbook), "score", "--json", "--today", str(TODAY)]
    said = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    for deal in said["deals"]:
        ratings = {
            name: {"us": of["rating"], "proven": of["standing"] == "proven", **of["competitors"]}
            for name, of in deal["ratings"].items()
        }
        gates = [{"state": gate["state"], "says": gate["says"]} for gate in deal["gates"]]
        rivals = list(next(iter(deal["ratings"].values()))["competitors"])
        yield Deal(deal["deal"], {"ratings": ratings, "gates": gates, "rivals": rivals})


def method() -> Values:
    """Return the questions with their criteria and weights."""
    of = shipped(DEFAULT)
    questions = []
    for name, each in of.questions.items():
        asks = {"name": name, "label": each.label, "letter": each.letter, "ask": each.ask}
        criteria = [
            {"name": key, "number": of.numbers[key], "label": criterion.label, "weight": float(criterion.weight)}
            for key, criterion in of.of_question(name)
        ]
        questions.append({**asks, "axis": each.axis, "compared": each.compared, "criteria": criteria})
    return {"questions": questions}


def pages(playbook: Path, deal: Deal) -> Iterator[Page]:
    """Yield the pages of a deal from the built site and its file."""
    _, _, notes = (playbook / "deals" / f"{deal.path}.md").read_text("utf-8").split("---\n", 2)
    for path in deal.pages():
        text = tuple(blocks(article(built(playbook / "site", path))))
        first = path == deal.path
        yield Page(path, text, deal.values if first else {}, notes if first else "")


def built(site: Path, path: str) -> str:
    """Return a page of a built site."""
    return (site / path / "index.html").read_text("utf-8")


def shell(playbook: Path, path: str) -> Shell:
    """Return the shell of the page at a path, without what is that page's own."""
    html = OF_ONE_PAGE.sub("", built(playbook / "site", path))
    _, title, _ = re.split(r"<title>|</title>", html)
    html = UP.sub("/", ARTICLE.sub(r"\1\n\2", html)).replace(title.rpartition(" - ")[0], "Deals")
    before, _, rest = re.split(r"(?<=<title>)(.*)(?=</title>)", html)
    between, after = rest.split("\n</article>")
    return Shell(before, between, f"</article>{after}")
