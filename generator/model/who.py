"""Names of people: a text that is a member of the team where it is a member's name or key, and plain otherwise."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator, ValidationInfo

from generator.model.text import Line

Handles = Mapping[str, str]
"""The members' names by what they answer to: the handles of their names and keys."""


def handle(written: str) -> str:
    """Return a name as it is compared: letter case, the form of characters (NFKC) and the number of blanks aside."""
    return " ".join(unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", written).casefold()).split())


def called(written: str, members: Handles) -> str:
    """Return the name of the member who answers to a text, or the text as it stands where nobody does."""
    return members.get(handle(written), written) if members else written


def _by_name(written: str, info: ValidationInfo) -> str:
    return called(written, info.context or {})


Who = Annotated[Line, AfterValidator(_by_name)]
"""A person who owns or did something. Reading gives the members as context; without them, the text stays."""
