"""A small strict tree of a page's HTML: tags that do not match are a failure, not something to be mended."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"br", "hr", "img", "input", "wbr"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    children: list[Element | str] = field(default_factory=list)

    def walk(self) -> Iterator[Element]:
        """Yield it and what is in it; what a template holds is no part of the page."""
        yield self
        for child in self.children if self.tag != "template" else ():
            if isinstance(child, Element):
                yield from child.walk()

    def find(self, tag: str = "", **attributes: str) -> list[Element]:
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [
            each
            for each in self.walk()
            if tag in ("", each.tag)
            and all(
                value in each.attributes.get(name, "").split() or value == each.attributes.get(name)
                for name, value in wanted.items()
            )
        ]

    def one(self, tag: str = "", **attributes: str) -> Element:
        found = self.find(tag, **attributes)
        assert len(found) == 1, (tag, attributes, len(found))
        return found[0]

    @property
    def items(self) -> list[Element]:
        """The list items that stand in it directly."""
        return [each for each in self.children if isinstance(each, Element) and each.tag == "li"]

    @property
    def text(self) -> str:
        """What is read: elements stand apart by a space, punctuation stands close."""
        if self.tag == "template":
            return ""
        parts = (child if isinstance(child, str) else child.text for child in self.children)
        return re.sub(r"(?<=\() | (?=[,.;:)])", "", " ".join(" ".join(parts).split()))


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"<{tag}> says an attribute twice: {names}"
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def parse(html: str) -> Element:
    builder = _Builder()
    builder.feed(html)
    builder.close()
    assert builder.open == [builder.root], [each.tag for each in builder.open]
    return builder.root


def ids(tree: Element) -> list[str]:
    return [each.attributes["id"] for each in tree.walk() if "id" in each.attributes]


def hrefs(tree: Element) -> list[str]:
    return [each.attributes["href"] for each in tree.walk() if "href" in each.attributes]
