"""What a page may hold, as a browser's parser would find it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser

from generator.site.layout.scripts import ON_SOME


def words_in(text: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(text.split())


TAGS = words_in(
    """
    a article b blockquote br button caption circle code dd defs del desc details div dl dt em fieldset
    figcaption figure footer form g h1 h2 h3 h4 h5 h6 header hr input label legend li line mark marker nav ol
    option noscript p path pattern pre rect section select small span strong summary sup svg table tbody td
    template text tfoot th thead time title tr tspan ul
    """
)
"""Elements of the article; scripts, styles, frames and pictures are not among them."""
ATTRIBUTES = words_in(
    """
    align autocomplete aria-current aria-hidden aria-label aria-labelledby aria-live checked class colspan cx cy
    d datetime download dy fill height hidden href id marker-end markerheight markerunits markerwidth name open orient
    patterntransform patternunits placeholder preserveaspectratio r refx refy rel role rx scope start tabindex
    text-anchor title transform type value viewbox width x x1 x2 xmlns y y1 y2
    """
)
DATA = re.compile(
    r"data-(?:add|alike|choose|closed-deals|col|compare|compared|copy|count|csv|days|deals|differing|edit|ended|ends|group|kind"
    r"|label|least|list|mark|more|none|noun|open-deals|parts|quiet|rates|rest|row|rows|said|sort|strip|sum|table|top|total|unfold|word)"
)
CONTROLS = frozenset({"input", "select", "button", "option", "fieldset", "label"})
"""Elements that only our own tools above a table need."""
IDS = re.compile(r"[a-z]+(?:-[a-z0-9_:-]+)*")
FAR = re.compile(r"\s*(?:(?P<scheme>[a-z][a-z0-9+.-]*):|//|\\)", re.IGNORECASE)
VOID = frozenset({"br", "hr", "input"})
ON_SOME_PAGES = re.compile(rf"(?:\.\./)*assets/(?:{'|'.join(map(re.escape, ON_SOME))})")
SCHEMES = frozenset({"http", "https", "mailto"})


class _Article(HTMLParser):
    """Collects what is not allowed in the article, and every id of the page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.ids: Counter[str] = Counter()
        self.scripts = 0
        self.own: Counter[str] = Counter()
        self.within = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "script" and (source := dict(attrs).get("src")) and ON_SOME_PAGES.fullmatch(source):
            self.own[source.rpartition("/")[2]] += 1
        else:
            self.scripts += tag == "script"
        self.faults += [f"<{tag} {name}>" for name, _ in attrs if name.startswith("on")]
        self.ids.update(value or "" for name, value in attrs if name == "id")
        if tag == "article" or self.within:
            self.within += tag not in VOID
            self.faults += article_faults(tag, {name: value or "" for name, value in attrs})

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        self.within -= bool(self.within) and tag not in VOID


def article_faults(tag: str, attributes: dict[str, str]) -> Iterator[str]:
    """Yield what an element of the article must not be or have."""
    if tag not in TAGS:
        yield f"<{tag}>"
    if tag == "template" and attributes != {"data-row": ""}:
        yield "<template>"
    for name, value in attributes.items():
        if name not in ATTRIBUTES and not DATA.fullmatch(name):
            yield f"<{tag} {name}>"
        if name == "href" and (found := FAR.match(value)) and (found["scheme"] or "").lower() not in SCHEMES:
            yield f"href={value!r}"
        if name == "id" and tag != "article" and not IDS.fullmatch(value):
            yield f"id={value!r}"
        if name == "name" and tag not in CONTROLS:
            yield f"<{tag} name={value!r}>"


def faults(html: str, scripts: int) -> list[str]:
    """Return what a page must not hold; it has as many `scripts` as every page of the site, and its own once each."""
    page = _Article()
    page.feed(html)
    page.close()
    found = page.faults + [f"id twice: {name}" for name, times in page.ids.items() if times > 1]
    if page.scripts != scripts:
        found.append(f"{page.scripts} scripts")
    found += [f"{name} twice" for name, times in page.own.items() if times > 1]
    return found + (["the article is never closed"] if page.within else [])
