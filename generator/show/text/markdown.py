"""Notes that people write below the front matter, as HTML that cannot do harm."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import cache, lru_cache, partial
from html import unescape
from itertools import count

import comrak
import nh3
from markupsafe import Markup

TAGS = {
    "a", "blockquote", "br", "code", "del", "em", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "strong",
    "section", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
"""Elements of cleaned notes; `section` and `sup` are there for footnotes alone, since no raw HTML comes through."""
ALERTS = ("note", "tip", "important", "warning", "caution")
CLASSES = {"blockquote": {"pb-callout", *(f"pb-callout--{kind}" for kind in ALERTS)}}
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
CALLOUT = re.compile(r'<div class="markdown-alert markdown-alert-(\w+)">\n<p class="markdown-alert-title">(.*?)</p>')
REFERENCE = re.compile(
    r'<sup class="footnote-ref"><a href="#fn-([^"]*)" id="fnref-\1(?:-(\d+))?" data-footnote-ref>(\d+)</a></sup>'
)
WAY_BACK = re.compile(
    r'<a href="#fnref-[^"]*" class="footnote-backref" data-footnote-backref '
    r'data-footnote-backref-idx="(\d+)(?:-(\d+))?"[^>]*>↩(?:<sup class="footnote-ref">\d+</sup>)?</a>'
)
FOOTNOTE = re.compile(r'<li id="fn-[^"]*">')
FOOT_MARK = re.compile(r"<sup>([↑↩])(\d+)-(\d+)</sup>|<li><sup>↓(\d+)</sup>")
"""Marks that stand for the links of footnotes while a note is cleaned; only we make this element."""
BOX = '<div class="pb-scroll" tabindex="0" role="group" aria-label="Table">'
SUP = re.compile(r"<sup>[^<]*</sup>")


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
        allowed_classes=CLASSES,
    )


@cache
def _extensions() -> comrak.ExtensionOptions:
    options = comrak.ExtensionOptions()
    options.table = options.strikethrough = options.autolink = options.tasklist = True
    options.footnotes = options.alerts = True
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
    return _marked(_called_out(TICK.sub(_ticked, html)))


def _called_out(html: str) -> str:
    """Return a forge's alerts (`> [!NOTE]`) as quotes with a title; nothing else is a `div` at this point."""
    if 'class="markdown-alert' not in html:
        return html
    quotes = CALLOUT.sub(r'<blockquote class="pb-callout pb-callout--\1">\n<p><strong>\2</strong></p>', html)
    return quotes.replace("</div>", "</blockquote>")


def _marked(html: str) -> str:
    """Return footnotes with marks for their links, whose ids come from names that people chose."""
    if 'class="footnote-ref"' not in html:
        return html
    html = REFERENCE.sub(lambda match: f"<sup>↑{match[3]}-{match[2] or 1}</sup>", html)
    html = WAY_BACK.sub(lambda match: f"<sup>↩{match[1]}-{match[2] or 1}</sup>", html)
    numbers = count(1)
    return FOOTNOTE.sub(lambda _: f"<li><sup>↓{next(numbers)}</sup>", html)


def _with_footnotes(html: str) -> str:
    """Return cleaned notes with the links between footnotes and the places that refer to them, by their numbers."""

    def linked(match: re.Match[str]) -> str:
        way, number, time, footnote = match.groups()
        if footnote:
            return f'<li id="footnote-{footnote}">'
        if way == "↑":
            return f'<sup><a href="#footnote-{number}" id="footnote-{number}-from-{time}">{number}</a></sup>'
        label = f"Back to reference {number}" + (f", place {time}" if time != "1" else "")
        return f'<a href="#footnote-{number}-from-{time}" aria-label="{label}">↩</a>'

    return FOOT_MARK.sub(linked, html).replace("<section>", '<section class="pb-footnotes" aria-label="Footnotes">')


def _reachable(html: str) -> str:
    """Return cleaned notes with tables and code in boxes that scroll by themselves and that a key reaches."""
    html = html.replace("<table>", f'{BOX}<table class="pb-written">').replace("</table>", "</table></div>")
    return html.replace("<pre><code>", '<pre><code tabindex="0">')


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
    bare = IN_BRACKETS.sub(" ", WITHIN_A_WORD.sub("", SUP.sub("", _rendered(text))))
    return " ".join(unescape(bare).split())


def to_html(text: str, lead: Callable[[str], str | None] = nowhere) -> Markup:
    """Return GitHub-flavoured Markdown as HTML from an allow-list.

    Raw HTML shows as the text it is. Headings start at level 3, below the section that holds them, and leave
    out no level. A picture becomes a link to it, since a page loads nothing from another host; `lead`
    returns the address of a relative link. A link that leads nowhere becomes its text, with the address behind it.
    """
    html = LINKED.sub(partial(_followed, lead), IMAGE.sub(_linked, _rendered(text)))
    cleaned = _anchored(_cleaner(lead).clean(_lowered(html)))
    return Markup(_with_footnotes(_reachable(cleaned)))  # noqa: S704 - cleaned
