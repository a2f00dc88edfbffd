"""Questions of a conversation, asked again until the answer is understood, and the words that lead around in it."""

from __future__ import annotations

import contextlib
import io
import sys
from collections.abc import Callable, Mapping
from typing import Final, Literal, NamedTuple

import click

from generator.cli.output.printing import OBEYED, harmless, wrapped
from generator.cli.output.streams import is_terminal
from generator.editor.edits import LONGEST_TEXT

MOST_TRIES: Final = 5
"""Answers to one question that are not understood, after which it is left out."""
LONGEST_ECHO: Final = 60
Word = Literal["back", "skip", "next", "quit", "help", "clear"]
WORDS: Final[Mapping[str, Word]] = {
    **dict.fromkeys(("back", "b"), "back"),
    **dict.fromkeys(("skip", "s"), "skip"),
    "next": "next",
    **dict.fromkeys(("quit", "q", "exit", "stop"), "quit"),
    **dict.fromkeys(("help", "h", "??", "?"), "help"),
    "clear": "clear",
}
HELP: Final = (
    "Enter leaves it open, or takes what stands behind the question",
    "back: the question before; skip: leave this one; next: go on to the next subject",
    "quit (or Ctrl-C): stop; whatever was answered is kept",
    "clear: take out what stands there now",
    'to answer with one of these words itself, put it in quotes: "skip"',
)


class Turn(Exception):  # noqa: N818 - nobody's error: the conversation goes another way
    """Signal that the conversation goes another way than to the next question: a word that was typed, or given up."""

    def __init__(self, word: Word | Literal["given up"]) -> None:
        self.word = word
        super().__init__(word)


class Understood(NamedTuple):
    """Value of an answer as the file has it, and the words to say it back, empty where it is what was typed."""

    value: str
    said: str = ""


class NotUnderstood(Exception):  # noqa: N818 - it says what is wrong with an answer
    """Refusal of an answer, with the reason and what to write."""


class Several(Exception):  # noqa: N818 - it asks back
    """Question back: an answer that can be understood in several ways."""

    def __init__(self, *choices: Understood) -> None:
        self.choices = choices
        super().__init__()


Meaning = Callable[[str], Understood]
"""Reading of an answer. Raises NotUnderstood and Several."""


def as_written(text: str) -> Understood:
    """Return an answer as it is."""
    return Understood(text)


class Question(NamedTuple):
    """A question: the key of its answer, its words, how an answer is understood, and what `help` explains.

    `now` is the value that stands there, `shown` as people read it, which Enter keeps; else Enter means `blank`, in
    words `enter`. The first question of something `opens` it: Enter leaves it where nothing stands there. Where a `?`
    is an answer, `sign` says so; elsewhere it asks for help.
    """

    key: str
    says: str
    meaning: Meaning = as_written
    explains: tuple[str, ...] = ()
    now: str = ""
    shown: str = ""
    blank: str = ""
    enter: str = ""
    opens: bool = False
    sign: bool = False

    @property
    def prompt(self) -> str:
        """Words of the question with what Enter means."""
        hint = f"now {self.shown or self.now}; Enter keeps it" if self.now else self.enter
        return f"{self.says} ({hint})" if hint else self.says


class Talk:
    """Questions and answers on the terminal, or from a file, a line each; `typed` are the lines so far."""

    def __init__(self) -> None:
        self.typed: list[str] = []
        self._by_hand = is_terminal(sys.stdin) and is_terminal(sys.stdout)
        if isinstance(sys.stdin, io.TextIOWrapper):
            with contextlib.suppress(io.UnsupportedOperation):
                sys.stdin.reconfigure(errors="surrogateescape")
        if self._by_hand:
            with contextlib.suppress(ImportError):
                import readline  # noqa: F401 - lets a line be edited while it is typed

    def say(self, text: str, indent: str = "", *, bold: bool = False, dim: bool = False) -> None:
        """Print a text, folded on a terminal."""
        for line in wrapped(text, indent):
            click.secho(line, bold=bold or None, dim=dim or None)

    def answer(self, question: Question, fault: Callable[[str], str]) -> str:
        """Return the value of an answer, which `fault` finds nothing wrong with; asked again until there is one.

        Raises Turn for a word that leads elsewhere, at the end of the input, and after too many tries.
        """
        choices: tuple[Understood, ...] = ()
        for _ in range(MOST_TRIES):
            text = self._answer_text(question)
            try:
                found = _chosen(text, choices) or self._understood(question, text)
                if wrong := fault(found.value):
                    raise NotUnderstood(wrong)
            except NotUnderstood as fault_of:
                self.say(str(fault_of), "  ! ")
                continue
            except Several as several:
                choices = several.choices
                self.say("which one is meant? Answer with its number:", "  ! ")
                for number, each in enumerate(choices, 1):
                    self.say(each.said or each.value, f"    {number} ")
                continue
            if found.said:
                self.say(found.said, "    = ")
            return found.value
        self.say(f"left out: {MOST_TRIES} answers were not understood", "  ! ")
        raise Turn("given up")

    def _understood(self, question: Question, text: str | None) -> Understood:
        if text is None:
            return Understood("", "taken out")
        if not text:
            return Understood(question.now or question.blank)
        check_readable(text)
        return question.meaning(text)

    def _answer_text(self, question: Question) -> str | None:
        """Return what is typed, empty for Enter, None for `clear`. Raises Turn for a word that leads elsewhere."""
        while True:
            text = self.line(question.prompt)
            word = None if question.sign and text == "?" else WORDS.get(text.lower())
            if word == "help":
                for line in (*question.explains, *HELP):
                    self.say(line, "    ")
            elif word == "clear" and question.now:
                return None
            elif word == "clear":
                self.say("nothing stands there that could be taken out", "  ! ")
            elif word:
                raise Turn(word)
            elif not text and question.opens and not question.now:
                raise Turn("skip")
            else:
                return _unquoted(text)

    def line(self, says: str) -> str:
        """Return a line without blanks around it. Raises Turn at the end of the input and on Ctrl-C."""
        *above, last = wrapped(f"{says}:", "  ")
        for each in above:
            click.echo(each)
        try:
            text = " ".join(self._read(f"{last} ").split())
        except (KeyboardInterrupt, EOFError):
            click.echo()
            raise Turn("quit") from None
        self.typed.append(text)
        return text

    def _read(self, prompt: str) -> str:
        """Return a line. Raises EOFError at the end of the input."""
        if self._by_hand:
            return input(prompt)
        click.echo(prompt, nl=False)
        text = sys.stdin.readline()
        if not text:
            raise EOFError
        click.echo(harmless(text if len(text) <= LONGEST_ECHO else f"{text[:LONGEST_ECHO]}..."))
        return text

    def agreed(self, says: str) -> bool:
        """Return whether a question is answered with yes. Raises Turn as `answer` does."""
        return self.answer(Question("agreed", says, yes_or_no, enter="yes or no"), lambda _: "") == "yes"


def yes_or_no(text: str) -> Understood:
    """Return `yes` or `no`. Raises NotUnderstood for anything else."""
    word = text.lower().rstrip(".!")
    if word in ("y", "yes", "yeah", "ok", "sure", "please", "ja"):
        return Understood("yes")
    if word in ("n", "no", "nope", "nein"):
        return Understood("no")
    raise NotUnderstood(f"{shortened(text)} is neither yes nor no")


def check_readable(text: str) -> None:
    """Check that an answer can stand in a file. Raises NotUnderstood where it is too long, or hides something."""
    if len(text) > LONGEST_TEXT:
        says = f"that has {len(text):,} characters, {LONGEST_TEXT:,} at most are taken"
        raise NotUnderstood(f"{says}; say it shorter, and write the rest into the file's notes")
    if unseen := OBEYED.search(text):
        says = f"a character that nobody can see stands in that, {harmless(unseen[0])} behind"
        raise NotUnderstood(f"{says} {shortened(text[: unseen.start()][-20:])}; type it again without")


def shortened(text: str) -> str:
    """Return an answer as it is said back: in quotes, on one line, and not too long."""
    cut = text if len(text) <= LONGEST_ECHO else f"{text[:LONGEST_ECHO]}..."
    return harmless(repr(cut) if cut else "")


def _unquoted(text: str) -> str:
    """Return an answer that is one of our words in quotes, without them."""
    bare = text[1:-1]
    return bare if text[:1] in ("'", '"') and text[-1:] == text[:1] and bare.lower() in WORDS else text


def _chosen(text: str | None, choices: tuple[Understood, ...]) -> Understood | None:
    """Return the choice of an answer by its number, None where it is none."""
    place = int(text) if text and text.isdecimal() and len(text) < 3 else 0
    return choices[place - 1] if 0 < place <= len(choices) else None
