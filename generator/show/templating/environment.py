"""Our page templates, and nobody else's: author text reaches HTML through their escaping alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from generator.assess import words
from generator.show.templating.bytecode_cache import Compiled
from generator.show.templating.codegen import Compiler
from generator.show.templating.line_breaks import WithoutLineBreaks
from generator.show.text import badges, values

PACKAGE = Path(__file__).resolve().parents[2]
FILTERS: Final[Mapping[str, Callable[..., object]]] = {
    "money": values.money,
    "whole_money": values.whole_money,
    "short_money": values.short_money,
    "date": values.day,
    "score": values.score,
    "number": values.plain,
    "percent": values.percent,
    "glyph": values.glyph,
    "sign_word": values.sign_word,
    "verdict_word": values.verdict_word,
    "listing": values.listing,
    "counted": values.counted,
    "sign": badges.sign_mark,
    "verdict": badges.verdict_mark,
    "gate": badges.gate_mark,
    "place": badges.place_mark,
    "severity": badges.severity_mark,
    "range_bar": badges.range_bar,
    "range": badges.shown_range,
    "heading": badges.heading,
    "coded": badges.coded,
    "overdue": words.overdue_since,
}
"""Words and marks for the values that templates place."""


def theme_folder() -> Path:
    """Return the folder of the look: inside the installed package, or at the top of a clone."""
    packed = PACKAGE / "theme"
    return packed if packed.is_dir() else PACKAGE.parent / "theme"


@cache
def environment() -> Environment:
    """Return the one environment, with every template compiled once and everything escaped."""
    made = Environment(
        loader=FileSystemLoader([theme_folder() / "pages", theme_folder() / "share"], encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=Compiled(),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        extensions=[WithoutLineBreaks],
    )
    made.code_generator_class = Compiler
    made.globals = {"range": range}  # the only one of Jinja's that we use: each rendering copies them
    made.filters |= FILTERS
    return made


def render(template: str, **view: object) -> Markup:
    """Return the HTML of one of our templates; a name that the view does not have is a broken promise of ours."""
    return Markup(environment().get_template(template).render(view))  # noqa: S704 - the environment escapes
