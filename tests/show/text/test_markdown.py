from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.show.text.markdown import TAGS, to_html, to_words
from tests.show.markup import parse


def test_raw_html_shows_as_the_text_it_is() -> None:
    tree = parse(to_html("before <b onclick=alert(1)>bold</b> after\n\n<script>alert(2)</script>\n"))
    assert "<b onclick=alert(1)>bold</b>" in tree.text
    assert "<script>alert(2)</script>" in tree.text
    assert not tree.find("b")
    assert not tree.find("script")


def test_the_search_gets_the_words_without_the_marks() -> None:
    list_, table = "1. **Quest**ions & [answers](https://a.example)\n- [x] `done` <b>", "|a|b|\n|-|-|\n|1|2|"
    assert (
        to_words(f"## How *we* read it\n\n{list_}\n\n{table}\n")
        == "How we read it Questions & answers ☑ done <b> a b 1 2"
    )
    assert to_words(" \n") == ""


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "JaVaScRiPt:alert(1)",
        "../other.md",
        "#notes",
        "//elsewhere.example",
    ],
)
def test_a_link_leads_only_to_the_web_or_a_mailbox(address: str) -> None:
    tree = parse(to_html(f"[here]({address})"))
    assert "here" in tree.text
    assert all("href" not in each.attributes for each in tree.find("a"))


def test_a_web_link_stays_and_tells_its_target_nothing() -> None:
    link = parse(to_html("[here](https://example.org/?a=1&b=2)")).one("a")
    assert link.attributes == {"href": "https://example.org/?a=1&b=2", "rel": "noopener noreferrer"}


def test_a_picture_becomes_a_link_so_that_nothing_is_loaded_from_elsewhere() -> None:
    tree = parse(to_html("![a chart](https://example.org/c.png) ![](https://example.org/d.png)"))
    assert not tree.find("img")
    assert [each.text for each in tree.find("a")] == ["a chart", "picture"]


FOOTNOTES = 'One[^a], two[^b"x], one again[^a].\n\n[^a]: First\n\n    - nested\n\n[^b"x]: Second\n'


def test_footnotes_lead_there_and_back_by_numbers_of_ours() -> None:
    tree = parse(to_html(FOOTNOTES + "\n[x](#footnote-1) <sup>↩1-1</sup> [^none]\n"))
    ids = [each.attributes["id"] for each in tree.walk() if "id" in each.attributes]
    assert ids == ["footnote-1-from-1", "footnote-2-from-1", "footnote-1-from-2", "footnote-1", "footnote-2"]
    hrefs = [each.attributes["href"] for each in tree.find("a")]
    assert {each.removeprefix("#") for each in hrefs} == set(ids)
    assert len(hrefs) == 6
    assert "<sup>↩1-1</sup> [^none]" in tree.text
    assert to_words(FOOTNOTES) == "One, two, one again. First nested Second"


@pytest.mark.parametrize("kind", ["note", "tip", "important", "warning", "caution"])
def test_an_alert_is_a_quote_with_its_kind_in_words(kind: str) -> None:
    quote = parse(to_html(f"> [!{kind.upper()}]\n> Ask *first*\n\n> [!OTHER]\n> x\n")).find("blockquote")
    assert [each.attributes.get("class") for each in quote] == [f"pb-callout pb-callout--{kind}", None]
    assert quote[0].text == f"{kind.capitalize()} Ask first"


def test_a_table_and_code_scroll_in_boxes_that_a_key_reaches() -> None:
    tree = parse(to_html("|a|b|\n|-|-|\n|1|2|\n\n```\nlong\n```\n"))
    assert tree.one("div", role="group").attributes["tabindex"] == "0"
    assert tree.one("code").attributes == {"tabindex": "0"}


def test_headings_stand_below_the_section_that_holds_them() -> None:
    tree = parse(to_html("## One\n\n### Two\n\n###### Six\n"))
    assert [each.tag for each in tree.walk() if each.tag.startswith("h")] == ["h3", "h4", "h5"]


def test_headings_have_the_anchors_that_a_forge_gives_them_behind_a_prefix() -> None:
    tree = parse(to_html("# What he *said*, twice\n\n## Käufer & Co\n\n## A <b id=x> B\n\n## Käufer & Co\n"))
    found = [each.attributes["id"] for each in tree.walk() if each.tag in ("h3", "h4")]
    assert found == ["note-what-he-said-twice", "note-käufer--co", "note-a-b-idx-b", "note-käufer--co-1"]


def test_tasks_and_tables_read_as_the_forge_shows_them() -> None:
    tree = parse(to_html("- [x] done\n- [ ] to do\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n"))
    assert [each.text for each in tree.find("li")] == ["☑ done", "☐ to do"]
    assert [each.text for each in tree.find("td")] == ["1", "2"]


@given(st.text(alphabet=st.sampled_from("<>&\"'`[](){}!#*_~|:-/ \nabhrefonsciptyl=;0x\\"), max_size=120))
def test_whatever_is_written_only_allowed_elements_come_out(text: str) -> None:
    for each in parse(to_html(text)).walk():
        assert each.tag in {"", *TAGS}
        assert set(each.attributes) <= {"href", "title", "rel", "start", "align", "id", "tabindex"}
        assert "tabindex" not in each.attributes or each.tag in ("code", "div")
        assert ("id" in each.attributes) == (each.tag in ("h3", "h4", "h5", "h6"))
        assert str(each.attributes.get("id", "note-")).startswith("note-")
        assert each.attributes.get("href", "https:").startswith(("http:", "https:", "mailto:"))
