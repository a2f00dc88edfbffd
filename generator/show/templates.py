"""Our page templates, and nobody else's: author text reaches HTML through their escaping alone."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from generator.show import marks, printed
from generator.show.compiled import Compiled
from generator.show.compiling import Compiler

PACKAGE = Path(__file__).resolve().parents[1]


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
    )
    made.code_generator_class = Compiler
    made.globals = {"range": range}  # the only one of Jinja's that we use: each rendering copies them
    made.filters |= {
        "money": printed.money,
        "whole_money": printed.whole_money,
        "short_money": printed.short_money,
        "date": printed.day,
        "score": printed.score,
        "number": printed.plain,
        "percent": printed.percent,
        "glyph": printed.glyph,
        "sign_word": printed.sign_word,
        "verdict_word": printed.verdict_word,
        "listing": printed.listing,
        "counted": printed.counted,
        "sign": marks.sign_mark,
        "verdict": marks.verdict_mark,
        "gate": marks.gate_mark,
        "place": marks.place_mark,
        "severity": marks.severity_mark,
        "range_bar": marks.range_bar,
        "range": marks.shown_range,
        "heading": marks.heading,
    }
    return made


def render(template: str, **view: object) -> Markup:
    """Return the HTML of one of our templates; a name that the view does not have is a broken promise of ours."""
    return Markup(environment().get_template(template).render(view))  # noqa: S704 - the environment escapes
