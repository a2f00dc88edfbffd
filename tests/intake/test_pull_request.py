"""The text of a pull request: whole answers as far as there is room, and inert whatever the notes say."""

from __future__ import annotations

import datetime as dt

import comrak

from generator.intake.effect import difference_of
from generator.intake.proof import prove
from generator.intake.proposal import message_of
from generator.intake.pull_request import pull_request
from generator.intake.steps import as_edits
from tests.intake.making import answers, case, notes

TODAY = dt.date(2026, 11, 28)


def text_of(talk: str, quotes: list[str]) -> tuple[str, str]:
    """Return the text of a pull request for objections, and the message of their commit."""
    of = case(notes(talk))
    file = answers(objections=[{"speaker": "Lena Abendroth", "quote": each} for each in quotes])
    intake = as_edits(prove(file, of), file, of)
    change = difference_of(intake, of, lambda *_: (lambda _: None, ""), TODAY)
    return pull_request(intake, of, change), message_of(intake.steps[0], of)


def test_what_has_no_room_is_counted() -> None:
    said = [f"{number} is too much for us, {'and more ' * 100}" for number in range(90)]
    text, _ = text_of("\n".join(f"Lena Abendroth: {each}" for each in said), [each.strip() for each in said])
    shown = text.count("too much for us, and more")
    assert len(text.encode()) < 60_000
    assert 20 < shown < 90
    assert f"And {90 - text.count('**What do they object to?**')} more entries" in text


def test_nothing_that_the_notes_say_does_anything_in_a_forge() -> None:
    line = "see @team [here](javascript:x) <img src=x> ![p](http://x.example/p) | fixes #12, [skip ci] :tada:"
    text, message = text_of(f"Lena Abendroth: {line}\nLena Abendroth: Yes.", [line])
    extensions = comrak.ExtensionOptions()
    extensions.autolink = extensions.table = True
    html = comrak.render_markdown(text, extensions)
    assert not any(each in html for each in ("<a ", "<img", "@team", "#12", "http://x", ":tada:"))
    assert not any(each in message for each in ("@team", "#12", "[skip", "http://x"))
