"""Problems: a mistake in a file with its place, its sentence and its remedy."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

MOST_OF_A_FILE = 100
"""Problems that are named of one file, so that a file full of mistakes takes no longer than a sound one."""
MOST_COMPARED = 500
LONGEST_COMPARED = 100
"""Known words, and characters of a word, among which the one meant is looked for."""
FIRST_GUESSES = 50_000
GUESSES_PER_CHARACTER = 8
"""Comparisons of two characters that the guesses of one file may take: as many, and more for each of its characters.

About ten of them take a microsecond, so that the guesses of a file take no longer than reading and showing it, and
those of a run are in proportion to its files. They depend on the file alone, never on a clock, on other files or on
the order in which files are read: the same file gets the same messages in every run.
"""
CLOSE = 0.6
"""Least likeness of two words, from 0 to 1, for one to be what was meant by the other."""
FEW = 8
"""Known words that are listed where none of them was meant."""
WORDS = re.compile(r"[^\W_]+")
UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u2800\u3164\uffa0]|(?<![^\x00-\x7f])[\ufe00-\ufe0f\U000e0100-\U000e01ef]"
)
"""Characters that Python calls printable although nobody sees them."""
TAB = 4
"""Columns between the stops of a tab where a line is shown."""


class Excerpt(NamedTuple):
    """A line of a file as it is written, and the part of it that is wrong.

    `text` is the line, or the part around the problem of a long one: it begins at the line's column `begin`, from 1.
    The wrong part begins at the problem's column and is `length` characters long; 0 stands for a place between two.
    """

    text: str
    begin: int
    length: int

    def parts(self, column: int) -> tuple[str, str, str]:
        """Return the text before the wrong part, that part, and the text after it, for a problem at `column`.

        Characters that are not for reading are spelled out, so that nothing in it is obeyed or hidden.
        """
        start = min(max(column - self.begin, 0), len(self.text))
        cut = "..." if self.begin > 1 else ""
        before = cut + shown(self.text[:start], len(cut))
        wrong = shown(self.text[start : start + self.length], columns_of(before))
        after = shown(self.text[start + self.length :], columns_of(before + wrong))
        return before, wrong, after

    def drawn(self, column: int, escape: Callable[[str], str] = str) -> tuple[str, str]:
        """Return the line as it can be shown, and the carets to be printed below it for a problem at `column`.

        `escape` spells out more of it, for readers of its own.
        """
        before, wrong, after = self.parts(column)
        blanks, carets = (columns_of(escape(part)) for part in (before, wrong))
        return escape(before + wrong + after), " " * blanks + "^" * max(carets, 1)


class Edit(NamedTuple):
    """A replacement of the text from one place of a file up to another; lines and columns count from 1."""

    line: int
    column: int
    end_line: int
    end_column: int
    text: str


class Mend(NamedTuple):
    """Edits that mend a problem, in the order of their places, none inside another.

    A `certain` one can mean one thing only, any other is likely. `before` are the lines that they touch and `after`
    those that stand there afterwards; both are empty where they would be too long to show.
    """

    edits: tuple[Edit, ...]
    certain: bool = False
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


DrawnKind = Literal["line", "carets", "heading", "write"]
MARGIN = 7
"""Columns to the left of a line of a file, for its number or a word."""


class DrawnLine(NamedTuple):
    """A line of a problem's drawing with what stands to the left of it; a heading has nothing there."""

    margin: str
    text: str
    kind: DrawnKind = "line"

    @property
    def edge(self) -> str:
        """Text printed to the left of the line."""
        return "  " if self.kind == "heading" else f"{self.margin:>{MARGIN}} | "


def shown(text: str, column: int = 0) -> str:
    """Return a part of a line as it can be shown: tabs as blanks, what is not for reading spelled out.

    The part begins `column` columns from the left.
    """
    if text.isprintable() and not UNSEEN.search(text):
        return text
    result = ""
    for place, each in enumerate(text):
        if each == "\t":
            result += " " * (TAB - (column + columns_of(result)) % TAB)
        else:
            is_seen = each.isprintable() and not UNSEEN.match(text, place)
            result += each if is_seen else each.encode("unicode_escape").decode("ascii")
    return result


def columns_of(text: str) -> int:
    """Return how many columns a text takes where letters of East Asia take two, and marks on others none."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(each) in ("W", "F") for each in text)
    return len(text) + wide - sum(unicodedata.category(each) in ("Mn", "Me") for each in text)


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """A mistake in a file, said so that its author can mend it.

    `path` is relative to the playbook's folder, with forward slashes. `line` and `column` count from 1;
    a fault of the whole file stands at 1:1. `code` is stable and lower-case with hyphens. `says` is the fault in
    the author's words, `remedy` how to mend it (may be empty where `says` already tells). The reader of the file adds
    the `excerpt` of its line, where it has that, and the `mend`, where one is likely; they follow from the rest.
    """

    path: str
    line: int
    column: int
    code: str
    says: str
    remedy: str = ""
    excerpt: Excerpt | None = field(default=None, compare=False)
    mend: Mend | None = field(default=None, compare=False)

    def drawing(self, escape: Callable[[str], str] = str) -> Iterator[DrawnLine]:
        """Yield the line with carets under what is wrong, and the lines to write in place of it, as far as known.

        Where those take the place of another line, or of several, a heading says of which.
        """
        lines: dict[int, list[DrawnLine]] = {}
        after = self.mend.after if self.mend else ()
        if self.mend and after:
            written = enumerate(self.mend.before, self.mend.edits[0].line)
            lines = {number: [DrawnLine(str(number), escape(shown(line)))] for number, line in written}
        if self.excerpt:
            line, carets = self.excerpt.drawn(self.column, escape)
            lines[self.line] = [DrawnLine(str(self.line), line), DrawnLine("", carets, "carets")]
        for _, drawn in sorted(lines.items()):
            yield from drawn
        if self.replaces:
            yield DrawnLine("", f"write instead of {self.replaces}:", "heading")
        for number, each in enumerate(after):
            yield DrawnLine("" if number or self.replaces else "write", escape(shown(each)), "write")

    @property
    def replaces(self) -> str:
        """The lines in place of which the mend is written; empty where that is the one of the problem alone."""
        if not self.mend or not self.mend.after:
            return ""
        first, count = self.mend.edits[0].line, len(self.mend.before)
        if count > 1:
            return f"lines {first} {'and' if count == 2 else 'to'} {first + count - 1}"
        return "" if first == self.line else f"line {first}"

    @property
    def picture(self) -> str:
        """The drawing as plain text."""
        return "\n".join(each.edge + each.text for each in self.drawing())

    def __str__(self) -> str:
        """Return `path:line:column: fault (remedy)`, the form that editors turn into a link."""
        remedy = f" ({self.remedy})" if self.remedy else ""
        return f"{self.path}:{self.line}:{self.column}: {self.says}{remedy}"


def newly(found: Iterable[Problem], known: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems that are not among the known ones, wherever in their file they stand now."""
    was = {(each.path, each.code, each.says) for each in known}
    return tuple(each for each in found if (each.path, each.code, each.says) not in was)


class Refused(Exception):  # noqa: N818 - it is not an error of ours: it is what the input amounts to
    """Problems in the input that stop the work: every one of them, in the order of their places."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(map(str, self.problems)))


def first_of(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems of one file in order, each once; beyond a hundred, one that says that more follow."""
    found = sorted(set(problems))
    if len(found) <= MOST_OF_A_FILE:
        return tuple(offered_once(found))
    more = found[MOST_OF_A_FILE]
    says, remedy = "more problems follow in this file", "mend those above first"
    last = replace(more, code="more-problems", says=says, remedy=remedy, mend=None)
    return (*offered_once(found[:MOST_OF_A_FILE]), last)


def offered_once(problems: Sequence[Problem]) -> list[Problem]:
    """Return the problems of a file, those with mends on one line so that one line is offered which mends them all.

    The last of them shows it, the others keep their edits alone. A mend that is certain stays so: where another of
    the line is not, that one shows the line.
    """
    lines: dict[int, list[int]] = {}
    for place, each in enumerate(problems):
        if each.mend and len(each.mend.before) == 1 and each.mend.edits[0].line == each.line:
            lines.setdefault(each.line, []).append(place)
    result = list(problems)
    for places in lines.values():
        mends = {place: mend for place in places if (mend := problems[place].mend)}
        together = _together(list(mends.values()))
        if together is None:
            continue
        shows = max(place for place, mend in mends.items() if mend.certain <= together.certain)
        for place, mend in mends.items():
            alone = mend._replace(before=(), after=())
            result[place] = replace(problems[place], mend=together if place == shows else alone)
    return result


def _together(mends: Sequence[Mend]) -> Mend | None:
    """Return the mend that makes all of these, which are of one line; None for one alone and where two overlap."""
    edits = sorted({edit for mend in mends for edit in mend.edits})
    if len(mends) < 2 or any(after.column < before.end_column for before, after in pairwise(edits)):
        return None
    if len({edit.column for edit in edits}) < len(edits):
        return None
    line = mends[0].before[0]
    for edit in reversed(edits):
        line = line[: edit.column - 1] + edit.text + line[edit.end_column - 1 :]
    return Mend(tuple(edits), all(mend.certain for mend in mends), mends[0].before, tuple(line.split("\n")))


class Meant(NamedTuple):
    """A remedy that names the one of the known words that `word` was meant to be.

    Where there is none, the known ones are listed if they are few and `listed` says so; else it is `otherwise`.
    If they are keys of things, what those are called counts as well: a person's name for its key.
    """

    word: str
    known: Collection[str]
    otherwise: str = ""
    listed: bool = True


class Remedy(NamedTuple):
    """A remedy in words and the text to write in place of what is wrong, None where that is not known.

    The text is as the file has to have it, with its quotes; `certain` tells that nothing else can be meant.
    """

    says: str
    instead: str | None = None
    certain: bool = False


class Guesses:
    """Search for the words that were meant in one file, as long as the allowance of that file lasts."""

    def __init__(self, characters: int = 0) -> None:
        """Take the length of the file in characters."""
        self.left = FIRST_GUESSES + GUESSES_PER_CHARACTER * characters

    def nearest(self, word: str, known: Iterable[str], names: Mapping[str, str] | None = None) -> str | None:
        """Return the known word that `word` was probably meant to be, or None.

        It is the one that is written with other signs or capitals, or whose name that is; else the one most like it.
        """
        if len(word) > LONGEST_COMPARED or self.left < 0:
            return None
        words, sought = sorted(known), word.lower()
        self.left -= len(words)
        if same := respelled(word, words, names or {}):
            return same
        if len(words) > MOST_COMPARED:
            words = [each for each in words if each[:1] == sought[:1]][:MOST_COMPARED]
        return self._closest(sought, words)

    def _closest(self, sought: str, words: list[str]) -> str | None:
        """Return the word that is most like another; of several that are equally like, the last in the alphabet."""
        matcher = difflib.SequenceMatcher()
        matcher.set_seq2(sought)
        best, found = CLOSE, ""
        for word in words:
            matcher.set_seq1(word)
            if matcher.real_quick_ratio() < best or self._spent(len(sought) + len(word)):
                continue
            if matcher.quick_ratio() < best or self._spent(len(sought) * len(word)):
                continue
            if (ratio := matcher.ratio()) >= best:
                best, found = max((best, found), (ratio, word))
        return found if found and self.left >= 0 else None

    def _spent(self, comparisons: int) -> bool:
        """Take comparisons off the allowance, and tell whether it did not suffice for them."""
        self.left -= comparisons
        return self.left < 0

    def expected(self, word: str, known: Iterable[str]) -> str:
        """Return the remedy for a word that is not among `known`: the one meant, or all of a few, or none."""
        words = list(known)
        return self.remedy(Meant(word, words)).says

    def remedy(self, remedy: str | Meant | Remedy) -> Remedy:
        """Return a remedy in words and what to write; of a `Meant`, the word that was meant is looked up now."""
        if not isinstance(remedy, Meant):
            return remedy if isinstance(remedy, Remedy) else Remedy(remedy)
        if meant := self.nearest(remedy.word, remedy.known, names_of(remedy.known)):
            return Remedy(f"did you mean {meant!r}?", meant)
        if remedy.listed and 0 < len(remedy.known) <= FEW:
            return Remedy("write one of " + ", ".join(remedy.known))
        return Remedy(remedy.otherwise)


def respelled(word: str, known: Collection[str], names: Mapping[str, str]) -> str | None:
    """Return the known word that is the same but for capitals, blanks, hyphens, underscores and accents.

    Else the one whose name that is, or whose name alone has it as a part.
    """
    sought = joined(word)
    if not sought or len(known) > MOST_COMPARED:
        return None
    called = {each: joined(name) for each, name in names.items()}
    for alike in (
        [each for each in known if joined(each) == sought],
        [each for each, name in called.items() if name == sought],
        [each for each, name in called.items() if sought in name.split("-")],
    ):
        if len(alike) == 1:
            return alike[0]
    return None


def names_of(things: Collection[str]) -> Mapping[str, str]:
    """Return what things are called by their keys: their text, name, label or title; of very many, none."""
    if not isinstance(things, Mapping) or len(things) > MOST_COMPARED:
        return {}
    return {key: name for key, each in things.items() if (name := _name_of(each))}


def _name_of(thing: object) -> str:
    if isinstance(thing, Mapping):
        thing = thing.get("name", "")
    if isinstance(thing, str):
        return thing
    for attribute in ("name", "label", "title"):
        if isinstance(name := getattr(thing, attribute, None), str):
            return name
    return ""


@lru_cache(4096)
def joined(text: str) -> str:
    """Return the words of a text in lower-case letters and digits without accents, joined by hyphens."""
    if text.isascii() and text.isalnum():
        return text.lower()
    plain = "".join(each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each))
    return "-".join(WORDS.findall(plain.casefold()))


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that a word on its own was probably meant to be, or None."""
    return Guesses().nearest(word, known)


def expected(word: str, known: Iterable[str]) -> str:
    """Return the remedy for a word on its own that is not among `known`: the one meant, or all where few."""
    return Guesses().expected(word, known)
