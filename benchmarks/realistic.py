"""Make a playbook of N realistic deals, the same ones every time.

    python -m benchmarks.realistic 1000 /tmp/thousand
    python -m benchmarks.realistic 1000 /tmp/pipeline --set pipeline

Each deal has twenty ratings for us and two competitors with their evidence, six players, eight actions, a value
worksheet, two partners and forty lines of notes; an account has about five deals. All are open, unless the set is
`pipeline`: there a third has ended, all have a forecast category, accounts have regions and segments, and owners
are members.
"""

from __future__ import annotations

import argparse
import datetime as dt
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Literal, NamedTuple

from benchmarks import pipeline
from generator.read.method import DEFAULT, shipped

Set = Literal["open", "pipeline"]
SETS: tuple[Set, ...] = ("open", "pipeline")

TODAY = dt.date(2026, 11, 23)
DEALS_OF_AN_ACCOUNT = 5
PEOPLE = 8
PLAYERS = 6
MKDOCS = """\
site_name: Deals
site_url: https://deals.example/
docs_dir: deals
theme:
  name: material
plugins:
  - search
  - playbook: {today: 2026-11-23}
"""
FIRST = ("Ruth", "Maud", "Theo", "Kees", "Junia", "Sander", "Helge", "Ines", "Owen", "Dana", "Marek", "Sunniva")
LAST = ("Okafor", "Ferrand", "Hallam", "Lemaire", "Tolliver", "Quist", "Brandvold", "Falkner", "Brisk", "Reyes")
PLACES = ("Aldermoor", "Brackwell", "Corvane", "Dunmere", "Eskelund", "Fennick", "Gravenhall", "Hollin", "Ivorsund")
TRADES = ("Bank", "Insurance", "Logistics", "Telecom", "Energy", "Foods", "Clinics", "Machines", "Harbour")
SUBJECTS = ("Core migration", "Claims automation", "Depot scanning", "Field service", "Grid platform", "Planning")
COMPETITORS = ("zeldrin", "ostrakon", "in-house", "vantrell", "quillon", "brightmoor")
PARTNERS = ("pellucid", "marlowe", "tarnwick", "oslund", "keldra", "sorrel")
PARTS = ("decision maker", "approver", "evaluator", "user")
SUPPORT = ("mentor", "supporter", "neutral", "non-supporter", "enemy")
KINDS = ("prove value", "retrieve missing information", "minimise a weakness", "emphasise a strength")
WORDS = re.findall(
    "[a-z]+",
    "the controller has read the worksheet and wants the third line confirmed before the board meets notice"
    " rehearsal contract figures from last year show that growth slowed while cost of two suppliers went up"
    " and nobody has asked yet who signs when the chief financial officer is away procurement told us that one"
    " number is enough",
)


class Person(NamedTuple):
    """Somebody of a customer."""

    slug: str
    name: str
    title: str


def write(count: int, folder: Path, which: Set = "open") -> None:
    """Write a playbook of `count` deals of a set into a folder."""
    deals = folder / "deals"
    for path, text in _files(count, which):
        target = deals / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    (folder / "mkdocs.yml").write_text(MKDOCS, "utf-8")
    (folder / ".gitignore").write_text("/.playbook-cache/\n/site/\n", "utf-8")


def _files(count: int, which: Set) -> Iterator[tuple[str, str]]:
    us = "---\ntitle: Us\nofferings: {ledger: Ledger, plan: Plan, care: Managed operation}\n---\nHow we sell.\n"
    names = [f"{first} {last}" for first in FIRST for last in LAST]
    yield "index.md", pipeline.members(us, names) if which == "pipeline" else us
    for slug in COMPETITORS:
        yield f"competitors/{slug}.md", f"---\ntitle: {slug.title()}\n---\nA rival.\n"
    for slug in PARTNERS:
        yield f"partners/{slug}.md", f"---\ntitle: {slug.title()} Partners\n---\nA partner.\n"
    for number in range(0, count, DEALS_OF_AN_ACCOUNT):
        chance = Random(number)  # noqa: S311 - the same every time is what is wanted
        slug, people = f"account-{number // DEALS_OF_AN_ACCOUNT:05}", _people(chance)
        text = account(number, people, chance)
        yield f"{slug}/index.md", pipeline.account(number, text) if which == "pipeline" else text
        for each in range(number, min(number + DEALS_OF_AN_ACCOUNT, count)):
            text = deal(each, people)
            yield f"{slug}/deal-{each:05}.md", pipeline.deal(each, text, TODAY) if which == "pipeline" else text


def _people(chance: Random) -> list[Person]:
    return [
        Person(
            f"person-{number}", f"{chance.choice(FIRST)} {chance.choice(LAST)}", chance.choice(("CFO", "CIO", "COO"))
        )
        for number in range(PEOPLE)
    ]


def _says(chance: Random, words: int) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(words)).capitalize()


def _amount(chance: Random, most: int = 2_000) -> str:
    return f"EUR {chance.randrange(10, most) * 1_000}"


def _day(chance: Random, first: int, last: int) -> dt.date:
    return TODAY + dt.timedelta(days=chance.randrange(first, last))


def account(number: int, people: list[Person], chance: Random) -> str:
    """Return the file of an account."""
    name = f"{PLACES[number // 5 % len(PLACES)]} {TRADES[number // 45 % len(TRADES)]} {number // DEALS_OF_AN_ACCOUNT}"
    known = "\n".join(f"  {each.slug}: {{name: {each.name}, title: {each.title}}}" for each in people)
    head = f"title: {name}\nindustry: {TRADES[number % 9]}\nowner: Dana Reyes\npeople:\n{known}\n"
    return f"---\n{head}---\n{_says(chance, 60)}.\n"


def deal(number: int, people: list[Person]) -> str:
    """Return the file of a deal."""
    chance = Random(number * 7 + 1)  # noqa: S311 - the same portfolio every time
    rivals, partners = chance.sample(COMPETITORS, 2), chance.sample(PARTNERS, 2)
    blocks = (
        _head(number, chance, rivals),
        _assessment(chance, rivals),
        _event(chance),
        _players(chance, people),
        _value(chance, people),
        _partners(chance, partners),
        _plan(chance, people),
    )
    return "---\n" + "".join(blocks) + "---\n" + _notes(chance)


def _head(number: int, chance: Random, rivals: list[str]) -> str:
    stage = chance.choice(("prospect", "qualify", "evaluate", "propose", "negotiate"))
    return (
        f"title: {chance.choice(SUBJECTS)} {number}\nstage: {stage}\n"
        f"owner: {chance.choice(FIRST)} {chance.choice(LAST)}\namount: {_amount(chance)}\n"
        f"close: {_day(chance, 5, 300)}\nmargin: {chance.randrange(5, 40)}%\nrevenue_1y: {_amount(chance)}\n"
        f"profit: {_amount(chance, 300)}\neffort: {{spent: {chance.randrange(2, 40)} days, left: 20 days}}\n"
        f"competitors: [{', '.join(rivals)}]\nprimary_competitor: {rivals[0]}\n"
    )


def _assessment(chance: Random, rivals: list[str]) -> str:
    lines = ["assessment:"]
    for name in shipped(DEFAULT).criteria:
        signs = "".join(f', {each}: "{chance.choice("+-??")}"' for each in rivals)
        by = chance.choice(("us", "customer", "document"))
        seen = f"date: {_day(chance, -120, 0)}, by: {by}"
        lines.append(f'  {name}: {{us: "{chance.choice("++-?")}"{signs}, {seen}, evidence: "{_says(chance, 14)}"}}')
    return "\n".join(lines) + "\n"


def _event(chance: Random) -> str:
    day = _day(chance, 20, 400)
    return f"compelling_event:\n  what: {_says(chance, 9)}\n  deadline: {day}\n  consequence: {_says(chance, 12)}\n"


def _players(chance: Random, people: list[Person]) -> str:
    lines = ["players:"]
    for each, other in pairwise(people[: PLAYERS + 1]):
        traits = f"part: {chance.choice(PARTS)}, support: {chance.choice(SUPPORT)}, coverage: multiple"
        traits += f", influences: [{other.slug}]" if other is not people[PLAYERS] else ""
        lines.append(f'  {each.slug}: {{{traits}, business_agenda: "{_says(chance, 8)}"}}')
    return "\n".join(lines) + "\n"


def _value(chance: Random, people: list[Person]) -> str:
    lines = [f"value:\n  issue: {_says(chance, 10)}\n  effect: {_says(chance, 12)}\n  years: 3\n  lines:"]
    items = ("increase, item: revenue", "decrease, item: expenses", "acquisition, item: purchase_price")
    for number in range(6):
        confirmed = (
            f", confirmed_by: {people[number].slug}, confirmed_on: {_day(chance, -60, 0)}" if number % 2 else ""
        )
        amount = f'amount: "{_amount(chance, 400)}", source: "{_says(chance, 4)}"'
        lines.append(
            f'    line-{number}: {{head: {items[number % 3]}, what: "{_says(chance, 5)}", {amount}{confirmed}}}'
        )
    return "\n".join(lines) + "\n"


def _partners(chance: Random, partners: list[str]) -> str:
    lines = ["partners:"]
    for slug in partners:
        helps = f'rehearsal: {{what: "{_says(chance, 9)}", criteria: [risk, solution_fit], agreed: yes}}'
        lines.append(f"  {slug}:\n    role: {_says(chance, 4)}\n    owner: Owen Brisk\n    helps:\n      {helps}")
    return "\n".join(lines) + "\n"


def _plan(chance: Random, people: list[Person]) -> str:
    lines = [f"plan:\n  goal: {_says(chance, 12)}\n  strategy: {_says(chance, 12)}\n  actions:"]
    criteria = list(shipped(DEFAULT).criteria)
    for number in range(8):
        who = f"owner: {chance.choice(FIRST)} {chance.choice(LAST)}, due: {_day(chance, -20, 90)}"
        serves = f"criteria: [{chance.choice(criteria)}], players: [{people[number % PLAYERS].slug}]"
        what = f'what: "{_says(chance, 7)}", {who}, kind: {chance.choice(KINDS)}'
        lines.append(f"    action-{number}: {{{what}, {serves}}}")
    return "\n".join(lines) + "\n"


def _notes(chance: Random) -> str:
    lines = ["## Where we are", ""]
    lines += [f"{_says(chance, 11)} *{_says(chance, 2)}*." for _ in range(18)]
    lines += ["", "## Open", "", *(f"- {_says(chance, 8)}" for _ in range(18))]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write the playbook that the command line asks for."""
    parser = argparse.ArgumentParser(description="Make a playbook of N realistic deals.")
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--set", choices=SETS, default="open", help="all deals open, or a third of them ended (open)")
    asked = parser.parse_args()
    write(asked.count, asked.folder, asked.set)


if __name__ == "__main__":
    main()
