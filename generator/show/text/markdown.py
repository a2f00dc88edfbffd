"""Notes that people write below the front matter, as HTML that cannot do harm."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import cache, lru_cache, partial
from html import unescape

import comrak
import nh3
from markupsafe import Markup

TAGS = {
    "a", "blockquote", "br", "code", "del", "em", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "strong",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
HEADING = re.compile(r"<(/?)h([1-6])>")
WHOLE_HEADING = re.compile(r"<h([3-6])>(.*?)</h\1>", re.DOTALL)
IN_BRACKETS = re.compile(r"<[^>]*>")
NO_ANCHOR = re.compile(r"[^\w\- ]")
WITHIN_A_WORD = re.compile(r"</?(?:a|code|del|em|strong)\b[^>]*>")
TICK = re.compile(r'<input type="checkbox"( checked="")? disabled="" />')
SCHEMES = {"http", "https", "mailto"}
SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
LINKED = re.compile(r'<a href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
IMAGE = re.compile(r'<img src="([^"]*)" alt="([^"]*)"[^>]*/>')


def nowhere(_link: str) -> str | None:
    """Lead to no page."""
    return None


def _cleaner(lead: Callable[[str], str | None]) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=TAGS,
        attributes={"a": {"href", "title"}, "ol": {"start"}, "td": {"align"}, "th": {"align"}},
        url_schemes=SCHEMES,
        url_relative=lead,
        link_rel="noopener noreferrer",
    )


@cache
def _extensions() -> comrak.ExtensionOptions:
    options = comrak.ExtensionOptions()
    options.table = options.strikethrough = options.autolink = options.tasklist = True
    return options


@cache
def _rendering() -> comrak.RenderOptions:
    options = comrak.RenderOptions()
    options.escape = True
    return options


@lru_cache(maxsize=1)
def _rendered(text: str) -> str:
    """Return Markdown as HTML that is not clean yet; the page wants it, and right after it the search."""
    html: str = comrak.render_markdown(text, extension_options=_extensions(), render_options=_rendering())
    return TICK.sub(_ticked, html)


def _lowered(html: str) -> str:
    used = sorted({level for _, level in HEADING.findall(html)})
    depth = {level: min(place, 6) for place, level in enumerate(used, 3)}
    return HEADING.sub(lambda match: f"<{match[1]}h{depth[match[2]]}>", html)


def _ticked(match: re.Match[str]) -> str:
    return "☑" if match[1] else "☐"


def _linked(match: re.Match[str]) -> str:
    return f'<a href="{match[1]}">{match[2] or "picture"}</a>'


def _followed(lead: Callable[[str], str | None], match: re.Match[str]) -> str:
    """Return a link as it is, or where it leads nowhere its text and its address."""
    address, text = unescape(match[1]), match[2]
    scheme = SCHEME.match(address)
    if (scheme[1].lower() in SCHEMES) if scheme else lead(address) is not None:
        return match[0]
    if not address:  # which the reader of Markdown has taken out, for a browser would run it
        return text
    shown = f"<code>{match[1]}</code>"
    return shown if unescape(text) == address else f"{text} ({shown})"


def heading_id(anchor: str) -> str:
    """Return the id of a heading whose anchor on a forge is known: the prefix keeps it apart from our own ids."""
    return f"note-{anchor}"


def _anchored(html: str) -> str:
    """Give every heading the anchor that a forge gives it: `What he said` has `what-he-said`, the second `-1`."""
    met: Counter[str] = Counter()

    def named(match: re.Match[str]) -> str:
        words = unescape(IN_BRACKETS.sub("", match[2])).strip().lower()
        anchor = NO_ANCHOR.sub("", words).replace(" ", "-")
        again = f"-{met[anchor]}" if met[anchor] else ""
        met[anchor] += 1
        return f'<h{match[1]} id="{heading_id(anchor + again)}">{match[2]}</h{match[1]}>'

    return WHOLE_HEADING.sub(named, html)


def to_words(text: str) -> str:
    """Return the words of GitHub-flavoured Markdown as a reader sees them, for the search."""
    if not text.strip():
        return ""
    bare = IN_BRACKETS.sub(" ", WITHIN_A_WORD.sub("", _rendered(text)))
    return " ".join(unescape(bare).split())


def to_html(text: str, lead: Callable[[str], str | None] = nowhere) -> Markup:
    """Return GitHub-flavoured Markdown as HTML from an allow-list.

    Raw HTML shows as the text it is. Headings start at level 3, below the section that holds them, and leave
    out no level. A picture becomes a link to it, since a page loads nothing from another host; `lead`
    returns the address of a relative link. A link that leads nowhere becomes its text, with the address behind it.
    """
    html = LINKED.sub(partial(_followed, lead), IMAGE.sub(_linked, _rendered(text)))
    return Markup(_anchored(_cleaner(lead).clean(_lowered(html))))  # noqa: S704 - cleaned
