"""The names of columns and the words of values that CRMs have for what we know, from a file beside this one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

from generator.model.text import Line, Lines, Noun
from generator.read.yaml.document import parse_whole

Part = Literal["deals", "accounts", "people", "roles", "users", "stages", "deal_accounts"]
"""Part of a map that a file can play."""

FILE = Path(__file__).with_name("vocabulary.yml")
OWN_FIELD = re.compile(r"__c$")
PREFIXES = re.compile(r"^(?:property_)?(?:hs_)?")
ENTITY = re.compile(
    r"^(?:deal|opportunity|account|organi[sz]ation|company|contact|person|verkaufschance)\s*(?:-|:)\s+(?P<rest>.+)$",
    re.IGNORECASE,
)
"""A column's name behind the name of what it belongs to: `Deal - Title`, `Account: Account Name`."""


class FieldWords(Noun):
    """Names of columns that hold a field, the likeliest first, and beginnings of words by which one is guessed."""

    names: Lines
    words: Lines = ()


class OtherFile(Noun):
    """A file that plays no part: its content, columns that it has together, and what its name looks like."""

    what: Line
    columns: Lines
    named: Line


class Vocabulary(Noun):
    """Words by part and field, of files that play no part, of tools, and of values."""

    deals: dict[Line, FieldWords]
    accounts: dict[Line, FieldWords]
    people: dict[Line, FieldWords]
    roles: dict[Line, FieldWords]
    users: dict[Line, FieldWords]
    stages: dict[Line, FieldWords]
    deal_accounts: dict[Line, FieldWords]
    others: tuple[OtherFile, ...]
    not_of_deals: dict[Line, Lines]
    tools: dict[Line, tuple[Lines, ...]]
    stage_words: dict[Line, Lines]
    results: dict[Line, Lines]
    open: Lines

    def of_part(self, part: Part) -> Mapping[str, FieldWords]:
        """Return the words of a part's fields, in the order in which columns are given to them."""
        found: Mapping[str, FieldWords] = getattr(self, part)
        return found


@cache
def vocabulary() -> Vocabulary:
    """Return the words, read once."""
    return Vocabulary.model_validate(parse_whole(FILE.name, FILE.read_bytes()).data)


def plain(text: str) -> str:
    """Return a text in lower case without accents; letters of other scripts stay."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("ß", "ss"))
    return "".join(each for each in decomposed if not unicodedata.combining(each))


def spoken(text: str) -> str:
    """Return the words of a value with one blank between them: no accents, no punctuation, lower case."""
    return " ".join(re.findall(r"[^\W_]+", plain(text)))


def bare(header: str) -> str:
    """Return a column's name as names are compared: letters and digits alone, a tool's own prefixes dropped."""
    return "".join(re.findall(r"[^\W_]+", PREFIXES.sub("", OWN_FIELD.sub("", plain(header)))))


def without_entity(header: str) -> str:
    """Return a column's name without what it belongs to; the whole of it where it does not say."""
    found = ENTITY.match(header)
    return found["rest"] if found else header


def without_currency(header: str) -> str:
    """Return a column's name without a currency in brackets behind it, as in `Value (EUR)`."""
    return re.sub(r"\s*\((?:[A-Z]{3}|[$€£¥])\)$", "", header)


def words_in(header: str) -> list[str]:
    """Return the words of a column's name, also of one written in camel case or with underscores."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", OWN_FIELD.sub("", header))
    return re.findall(r"[^\W_]+", plain(apart))
