"""What a deal's pages bring to the index: words by the best place where they stand, names also as they are said."""

from __future__ import annotations

import json

import pytest

from generator.show.page import Page, SearchEntry
from generator.site.search.entries import SearchRecord, findable, initials
from generator.site.search.figures import figures
from generator.site.search.jsonp import brought_by, script_of, script_path
from generator.site.search.tokenizer import LONGEST, words

DEAL = Page(
    "a/b/",
    "deal",
    "Core",
    "",
    entries=(
        SearchEntry("", "Deal: Core – Bank", "Dana Reyes. Pursue <b>", ("Core", "Bank", "Dana Reyes")),
        SearchEntry("notes", "Notes – Core, Bank", "Dana met the core team"),
    ),
)
PLAN = Page(
    "a/b/plan/", "plan", "Plan: Core", "", entries=(SearchEntry("player-r", "Person: R. Lind", "", ("R. Lind",)),)
)


def found(*pages: Page) -> SearchRecord:
    made = findable(pages)
    assert made is not None
    return made


def placed(*pages: Page) -> dict[str, set[str]]:
    """Return the words by the place where the index has them."""
    *_, line = json.loads(found(*pages).entry)
    return {place: {word[1:] for word in line.split() if word[0] == place} for place in "012"}


def test_a_word_counts_where_it_stands_best() -> None:
    at = placed(DEAL, PLAN)
    assert at["0"] == {"core", "bank"}
    assert at["1"] == {"dana", "reyes", "danareyes", "dr", "r", "lind", "rlind", "rl"}
    assert at["2"] == {"deal", "pursue", "b", "notes", "met", "the", "team", "plan", "person"}


def test_a_page_without_names_is_called_by_its_title() -> None:
    assert placed(Page("actions/", "actions", "Actions", "", entries=(SearchEntry("", "Actions", "x"),)))["0"] == {
        "actions"
    }


def test_the_sections_of_all_of_a_deals_pages_lie_beside_it_as_they_were_written() -> None:
    made = found(DEAL, PLAN)
    assert made.path == "a/b/search.json"
    assert json.loads(made.content) == [
        ["", "Deal: Core – Bank", "Dana Reyes. Pursue <b>"],
        ["#notes", "Notes – Core, Bank", "Dana met the core team"],
        ["plan/", "Plan: Core", ""],
        ["plan/#player-r", "Person: R. Lind", ""],
    ]


def test_pages_that_say_nothing_bring_nothing() -> None:
    assert findable([Page("a/", "broken", "A", "")]) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("EUR\u00a01,200,000", ["1200000"]),
        ("1.200.000 or 1'200'000 or 1 200 000", ["1200000"] * 3),
        ("1.2m, 1,2 Mio, 1.35M", ["1200000", "1200000", "1350000"]),
        ("250k and 0.5bn", ["250000", "500000000"]),
        ("31 Mar 2027, 31st March 2027", ["20270331", "20270331"]),
        ("2027-03-31 and 31.3.2027 and 2027-03", ["20270331", "20270331", "202703"]),
        ("12 of 15 known, 1.5 of 2, 2026-27, 10 makes", []),
    ],
)
def test_amounts_and_days_are_compared_by_what_they_say(text: str, expected: list[str]) -> None:
    assert list(figures(text)) == expected


def test_an_amount_is_a_name_of_its_deal_and_no_part_of_it_is() -> None:
    top = SearchEntry("", "Deal: Core", "EUR 1,200,000", ("Core", "EUR 1,200,000"))
    at = placed(Page("a/b/", "deal", "Core", "", entries=(top,)))
    assert at["1"] == {"eur", "1200000"}
    assert at["2"] == {"deal", "1", "200", "000"}


def test_initials_are_those_of_the_parts_that_begin_with_a_capital() -> None:
    assert [*initials("Dana Reyes"), *initials("Ruth Okafor-Lind"), *initials("Jan van der Berg")] == [
        "dr",
        "rol",
        "jb",
    ]
    assert [*initials("Dana"), *initials("core banking"), *initials("A B C D E F")] == []


def test_a_title_of_one_capital_is_known_by_the_initials_of_all_its_words() -> None:
    assert [*initials("Core banking migration"), *initials("Cross-sell of loans")] == ["cbm", "csol"]
    none = "Core banking", "Core banking 2", "core Banking migration", "Plan for all of the six plants"
    assert [each for name in none for each in initials(name)] == []


@pytest.mark.parametrize(
    ("text", "split"),
    [
        ("Müller-Lüdenscheidt", ["muller", "ludenscheidt"]),
        ("Mu\u0308ller", ["muller"]),
        ("STRASSE, Straße", ["strasse", "strasse"]),
        ("Łódź Ørsted Æther", ["lodz", "orsted", "aether"]),
        ("R&D's snake_case 1.5", ["r", "d", "s", "snake", "case", "1", "5"]),
        ("ΟΔΟΣ οδος", ["οδοσ", "οδοσ"]),
        ("x" * 99, ["x" * LONGEST]),
        ("銀行の基幹", ["銀行", "行の", "の基", "基幹", "幹"]),
        ("SAP導入2027年", ["sap", "導入", "入", "2027", "年"]),
        ("ﾃﾞｰﾀ データ", ["デー", "ータ", "タ"] * 2),
        ("은행을 \u110b\u1173\u11ab", ["은행", "행을", "을", "은"]),
        ("กรุง", ["กร", "รุ", "ุง", "ง"]),
        ("\u0301 – !", []),
    ],
)
def test_words_are_without_case_accents_and_punctuation(text: str, split: list[str]) -> None:
    assert words(text) == split


def test_a_script_brings_what_a_page_from_disk_cannot_fetch() -> None:
    path, content = "search/words/306b.json", b'{"of":"1f","words":{"0k\xc3\xb6nig":[1]}}'
    script = script_of(path, content)
    assert script_path(path) == "search/words/306b.js"
    assert script == b'brought("search/words/306b.json",%b);\n' % content
    assert brought_by(path, script) == content
    for other in ("search/words/306c.json", "search/shards.json"):
        with pytest.raises(ValueError, match="not a script of ours"):
            brought_by(other, script)
