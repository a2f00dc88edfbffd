"""Make a git repository of N realistic deals, each with a past of so many versions, the same ones every time.

    python -m benchmarks.versions 1000 20 /tmp/pasts

A deal begins with half of its criteria rated. Every further commit is a seller's: one or two ratings with their
evidence, and now and then the close date, an action that is done or a line of notes. A commit touches one deal. Every
tenth deal has ended with its newest version.
"""

from __future__ import annotations

import argparse
import datetime as dt
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

from benchmarks import realistic
from benchmarks.realistic import TODAY
from generator.read.method import DEFAULT, shipped

WHO = "Dana Reyes <dana@deals.example>"
DAYS_BETWEEN = 21
"""How many days lie between two commits of a deal, more or less."""
RATED = re.compile(r"^  (\w+): \{us: \"[-+?]\"(.*?), date: \S+, by: \w+, evidence: \".*\"\}$", re.MULTILINE)
STAGE = re.compile(r"^stage: \w+$", re.MULTILINE)
CLOSE = re.compile(r"^close: (\S+)$", re.MULTILINE)
OPEN = re.compile(r"^(    action-\d: \{(?:(?!state: ).)*)\}$", re.MULTILINE)


class Commit(NamedTuple):
    """A version of one file: the day on which it was committed, what its author says, and its text."""

    day: dt.date
    path: str
    says: str
    text: str


def versions(path: str, written: str, number: int, count: int) -> Iterator[Commit]:
    """Yield the versions of a deal's file, the oldest first; the newest is a few days old at most."""
    chance = Random(number * 11 + 3)  # noqa: S311 - the same every time is what is wanted
    day = TODAY - dt.timedelta(days=(count - 1) * DAYS_BETWEEN + chance.randrange(DAYS_BETWEEN))
    last = TODAY - dt.timedelta(days=DAYS_BETWEEN)
    text = RATED.sub(lambda found: _rating(found[1], found[2], day, chance, known=chance.random() < 0.5), written)
    yield Commit(day, path, "A new deal", text)
    for _ in range(count - 1):
        day += dt.timedelta(days=DAYS_BETWEEN)
        says, text = changed(text, day, chance)
        if number % 10 == 9 and day > last:
            says, text = "The end", _ended(text, day)
        yield Commit(day, path, says, text)


def changed(text: str, day: dt.date, chance: Random) -> tuple[str, str]:
    """Return what the author of a change says, and the text after it."""
    chosen = chance.sample(list(shipped(DEFAULT).criteria), chance.choice((1, 1, 2)))
    says = f"Rate {' and '.join(chosen).replace('_', ' ')}"
    text = RATED.sub(
        lambda found: _rating(found[1], found[2], day, chance, known=True) if found[1] in chosen else found[0], text
    )
    if chance.random() < 0.15:
        later = dt.timedelta(days=chance.choice((-14, 30, 30, 60)))
        says = "The close moves"
        text = CLOSE.sub(lambda found: f"close: {dt.date.fromisoformat(found[1]) + later}", text)
    if chance.random() < 0.3:
        text = OPEN.sub(rf"\1, state: done, done: {day}}}", text, count=1)
    if chance.random() < 0.3:
        text += f"- {day}: {' '.join(chance.choices(realistic.WORDS, k=9))}\n"
    return says, text


def _ended(text: str, day: dt.date) -> str:
    return STAGE.sub(f"stage: closed\noutcome: {{result: lost, date: {day}}}", text)


def _rating(name: str, rivals: str, day: dt.date, chance: Random, *, known: bool) -> str:
    sign = chance.choice("+++--") if known else "?"
    seen = day - dt.timedelta(days=chance.randrange(6))
    says = " ".join(chance.choices(realistic.WORDS, k=14)).capitalize()
    by = chance.choice(("us", "customer", "document"))
    return f'  {name}: {{us: "{sign}"{rivals}, date: {seen}, by: {by}, evidence: "{says}"}}'


def write(count: int, revisions: int, folder: Path) -> None:
    """Make the repository in a folder that is empty, or not there."""
    realistic.write(count, folder)
    told = list(_commits(folder, revisions))
    around = [file for file in sorted(folder.rglob("*")) if file.is_file() and not file.match("deal-*.md")]
    begins = min(each.day for each in told) - dt.timedelta(days=1)
    stream = [f"blob\nmark :{mark}\n{block(each.text)}" for mark, each in enumerate(told, 1)]
    stream.append(heading(begins, "Accounts, partners, competitors"))
    stream += [f"M 644 inline {file.relative_to(folder)}\n{block(file.read_text('utf-8'))}" for file in around]
    for mark, each in sorted(enumerate(told, 1), key=lambda numbered: numbered[1].day):
        stream.append(f"{heading(each.day, each.says)}M 644 :{mark} {each.path}\n")
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "fast-import", "--quiet", fed="".join(stream))
    git(folder, "reset", "--quiet", "--hard")


def git(folder: Path, *words: str, fed: str = "") -> None:
    """Run git in a folder to its end."""
    subprocess.run(["git", *words], cwd=folder, input=fed.encode(), check=True)


def _commits(folder: Path, revisions: int) -> Iterator[Commit]:
    for number, file in enumerate(sorted(folder.glob("deals/account-*/deal-*.md"))):
        path = str(file.relative_to(folder))
        yield from versions(path, file.read_text("utf-8"), number, revisions)


def heading(day: dt.date, says: str) -> str:
    """Return how a commit begins for `git fast-import`."""
    seconds = int(dt.datetime(day.year, day.month, day.day, 12, tzinfo=dt.UTC).timestamp())
    return f"commit refs/heads/main\ncommitter {WHO} {seconds} +0000\n{block(says)}"


def block(text: str) -> str:
    """Return a text for `git fast-import`."""
    return f"data {len(text.encode())}\n{text}\n"


def main() -> None:
    """Make the repository that the command line asks for."""
    parser = argparse.ArgumentParser(description="Make a repository of N realistic deals with their pasts.")
    parser.add_argument("count", type=int)
    parser.add_argument("revisions", type=int)
    parser.add_argument("folder", type=Path)
    asked = parser.parse_args()
    write(asked.count, asked.revisions, asked.folder)


if __name__ == "__main__":
    main()
