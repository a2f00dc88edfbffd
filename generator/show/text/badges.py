"""The small drawings that every page shares: rating marks, verdict chips, range bars.

Each says what it says by shape and word, not by colour alone.
They are made of our own words and of numbers, so they are HTML as they stand.
"""

from __future__ import annotations

from functools import cache, lru_cache

from markupsafe import Markup

from generator.assess.judgement import Range
from generator.show.text import values


@cache
def sign_mark(sign: str, standing: str = "") -> Markup:
    """Return the box of one rating; a proven `+` is filled, one that is only claimed is an outline.

    A competitor's rating (`theirs`) is drawn without judgement: what is good for them is not good for us.
    """
    shapes = {"proven": "plus", "claimed": "claimed", "against": "minus", "theirs": "theirs"}
    if sign == "?":
        return Markup("<b>?</b>")
    return Markup('<b class="{}">{}</b>').format(shapes.get(standing, values.sign_word(sign)), values.glyph(sign))


@cache
def verdict_mark(word: str) -> Markup:
    """Return the chip of a verdict or an outcome, with a shape of its own before the word."""
    return Markup('<span class="pb-verdict pb-verdict--{}">{}</span>').format(word, values.verdict_word(word))


@cache
def place_mark(place: str) -> Markup:
    """Return where a rating leaves us against a competitor, in a word that is marked where it is ahead or behind.

    Where that is not known, the `?` beside it says so.
    """
    if place == "not known":
        return Markup("")
    named = Markup(' class="{}"').format(place) if place in ("lead", "trail") else ""
    return Markup("<small{}>{}</small>").format(named, place)


@cache
def severity_mark(severity: str) -> Markup:
    """Return how severe a finding is, in a word that stands out the more the more it is."""
    return Markup("<{0}>{1}</{0}>").format({"high": "strong", "medium": "em"}.get(severity, "span"), severity)


@cache
def gate_mark(state: str) -> Markup:
    """Return the small shape of a gate: filled when proven, empty when unknown, crossed when against."""
    return Markup('<span class="pb-gate pb-gate--{}"></span>').format(state)


@lru_cache(maxsize=4096)
def range_bar(of: Range) -> Markup:
    """Return a score's range on a bar from −100 to +100, which the stylesheet draws, with the score marked on it."""
    low, mark, high = (values.tenfold((each + 100) / 2, 1) / 10 for each in (of.low, of.score, of.high))
    return Markup(  # noqa: S704 - numbers alone
        f'<svg class="pb-range" role="img" aria-label="{said_range(of)}">'
        f'<rect x="{low:g}%" width="{max(high - low, 0.5):g}%"/><rect x="{min(max(mark - 0.75, 0), 98.5):g}%"/></svg>'
    )


def coded(sentence: str) -> Markup:
    """Return a sentence with what stands between backticks as code; a backtick without another stays."""
    pieces = sentence.split("`")
    if len(pieces) % 2 == 0:
        return Markup.escape(sentence)
    return Markup("").join(
        Markup("<code>{}</code>").format(piece) if place % 2 else piece for place, piece in enumerate(pieces)
    )


@cache
def heading(anchor: str, title: str) -> Markup:
    """Return the heading of a section with the link to itself; for titles of ours, which are few."""
    return Markup('<h2 id="{0}">{1}<a class="headerlink" href="#{0}" aria-label="Link to {1}">#</a></h2>').format(
        anchor, title
    )


def said_range(of: Range) -> str:
    """Return a range in words: `from −46.7 to +86.7, score +20`."""
    return f"from {values.score(of.low)} to {values.score(of.high)}, score {values.score(of.score)}"


@lru_cache(maxsize=16384)
def shown_range(of: Range) -> str:
    """Return a score inside its range as it is printed: `−46.7 · +20 · +86.7`, or one number where all is known."""
    if of.low == of.high:
        return values.score(of.score)
    return f"{values.score(of.low)} to {values.score(of.high)}"
