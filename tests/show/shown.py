"""Deals as their pages show them, and text that means harm in every place where people write."""

from __future__ import annotations

import typing
from collections.abc import Mapping
from pathlib import Path
from types import UnionType
from typing import Annotated, Any

from generator.assess.deal.assessment import assess
from generator.model.deal import Deal
from generator.model.playbook import Surroundings
from generator.model.text import Line, Noun
from generator.model.who import Who
from generator.read.files import WorkTree
from generator.read.method import shipped
from generator.read.playbook import Playbook, load
from generator.show.deal.pages import deal_pages
from generator.show.page import Commit, Page, Setting
from tests.making import TODAY, make_surroundings
from tests.show.markup import Element, parse

SETTING = Setting(today=TODAY, site_name="Playbook")
CHANGED = Commit("0123456789abcdef", TODAY)
HARM = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>{{ 7*7 }}&amp;"
SAMPLE = Path(__file__).resolve().parents[2] / "deals"


def sample() -> Playbook:
    return load(WorkTree(SAMPLE))


def around(method: str = "target-account", **changes: Any) -> Surroundings:
    return make_surroundings(shipped(method), **changes)


def pages(deal: Deal, surroundings: Surroundings | None = None, setting: Setting = SETTING) -> dict[str, Page]:
    """Return the pages by their tab; the deal's own is under the empty name."""
    surroundings = surroundings or around()
    made = deal_pages(assess(deal, surroundings, TODAY), surroundings, setting, CHANGED)
    return dict(zip(("", "plan", "value", "partners", "review"), made, strict=True))


def trees(deal: Deal, surroundings: Surroundings | None = None) -> dict[str, Element]:
    return {tab: parse(page.html) for tab, page in pages(deal, surroundings).items()}


def harmed(value: Any, hint: Any) -> Any:
    """Return a value with harm in every line of text below it, found by the types of the fields."""
    if value is None:
        return None
    if hint in (Line, Who):
        return f"{value}{HARM}"
    if isinstance(value, Noun):
        return harmed_noun(value)
    inner = typing.get_args(hint)
    if typing.get_origin(hint) in (Annotated, typing.Union, UnionType):
        return next((new for each in inner if (new := harmed(value, each)) != value), value)
    if isinstance(value, Mapping):
        return {key: harmed(each, inner[1]) for key, each in value.items()}
    if isinstance(value, tuple) and inner:
        return tuple(harmed(each, inner[0]) for each in value)
    return value


def harmed_noun(noun: Any) -> Any:
    hints = typing.get_type_hints(type(noun), include_extras=True)
    fields = {name: harmed(getattr(noun, name), hints[name]) for name in type(noun).model_fields}
    return noun.model_copy(update={name: new for name, new in fields.items() if name != "path"})
