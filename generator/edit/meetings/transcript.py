"""A transcript or notes as plain text or Markdown: times go, names stay, and Markdown stays as it is."""

from __future__ import annotations

import re
from collections.abc import Collection

from generator.edit.meetings.cleaned import Cleaned, Said, hidden_note, joined, refused, speakers_of
from generator.model.spoken.turns import CLOCK, is_like_a_name, turns
from generator.read.yaml.characters import without_forbidden
from generator.read.yaml.fences import RULE

TIME_ALONE = re.compile(rf"[ \t]*[\[(]?{CLOCK}[\])]?(?:[ \t]*-->?[ \t]*[\[(]?{CLOCK}[\])]?)?[ \t]*")
NAME_AND_TIME = re.compile(rf"(?P<name>[^\W\d_][^:\n]{{0,59}}?)(?:[ \t]{{2,}}|\t|[ \t]*[\[(]| ){CLOCK}[\])]?[ \t]*")
"""A line with a name and a time alone, above what was said: the form of several recorders."""


def transcript(file: str, text: str, known: Collection[str] = (), *, is_markdown: bool) -> Cleaned:
    """Return the text of a meeting; `known` are names that may begin a line.

    Raises Refused for a file with front matter, which is a file of a playbook."""
    if is_markdown and RULE.match(text):
        remedy = "take them out, or move the file to meetings itself, with the keys that a meeting has"
        raise refused(file, "has-keys", "the file begins with keys between lines ---", remedy)
    seen = without_forbidden(text)
    lines = seen.rstrip("\n").split("\n")
    hidden = len(text) - len(seen)
    notes = [hidden_note(hidden)] if hidden else []
    if is_markdown:
        body = "\n".join(lines) + "\n"
        speakers = tuple(dict.fromkeys(each.speaker for each in turns(body, present=known) if each.speaker))
        return Cleaned((), len(lines), len(lines), {}, notes, body, speakers=speakers)
    return _spoken(lines, notes, known)


def _spoken(lines: list[str], notes: list[str], known: Collection[str]) -> Cleaned:
    """Return a transcript paragraph by paragraph, or lines in which nobody speaks as they stand."""
    named = [_with_colon(line) for line in lines]
    timeless = [line for line in named if not TIME_ALONE.fullmatch(line)]
    found = turns("\n".join(timeless), present=known)
    speakers = speakers_of(Said(each.speaker, each.text) for each in found)
    if not speakers:
        return Cleaned((), len(lines), len(lines), {}, notes, "\n".join(lines) + "\n")
    said = joined(Said(each.speaker, each.text) for each in found if each.text)
    blank = sum(not line.strip() for line in timeless)
    left_out = {"lines of times": len(named) - len(timeless), "blank lines": blank}
    return Cleaned(said, len(lines), len(timeless) - blank, left_out, notes, speakers=speakers)


def _with_colon(line: str) -> str:
    """Return a line with a name and a time alone as a name with a colon, any other as it is."""
    found = NAME_AND_TIME.fullmatch(line)
    return f"{found['name'].strip()}:" if found and is_like_a_name(found["name"]) else line
