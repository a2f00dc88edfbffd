"""Sentences for the model's refusals: each names its field, says the fault in the author's words, and the remedy."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from pydantic import BaseModel

from generator.model.account import Account
from generator.model.deal import Deal
from generator.model.file_noun import FileNoun
from generator.model.mistakes import MISSING, UNKNOWN_KEY
from generator.model.text import NAME, SLUG
from generator.model.who import foreign_letter
from generator.problems import Meant, Mend, Problem, Remedy, joined, respelled
from generator.read.meant.belongs import homes, place_in_words, put_in_place
from generator.read.meant.instead import Instead
from generator.read.meant.lists import MOST_ITEMS, Rewritten, as_list, in_quotes, list_of_keys, named_things
from generator.read.meant.other_words import Other, other_word
from generator.read.meant.shapes import block_at, fields_at, fields_of, is_named
from generator.read.meant.vocabulary import NO_WORDS, Known, Vocabulary
from generator.read.refusals import BLOCKS, LISTS, SHAPES, Error, unusable
from generator.read.yaml.document import Document, shortened
from generator.read.yaml.place import At

STRAY = "misplaced-key"
MOST_LISTED = 12
"""Known words that are listed where none was meant."""
HEADING = re.compile(r"\ufeff?---[ \t]*\r?\n(#+ ?([^\s#][^\r\n]{0,100}))(?=\r?\n)")
"""A first line behind the opening rule that looks like a heading of Markdown."""
QUOTES = "\u201c\u201d\u201e\u2018\u2019\u201a\u00ab\u00bb"
NOT_KNOWN = frozenset(
    {"tbd", "tba", "tbc", "n/a", "na", "n.a.", "none", "nil", "unknown", "open", "pending", "todo", "xxx", "k.a."}
)
"""Words that stand for a value which nobody knows yet."""
AMOUNTS = frozenset({"two-readings", "shared-sign", "no-currency", "negative-amount", "not-an-amount"})
"""Faults of amounts, whose remedies have quotes that are needed between braces alone."""
FORMS = {"not-a-slug": SLUG, "not-a-name": NAME}
OTHER_FILES: Mapping[type[BaseModel], tuple[type[BaseModel], str]] = {
    Account: (Deal, "a deal's file"),
    Deal: (Account, "the account's file, index.md"),
}
AS_AMOUNT = Rewritten("write `amount:` instead of `value:`")
OWN_NAME = "the file's path is its name: rename the file instead"


class Wording(NamedTuple):
    """A fault without its place yet; `of_key` tells that it is the key that is wrong, not the value."""

    code: str
    says: str
    remedy: str | Meant | Remedy
    of_key: bool = False
    mend: Mend | None = None


def unknown_empty(document: Document, model: type[BaseModel]) -> list[Error]:
    """Return the errors of keys that the model does not know and that are written without a value."""
    return [Error("extra_forbidden", at, None, {}) for at in document.empty if _is_unknown(at, document, model)]


def _is_unknown(at: At, document: Document, model: type[BaseModel]) -> bool:
    """Tell whether a key is not known; where any key may be rated, one that is nearly a field is meant for it."""
    block = block_at(model, at[:-1])
    key = str(at[-1])
    if block is None or key in (fields := fields_of(block)):
        return False
    return block.model_config.get("extra") != "allow" or bool(document.guesses.nearest(key, fields))


def problems_of(
    errors: Sequence[Error], document: Document, model: type[BaseModel], vocabulary: Vocabulary = NO_WORDS
) -> Iterator[Problem]:
    """Yield the problem for each error that the reader has not already reported in its own words."""
    words = Wordings(document, model, vocabulary)
    return words.problems(list(words.with_strays_at_once(errors)))


@dataclass(frozen=True)
class Wordings:
    """The wordings of the errors of one file."""

    document: Document
    model: type[BaseModel]
    vocabulary: Vocabulary

    def problems(self, errors: Iterable[Error]) -> Iterator[Problem]:
        """Yield the problem for each error that the reader has not already reported in its own words."""
        errors = list(errors)
        meant = self._meant_by_unknown(errors) if any(each.kind == "missing" for each in errors) else frozenset()
        for error in errors:
            if error.kind == "missing" and (error.at in self.document.flawed or error.at in meant):
                continue
            said = self.of(error)
            at = error.at[:-1] if error.at and error.at[-1] == "[key]" else error.at
            yield self.document.problem(at, said.code, said.says, said.remedy, of_key=said.of_key, mend=said.mend)

    def _meant_by_unknown(self, errors: Iterable[Error]) -> frozenset[At]:
        """Return the places of the keys that unknown ones of the same block are meant for: `Stage` for `stage`."""
        meant: set[At] = set()
        for above, key in ((each.at[:-1], str(each.at[-1])) for each in errors if each.kind == "extra_forbidden"):
            fields = fields_at(self.model, above)
            if field := respelled(key, fields, {}) or self.document.guesses.nearest(key, fields):
                meant.add((*above, field))
        return frozenset(meant)

    def of(self, error: Error) -> Wording:
        """Return the wording of an error."""
        if error.kind == STRAY:
            return self._stray(error)
        if error.at and error.at[-1] == "[key]":
            return self._bad_key(error)
        if error.kind == "missing":
            return self._only_a_comment(error) or self._heading(error) or self._missing(error)
        if error.kind == "extra_forbidden":
            return self._unknown(error)
        if error.kind == "not-a-rating" and (meant := self._misspelt_field(error)):
            return meant
        subject = named(self.document.known(error.at) or error.at)
        if "says" in error.more:
            return self._of_a_value(error, subject)
        if error.at == ("value",) and self.model is Deal and error.kind in BLOCKS and isinstance(error.value, str):
            return self._amount_as_value(error)
        code, predicate, remedy = SHAPES.get(error.kind, unusable)(error)
        if error.kind in BLOCKS and isinstance(error.value, list) and is_named(self.model, error.at):
            predicate = "is a list, where each line needs a name of its own"
        rewritten = self._reshaped(error) or Rewritten(remedy)
        return Wording(code, f"{subject} {predicate}", rewritten.remedy, mend=rewritten.mend)

    def with_strays_at_once(self, errors: Iterable[Error]) -> Iterator[Error]:
        """Yield the errors, those below a key that stands under a block of names by mistake as one."""
        seen: set[At] = set()
        for error in errors:
            stray = self._stray_above(error.at)
            if stray is None:
                yield error
            elif stray not in seen:
                seen.add(stray)
                yield Error(STRAY, stray, None, {})

    def _stray_above(self, at: At) -> At | None:
        """Return the path of a key, at a path or above, that stands among names but belongs a step to the left."""
        for depth in range(1, len(at)):
            above, key = at[:depth], at[depth]
            if not isinstance(key, str) or not is_named(self.model, above):
                continue
            known = self.vocabulary.at((*above, key), self.document.data)
            if above[:-1] in homes(key, above, self.model, self.vocabulary) and not (known and key in known.words):
                return (*above, key)
        return None

    def _stray(self, error: Error) -> Wording:
        key, above = str(error.at[-1]), error.at[:-1]
        mend = put_in_place(self.document, error.at, above[:-1], ())
        says = f"`{key}:` is indented, and so counts as one of {named(above)}"
        return Wording("misplaced-key", says, place_in_words(key, (above[:-1],), above), of_key=True, mend=mend)

    def _of_a_value(self, error: Error, subject: str) -> Wording:
        remedy = error.more["remedy"]
        if isinstance(error.value, str) and (bare := unquoted(error.value)) is not None:
            says = f"{subject} stands between typographic quotes, which are read as a part of it: {error.value!r}"
            return Wording("typographic-quotes", says, Remedy("write straight ones", in_quotes(bare), certain=True))
        if error.kind in ("not-a-slug", "not-a-name"):
            known = self.vocabulary.at(error.at, self.document.data)
            if rewritten := self._listed(error, known):
                is_item = isinstance(self.document.known(error.at)[-1], int)
                says = "holds several names" if is_item else "is one text, where a list is meant"
                says = f"{subject} {says}: {error.value!r}"
                return Wording(error.kind, says, rewritten.remedy, mend=rewritten.mend)
            told = self._as_key(error.value, known, remedy)
            says = f"{subject} {error.more['says']}"
            if known and known.words:
                says = f"{subject} is not known as it is written: {error.value!r}{_foreign(error.value)}"
            elif isinstance(told, Remedy):
                says = f"{subject} has to be in small letters, with hyphens for blanks: {error.value!r}"
            return Wording(error.kind, says, told, mend=self._with_siblings(error))
        if str(error.value).casefold() in NOT_KNOWN:
            empty = Remedy("leave it empty while it is not known", "")
            return Wording(error.kind, f"{subject} {error.more['says']}", empty)
        if error.kind in AMOUNTS and not self._is_in_brackets(error.at):
            remedy = _without_quotes(remedy)
        return Wording(error.kind, f"{subject} {error.more['says']}", remedy)

    def _is_in_brackets(self, at: At) -> bool:
        """Tell whether a value stands between braces or brackets, where a comma needs quotes around it."""
        above = (self.document.places.get(at[:length]) for length in range(len(at)))
        return any(spot is not None and spot.style in ("{", "[") for spot in above)

    def _with_siblings(self, error: Error) -> Mend | None:
        """Return the edits that write every item of a list as a key, None for what is not in a list."""
        if not error.at or not isinstance(error.at[-1], int) or error.at not in self.document.places:
            return None
        form, above, edits = FORMS[error.kind], error.at[:-1], []
        for at in self.document.under(above)[:MOST_ITEMS]:
            spot = self.document.places[at]
            word = self.document.text[spot.start : spot.end].strip("'\"")
            remedy = self._as_key(word, self.vocabulary.at(at, self.document.data), "")
            if not form.fullmatch(word) and isinstance(remedy, Remedy) and remedy.instead:
                edits.append(self.document.quoted.edit(spot.start, spot.end, remedy.instead))
        return self.document.quoted.mend(edits) if edits else None

    def _listed(self, error: Error, known: Known | None) -> Rewritten | None:
        """Return how to write a text of several items as a list, where a list may stand."""
        if not error.at or not isinstance(error.at[-1], int):
            return None
        return as_list(self.document, self.document.known(error.at), str(error.value), known)

    def _as_key(self, value: object, known: Known | None, otherwise: Any) -> Meant | Remedy | Any:
        """Return the remedy for a text where a key is meant: the known one, or how it is written."""
        word = str(value)
        if known and (meant := self.document.guesses.nearest(word, known.words, known.names)):
            return Remedy(f"did you mean {meant!r}?", meant)
        if known and known.otherwise and 0 < len(known.words) <= MOST_LISTED:
            return "write one of " + ", ".join(known.words)
        if known and known.otherwise:
            return known.otherwise
        own = joined(word)
        return Remedy(f"write {own}", own) if own.isascii() and 0 < len(own) <= len(word) else otherwise

    def _bad_key(self, error: Error) -> Wording:
        key, above = str(error.at[-2]), error.at[:-2]
        code = error.kind if "says" in error.more else "not-a-key"
        known = self.vocabulary.at((*above, key), self.document.data)
        otherwise = error.more.get("remedy", "")
        remedy = self._as_key(key, known, otherwise) if code in ("not-a-slug", "not-a-name") else otherwise
        says = (
            f"{key!r} is not known{_within(above)} as it is written{_foreign(key)}" if known and known.words else ""
        )
        if not says and code in FORMS and isinstance(remedy, Remedy):
            says = f"{key!r}{_within(above)} has to be in small letters, with hyphens for blanks"
        return Wording(code, says or f"{key!r} is not a usable key{_within(above)}", remedy, of_key=True)

    def _missing(self, error: Error) -> Wording:
        key, above = error.at[-1], error.at[:-1]
        known = self.vocabulary.at(error.at, self.document.data)
        several = f", one of {', '.join(known.words)}" if known and 0 < len(known.words) <= MOST_LISTED else ""
        spot = self.document.places.get(above)
        where = f"add `{key}: ...` between the braces" if spot and spot.style == "{" else f"add a line `{key}: ...`"
        return Wording("missing", f"{MISSING.says.format(key=key)}{_within(above)}", f"{where}{several}", of_key=True)

    def _only_a_comment(self, error: Error) -> Wording | None:
        """Return the wording for a key whose whole value is taken for a comment, since it begins with a #."""
        spot, text = self.document.places.get(error.at), self.document.text
        found = re.compile(r"[ \t]+(#[^\W_].*)").match(text, spot.end) if spot and text else None
        if not found or not spot:
            return None
        says, value = f"{error.at[-1]} has no value: what begins with # is a comment", in_quotes(found[1].rstrip())
        quoted = self.document.quoted
        mend = quoted.mend([quoted.edit(found.start(1), found.start(1) + len(found[1].rstrip()), value)])
        return Wording("missing", says, f"put it in quotes: {value}", mend=mend)

    def _heading(self, error: Error) -> Wording | None:
        """Return the wording for a title that is written like a heading of the notes, which is a comment here."""
        found = HEADING.match(self.document.text) if error.at == ("title",) else None
        if not found:
            return None
        line, quoted = f"title: {in_quotes(found[2]) if ': ' in found[2] else found[2]}", self.document.quoted
        says = f"title is missing: the line `{shortened(found[1])}` is a comment, since it begins with #"
        mend = quoted.mend([quoted.edit(found.start(1), found.end(1), line)])
        return Wording("missing", says, f"write `{line}` instead of it", of_key=True, mend=mend)

    def _unknown(self, error: Error) -> Wording:
        above, key = error.at[:-1], str(error.at[-1])
        says = f"{UNKNOWN_KEY.says.format(word=repr(key))}{_within(above)}{_foreign(key)}"
        if key in ("slug", *(FileNoun.FROM_THE_FILE if not above else ())):
            remedy = OWN_NAME if key in ("slug", "path") else "write notes below the second line ---"
            return Wording("unknown-key", says, remedy, of_key=True)
        fields = fields_at(self.model, above)
        if respelled(key, fields, {}) is None:
            other = other_word(error.at, in_deal=self.model is Deal)
            if other and key not in self.vocabulary.homes.get("assessment", ()):
                there = Instead(self.document, self.vocabulary, error.at).of(other)
                return Wording("unknown-key", says, there.remedy, of_key=True, mend=there.mend)
            if elsewhere := self._elsewhere(error.at):
                return Wording("unknown-key", says, elsewhere.remedy, of_key=True, mend=elsewhere.mend)
        return Wording("unknown-key", says, Meant(key, fields, self._otherwise(key, above)), of_key=True)

    def _otherwise(self, key: str, above: At) -> str:
        """Return the remedy for a key that is like none of its block: like one of another, or none at all."""
        for home, words in self.vocabulary.homes.items():
            if not above and (meant := self.document.guesses.nearest(key, words)):
                return f"did you mean {meant!r}? {place_in_words(meant, ((home,),), above)}"
        other, where = OTHER_FILES.get(self.model, (self.model, ""))
        if where and not above and key in fields_at(other, ()):
            return f"it belongs in {where}"
        return UNKNOWN_KEY.remedy if issubclass(self.model, FileNoun) else "delete it"

    def _elsewhere(self, at: At) -> Rewritten | None:
        """Return where a key belongs, with the edits that put it there, where it is one of another block."""
        key, above = str(at[-1]), at[:-1]
        places = homes(key, above, self.model, self.vocabulary)
        if not places:
            return None
        mend = put_in_place(self.document, at, places[0], self._astray(places[0])) if len(places) == 1 else None
        return Rewritten(place_in_words(key, places, above), mend)

    def _astray(self, home: At) -> Collection[str]:
        """Return the keys at the left that belong under one block alone."""
        fields = fields_at(self.model, ())
        keys = [str(each[0]) for each in self.document.under(()) if each[0] not in fields]
        return [key for key in keys if homes(key, (), self.model, self.vocabulary) == (home,)]

    def _misspelt_field(self, error: Error) -> Wording | None:
        """Return the wording for an unknown key that is nearly a field, where any key may be rated."""
        fields = fields_at(self.model, error.at[:-1])
        key = str(error.at[-1])
        if key in fields:
            return None
        if not other_word(error.at, in_deal=self.model is Deal) and not self.document.guesses.nearest(key, fields):
            return None
        return self._unknown(error)

    def _reshaped(self, error: Error) -> Rewritten | None:
        """Return how to write a list or a text as the block that is meant, or a block as the list."""
        if error.kind in BLOCKS:
            if isinstance(error.value, list) and is_named(self.model, error.at):
                known = self.vocabulary.at((*error.at, ""), self.document.data)
                return named_things(self.document, error.at, error.value, known)
            fields = fields_at(self.model, (*error.at, "") if is_named(self.model, error.at) else error.at)
            example = ", ".join(f"{field}: ..." for field in fields[:2])
            example = f"name: {{{example}}}" if is_named(self.model, error.at) else example
            return Rewritten(f"write its keys on the lines below, indented, such as `{example}`") if fields else None
        return list_of_keys(self.document, error.at) if error.kind in LISTS else None

    def _amount_as_value(self, error: Error) -> Wording:
        """Return the wording for an amount under the key of the value worksheet."""
        is_placed = error.at in self.document.places
        there = Instead(self.document, self.vocabulary, error.at).of(Other(key="amount")) if is_placed else AS_AMOUNT
        says = f"`value:` is for what the customer gains, not for the amount of the deal: {error.value!r}"
        return Wording("not-a-block", says, there.remedy, of_key=True, mend=there.mend)


def _without_quotes(remedy: str | Meant | Remedy) -> str | Meant | Remedy:
    """Return a remedy whose texts stand where a comma needs no quotes around it."""
    if isinstance(remedy, str):
        return remedy.replace('"', "")
    if isinstance(remedy, Remedy) and remedy.instead:
        return remedy._replace(instead=remedy.instead.strip('"'))
    return remedy


def unquoted(text: str) -> str | None:
    """Return a text without the typographic quotes around it, None where it has none."""
    is_quoted = len(text) > 1 and text[0] in QUOTES and text[-1] in QUOTES
    return text[1:-1] if is_quoted else None


def named(at: At) -> str:
    """Return the name of the value at a path in a sentence: its key, or its number in a list."""
    if not at:
        return "the file"
    last = at[-1]
    if isinstance(last, int):
        return f"item {last + 1} of {named(at[:-1])}"
    return last if last.isprintable() and len(last) <= 64 else repr(last)


def _foreign(word: object) -> str:
    """Return the part of a sentence that names a letter which only looks like a Latin one; empty without any."""
    letter = foreign_letter(str(word))
    return f", with a letter of another alphabet, {letter!r} (U+{ord(letter):04X})" if letter else ""


def _within(above: At) -> str:
    return f" in {named(above)}" if above else ""
