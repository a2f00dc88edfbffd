"""Captions of a recording, WebVTT or SubRip: what was said without numbers, times and tags (webvtt-py)."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Collection, Iterator
from itertools import groupby

import webvtt

from generator.edit.meetings.cleaned import Cleaned, Said, joined, refused, speakers_of
from generator.model.counting import counted, noun_for
from generator.model.spoken.turns import turns

TIME = r"(?:\d+:)?[0-5]?\d:[0-5]\d[.,]\d{3}"
TIMES = re.compile(rf"\s*{TIME}\s+-->\s+{TIME}(?:\s.*)?")
VOICE = re.compile(r"</v>|<v(?:\.[^\s<>]*)?\s+([^<>]+)>")
"""Tag with which somebody ends or begins to speak."""
TAG = re.compile(r"</?(?:v|c|i|b|u|ruby|rt|lang|font)(?:[.\s][^<>]*)?/?>|<\d{2}:[\d:.,]+>", re.IGNORECASE)
NAME_BREAKS = re.compile(r"[:\n*<>\[\]{}|/\\]+")
"""Signs that no name in a meeting's text can hold."""


def captions(file: str, text: str, kind: str, known: Collection[str] = ()) -> Cleaned:
    """Return what is said in captions; `kind` is `vtt` or `srt`, `known` are names that may begin a line.

    Raises Refused where the file is no such captions, or the times of one cannot be read.
    """
    lines = text.split("\n")
    while lines and not lines[-1].strip():
        lines.pop()
    timed = [(number, line) for number, line in enumerate(lines, 1) if "-->" in line]
    for number, line in timed:
        if not TIMES.fullmatch(line):
            raise refused(
                file, "bad-times", f"these times cannot be read: {line.strip()[:60]!r}", "mend the line", number
            )
    try:
        cues = webvtt.from_buffer(io.StringIO("\n".join(lines) + "\n"), format=kind).captions
    except webvtt.errors.MalformedFileError:
        remedy = "export it anew, or save it as .txt" + (": a .vtt begins with WEBVTT" if kind == "vtt" else "")
        raise refused(file, "no-captions", f"the file holds no captions as .{kind} has them", remedy) from None
    spoken = [line for cue in cues for line in cue.lines if line.strip()]
    blank = sum(not line.strip() for line in lines)
    left_out = {
        "lines of times": len(timed),
        "cue numbers, headers and remarks": len(lines) - blank - len(timed) - len(spoken),
        "blank lines": blank,
    }
    tags = sum(len(TAG.findall(line)) for line in spoken)
    said = joined(_said([cue.lines for cue in cues], known))
    notes = [f"{counted(tags, 'tag')} {noun_for(tags, 'was', 'were')} taken out of the lines"] if tags else []
    return Cleaned(said, len(lines), len(spoken), left_out, notes, speakers=speakers_of(said))


def _said(cues: list[list[str]], known: Collection[str]) -> Iterator[Said]:
    """Yield each line with its speaker: by its voice, or else by the name that it begins with."""
    pieces = [piece for cue in cues for piece in _pieces(cue)]
    for is_voiced, found in groupby(pieces, key=lambda piece: piece.speaker is not None):
        those = list(found)
        yield from those if is_voiced else _labelled([each.text for each in those], known)


def _pieces(cue: list[str]) -> Iterator[Said]:
    """Yield the parts of a cue with the voice that speaks them, which ends at its end tag or with the cue."""
    voice: str | None = None
    for line in cue:
        before, *parts = VOICE.split(line)
        named = zip(parts[::2], parts[1::2], strict=True)
        found = [(voice, before), *((_name(name or "") or None, text) for name, text in named)]
        voice = found[-1][0]
        yield from (Said(who, words) for who, text in found if (words := _clean(text)))


def _labelled(lines: list[str], known: Collection[str]) -> Iterator[Said]:
    yield from (Said(each.speaker, each.text) for each in turns("\n".join(lines), present=known) if each.text)


def _clean(line: str) -> str:
    return " ".join(html.unescape(TAG.sub("", line)).split())


def _name(written: str) -> str:
    """Return a voice's name as it can begin a line."""
    return " ".join(NAME_BREAKS.sub(" ", html.unescape(written)).split())[:60].strip()
