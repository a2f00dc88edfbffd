"""The deals of `benchmarks.realistic` as a pipeline has them: a third has ended, all have a forecast category.

Accounts have a region and a segment, everybody who owns a deal is a member, players are covered more and less, and
one action of each deal is agreed with somebody of the customer.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from random import Random

ONE_IN = 3
"""One deal out of so many has ended."""
LONGEST_AGO = 540
"""Days: no deal ended earlier."""
RESULTS = {"won": 35, "lost": 30, "no-decision": 25, "withdrawn": 10}
"""How a deal ended, with how many of a hundred ended so."""
REASONS = {
    "won": (
        "The trial ran on their own data",
        "Only we had an answer for the second site",
        "Their sponsor carried it",
    ),
    "lost": ("Price, says procurement", "The criteria came from the competitor", "Nobody of ours knew the signer"),
    "no-decision": ("The budget went to another project", "Postponed for the third time", "The sponsor left"),
    "withdrawn": ("Margin under ten percent after the second round", "No days left for the delivery"),
}
LESSONS = ("Ask who signs in the first week", "Have the worksheet confirmed before the offer", "Leave earlier")
FORECASTS = {
    "prospect": ("pipeline", "omitted"),
    "qualify": ("pipeline", "pipeline", "best case"),
    "evaluate": ("pipeline", "best case"),
    "propose": ("best case", "commit"),
    "negotiate": ("commit", "commit", "best case"),
}
"""The categories of an open deal by its stage."""
DATE = re.compile(r"\b\d{4}-\d\d-\d\d\b")
STAGE = re.compile(r"^stage: (.*)\n", re.MULTILINE)
CLOSE = re.compile(r"^close: .*$", re.MULTILINE)
COVERED = re.compile(r"coverage: multiple")
COVERAGES = ("none", "brief", "multiple", "multiple", "in depth")
AGREED = re.compile(r"^(    action-0: \{.*players: \[(person-\d)\])\}$", re.MULTILINE)
RIVALS = re.compile(r"^competitors: \[(.*)\]$", re.MULTILINE)

REGIONS = ("North", "South", "East", "West")
SEGMENTS = ("enterprise", "mid-market", "public sector")


def account(number: int, text: str) -> str:
    """Return the file of an account with its region and segment."""
    chance = Random(number * 13 + 3)  # noqa: S311 - the same portfolio every time
    said = f"region: {chance.choice(REGIONS)}\nsegment: {chance.choice(SEGMENTS)}\n"
    return text.replace("owner: ", f"{said}owner: ", 1)


def members(text: str, names: Iterable[str]) -> str:
    """Return the file of our own team with everybody who owns deals as a member."""
    chance = Random(17)  # noqa: S311 - the same portfolio every time
    lines = [
        f"  {name.lower().replace(' ', '-')}: {{name: {name}, team: {chance.choice(REGIONS)}, "
        f'capacity: {chance.randrange(40, 60)}, targets: {{2026-Q4: "EUR {chance.randrange(5, 45)}00000"}}}}\n'
        for name in names
    ]
    return text.replace("offerings:", f"members:\n{''.join(lines)}offerings:", 1)


def deal(number: int, text: str, today: dt.date) -> str:
    """Return the file of a deal with its forecast category; ended, where it is one of the third that is."""
    chance = Random(number * 11 + 5)  # noqa: S311 - the same every time is what is wanted
    text = COVERED.sub(lambda _: f"coverage: {chance.choice(COVERAGES)}", text)
    text = AGREED.sub(r"\1, joint: yes, agreed_with: \2}", text)
    if number % ONE_IN == 0:
        return _ended(number, text, today, chance)
    return STAGE.sub(lambda found: found[0] + _crm(number, chance.choice(FORECASTS[found[1]])), text, count=1)


def _crm(number: int, forecast: str) -> str:
    return f"crm: {{system: CRM, id: 006-{number:05}, forecast: {forecast}}}\n"


def _ended(number: int, text: str, today: dt.date, chance: Random) -> str:
    """Return a deal as it was written in the days before its end, every date as much earlier, and how it ended."""
    ago = dt.timedelta(days=chance.randrange(1, LONGEST_AGO))
    text = DATE.sub(lambda found: str(dt.date.fromisoformat(found[0]) - ago), text)
    text = CLOSE.sub(f"close: {today - ago}", text, count=1)
    result = chance.choices(list(RESULTS), list(RESULTS.values()))[0]
    forecast = "closed" if result == "won" else "omitted"
    text = STAGE.sub(f"stage: closed\n{_crm(number, forecast)}", text, count=1)
    return text.replace("assessment:\n", f"{_outcome(result, today - ago, text, chance)}assessment:\n", 1)


def _outcome(result: str, day: dt.date, text: str, chance: Random) -> str:
    (rivals,) = RIVALS.findall(text)
    winner = f", winner: {chance.choice(rivals.split(', '))}" if result == "lost" else ""
    reason, lesson = chance.choice(REASONS[result]), chance.choice(LESSONS)
    return f'outcome: {{result: {result}, date: {day}{winner}, reason: "{reason}", lesson: "{lesson}"}}\n'
