"""Printing that several commands share."""

from __future__ import annotations

import json
import re
import shutil
import sys
import textwrap
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import click

from generator.cli.output.streams import is_terminal, shows_everything
from generator.problems import DrawnKind, Problem

Item = TypeVar("Item")
PATIENCE = 2.0
"""Seconds after which a command shows its progress."""
INDENT = "    "
WIDTH = 80
LEAST_WIDTH = 30
"""Columns of a text that is read on a terminal: at most, and at least however narrow it is."""
COLOURS: Mapping[DrawnKind, str | None] = {"line": None, "carets": "red", "heading": None, "write": "green"}
UNSEEN = "\\x7f-\\x9f\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069\\ufeff\\ud800-\\udfff"
OBEYED = re.compile(f"[\\x00-\\x1f{UNSEEN}]")
RUNNER = re.compile(r"##(?=\w*\[)")
IN_JSON = re.compile(f"##|::|%(?=0[AaDd]|25)|[{UNSEEN}]")
"""Characters that JSON spells out. They occur only in strings, where every character may be spelled so."""


class Drawn(str):
    """A line that stays as it is drawn, however narrow the terminal."""

    __slots__ = ()


def problem_text(problem: Problem) -> str:
    """Return a problem: a line that an editor turns into a link, and below it the line of the file with its mend."""
    return "\n".join(problem_lines(problem))


def problem_lines(problem: Problem) -> Iterator[str]:
    """Yield the same line by line."""
    place = click.style(f"{harmless(problem.path)}:{problem.line}:{problem.column}:", bold=True)
    remedy = click.style(f" ({harmless(problem.remedy)})", dim=True) if problem.remedy else ""
    yield f"{place} {harmless(problem.says)}{remedy}"
    yield from map(Drawn, drawing(problem))


def drawing(problem: Problem) -> Iterator[str]:
    """Yield the line of a problem with carets under what is wrong, and the lines to write in its place."""
    for each in problem.drawing(harmless):
        yield click.style(each.edge, dim=True) + click.style(each.text, fg=COLOURS[each.kind])


def harmless(text: str) -> str:
    """Return a text on one line that neither a terminal nor a forge's runner obeys, wherever lines are folded.

    A runner's commands begin with `::` at the start of a line, where folding may put any word.
    """
    return one_line(text).replace("::", ":\\:")


def one_line(text: str) -> str:
    """Return a text on one line, without anything that is obeyed within a line.

    Characters that are not for reading, such as an escape or a change of direction, are spelled out; `##[` and
    `##vso[`, which a runner looks for anywhere, are broken.
    """
    return RUNNER.sub(r"##\\", OBEYED.sub(_spelled_out, " ".join(text.splitlines())))


def json_text(whole: object) -> str:
    """Return JSON as every command prints it: text that a terminal or a forge's runner would obey is spelled out.

    A parser reads the same as without: of `##[`, each hash is written as an escape of JSON's, and so is every
    character that standard output cannot show.
    """
    return IN_JSON.sub(_in_json, json.dumps(whole, ensure_ascii=not shows_everything(), indent=1))


def _in_json(match: re.Match[str]) -> str:
    return "".join(f"\\u{ord(each):04x}" for each in match[0])


def _spelled_out(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def for_terminal(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines as they are for files and programs, and folded between words for a terminal."""
    if not is_terminal(sys.stdout):
        yield from lines
        return
    width = shutil.get_terminal_size().columns
    for line in lines:
        yield from [line] if isinstance(line, Drawn) else folded(line, width)


def wrapped(text: str, indent: str = "", *, bold: bool = False) -> list[str]:
    """Return a text in lines of 80 columns at most for a terminal, on a single line for files and programs.

    `indent` stands before the first line; the others begin below its text if it has a sign, else two columns further.
    No word is broken, so that a path or a code stays whole.
    """
    plain, indent = (each.replace("\u00a0", " ") for each in (harmless(text), indent))
    columns = min(WIDTH, shutil.get_terminal_size().columns) if is_terminal(sys.stdout) else sys.maxsize
    below = " " * len(indent) + ("" if indent.strip() else "  ")
    lines = textwrap.wrap(
        plain, max(columns, LEAST_WIDTH), initial_indent=indent, subsequent_indent=below, break_long_words=False,
        break_on_hyphens=False,
    )  # fmt: skip
    return [click.style(line, bold=True) for line in lines] if bold else lines


def folded(line: str, width: int) -> Iterator[str]:
    """Yield a line in pieces of at most `width` columns, where its words allow; the later ones are indented."""
    piece, length = "", 0
    for word in line.split(" "):
        columns = len(click.unstyle(word))
        if piece and length + 1 + columns > width:
            yield piece
            piece, length = f"{INDENT}{word}", len(INDENT) + columns
        else:
            piece = f"{piece} {word}" if piece else word
            length += columns + bool(length)
    yield piece


def waiting(folder: Path) -> None:
    """Print that another command is waited for."""
    click.echo(f"waiting for another command that is editing {harmless(str(folder))}", err=True)


class Progress:
    """Progress of a command, shown once it takes over two seconds, on a terminal only."""

    def __init__(self, doing: str) -> None:
        """Begin; `doing` goes before the numbers."""
        self._doing = doing
        self._begun = time.monotonic()
        self._length = 0

    def __call__(self, done: int, whole: int) -> None:
        """Show that so many are done; when all are, the line goes away."""
        if is_terminal(sys.stderr) and (self._length or time.monotonic() - self._begun > PATIENCE):
            line = f"{self._doing} {done:,} of {whole:,}" if done < whole else ""
            click.echo(f"\r{line:<{self._length}}" + ("" if line else "\r"), nl=False, err=True)
            self._length = len(line)


def progress(items: Sequence[Item], doing: str) -> Iterator[Item]:
    """Yield every item and show the progress."""
    show = Progress(doing)
    for done, item in enumerate(items):
        show(done, len(items))
        yield item
    show(len(items), len(items))
