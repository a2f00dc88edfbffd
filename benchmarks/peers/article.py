"""The article of a built page as a tree of elements, and its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

INLINE = frozenset({"a", "abbr", "b", "code", "del", "em", "i", "kbd", "s", "strong", "sub", "sup"})
EMPTY = frozenset({"br", "hr", "img", "input", "wbr"})
ARTICLE = re.compile(r"<article[ >].*</article>", re.DOTALL)


@dataclass(frozen=True)
class Element:
    """An element with what stands in it."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    @property
    def classes(self) -> frozenset[str]:
        """The names in the class attribute."""
        return frozenset(self.attributes.get("class", "").split())

    @property
    def is_inline(self) -> bool:
        """Whether the element parts no words."""
        return self.tag in INLINE

    def text(self) -> str:
        """Return all text in the element with single spaces; what is no inline element parts words."""
        return " ".join("".join(self._pieces()).split())

    def words(self) -> list[str]:
        """Return all words in the element in their order."""
        return self.text().split()

    def _pieces(self) -> Iterator[str]:
        for each in self.children:
            if isinstance(each, str):
                yield each
            elif each.is_inline:
                yield from each._pieces()
            else:
                yield " "
                yield from each._pieces()
                yield " "


class _Reader(HTMLParser):
    """Builds the tree. Links of headings to themselves are left out."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.root = Element("root")
        self._open = [self.root]
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        if "headerlink" not in element.classes:
            self._open[-1].children.append(element)
        if tag not in EMPTY:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag in {each.tag for each in self._open[1:]}:
            while self._open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)


def article(html: str) -> Element:
    """Return the article of a page."""
    found = ARTICLE.search(html)
    if found is None:
        raise ValueError("the page has no article")
    return _Reader(found[0]).root
