"""Sheet of questions as Markdown, to be filled in by hand or handed to an assistant."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from generator.intake.sheet import Sheet
from generator.show.text.escape_markdown import escaped

LONGEST = 400


def sheet_markdown(sheet: Sheet) -> str:
    """Return a sheet as Markdown."""
    return "\n".join(_lines(sheet.data)) + "\n"


def _lines(data: Mapping[str, Any]) -> Iterator[str]:
    yield f"# Questions on {_said(data['title'])} (`{data['deal']}`)"
    yield ""
    yield f"File `{data['path']}`, digest `{data['file']}`, judged as of {data['as_of']}."
    if data["notes"]:
        notes = data["notes"]
        yield f"Notes `{notes['path']}` of {notes['date']}, {notes['lines']} lines."
    yield from _section("Rules", (f"{number}. {each}" for number, each in enumerate(data["rules"], 1)))
    yield from _section("Speakers", map(_speaker, data["speakers"]))
    yield from _section("Open questions, the first to ask in front", _questions(data["questions"]))
    yield from _section("Rated already", map(_rated, data["rated"]))
    yield from _section("People", map(_person, data["people"]))
    yield from _section("Our team", (f"- `{each['key']}`: {_said(each['name'])}" for each in data["members"]))
    yield from _section("Open actions", map(_action, data["actions"]))
    facts = data["facts"].items()
    yield from _section("Days and amounts", (f"- `{key}`: {_said(value or 'none')}" for key, value in facts))
    yield from _section("Competitors", map(_competitor, data["competitors"]))
    left = (f"- {count} more of {name}" for name, count in data["left_out"].items())
    yield from _section("Left out of this sheet", left)
    yield from ("", "## Form of the answers", "", "Leave out what you do not need, but no quote.")
    yield from ("`playbook schema answers` prints the JSON Schema.", "", "```json")
    yield json.dumps(data["form"], ensure_ascii=False, indent=1)
    yield "```"


def _section(title: str, lines: Iterator[str]) -> Iterator[str]:
    """Yield a heading and its lines; nothing where there are none."""
    every = list(lines)
    if every:
        yield from ("", f"## {title}", "", *every)


def _said(text: str) -> str:
    return escaped(text, LONGEST)


def _exactly(text: str) -> str:
    """Return a text that is to be copied character by character."""
    return _said(text) if "`" in text else f"`{text}`"


def _speaker(each: Mapping[str, Any]) -> str:
    means = {
        "player": "a player of this deal, whose word is the customer's",
        "customer": "of the customer, but no player of this deal: answer with by: us",
        "us": "one of ours: answer with by: us",
        "unknown": "nobody says who this is: answer with by: us",
    }
    key = f" (`{each['key']}`)" if each["key"] else ""
    return f"- {_exactly(each['speaker'])}{key}: {means[each['whose']]}"


def _questions(questions: list[Mapping[str, Any]]) -> Iterator[str]:
    for number, each in enumerate(questions, 1):
        gate = ", a gate" if each["gate"] else ""
        why = "; ".join(map(_said, each["why"]))
        yield f"{number}. **{_said(each['label'])}** (`{each['criterion']}`{gate}): {why}"
        yield f"    - `+` {_said(each['plus'])}"
        yield f"    - `-` {_said(each['minus'])}"
        yield from (f"    - ask: {_said(ask)}" for ask in each["ask"])
        if each["evidence"]:
            yield f"    - heard so far: {_said(each['evidence'])}"


def _rated(each: Mapping[str, Any]) -> str:
    known = ", ".join(filter(None, (each["standing"], each["by"] and f"by {each['by']}", each["date"])))
    evidence = f": {_said(each['evidence'])}" if each["evidence"] else ""
    return f"- {_said(each['label'])} (`{each['criterion']}`) `{each['mark']}`, {known}{evidence}"


def _person(each: Mapping[str, Any]) -> str:
    player = each["player"]
    words = [value or f"{name} not known" for name, value in player.items()] if player else ["no player of this deal"]
    title = f", {_said(each['title'])}" if each["title"] else ""
    return f"- `{each['key']}`: {_said(each['name'])}{title}; {', '.join(words)}"


def _action(each: Mapping[str, Any]) -> str:
    about = ", ".join(filter(None, (each["owner"], each["due"] and f"due {each['due']}")))
    return f"- `{each['key']}`: {_said(each['what'])}{f' ({_said(about)})' if about else ''}"


def _competitor(each: Mapping[str, Any]) -> str:
    return f"- `{each['key']}`: {_said(each['name'])}{', in this deal' if each['in_deal'] else ''}"
