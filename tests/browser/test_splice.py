"""Edits made in the browser: the same bytes as by the editor on this machine, or the same refusal."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from itertools import product
from typing import Any, NamedTuple

import pytest
import yaml
from playwright.sync_api import Browser, Page

from generator.edit.splice import is_rewritten
from generator.editor.applying import NotByForm, applied, changes_of, texts_in
from generator.editor.edits import FormEdit
from generator.editor.near import NearFiles
from generator.editor.published.file_format import format_of
from generator.model.file_kinds import NOUNS, FileKind
from generator.problems import Refused
from generator.read.file_names import TEAM
from generator.read.files import WorkTree
from generator.read.yaml.characters import forbidden
from generator.read.yaml.document import parse
from tests.browser.serving import served
from tests.editor.test_random_edits import edits_of
from tests.house.imports import ROOT

HOSTILE = (
    *("\U0001f600 astral", "e\u0301 and \u00e9", "no\u00a0break", "tab\there", "'single' \"double\"", "\\ back"),
    *("two\nlines", "two\n  indented\n\nafter a blank", " around ", "# hash", "key: value", "{x: 1}", "trailing:"),
    *("*star", "&and", "!bang", "%percent", "@at", "`tick", "yes", "0x1f", "1e3", "2026-11-02", "EUR 5,000", ""),
    *("\u202ebidi", "zero\u200bwidth", "null", "~", "-", "?", "a" * 7990, "a" * 9000, "\u0131\u017f", "yeſ"),
    *("\u00b2 squared", "Ⅳ", "\u3000wide", "\x7f", "\u0660 digits", "x" + "\u0301" * 40),
)
"""Texts that are hard to write down."""
COUNT = int(os.environ.get("PLAYBOOK_EDITS", "400"))
"""Edits of a run: more of them by the environment."""
APPLIED = """async ([formats, cases]) => {
  const { applied } = await import("/editor/splice/applying.js");
  return cases.map(([kind, text, edits]) => {
    try {
      return ["made", applied(text, edits, formats[kind])];
    } catch (fault) {
      return [fault.kind ?? "fault", String(fault.kind ? fault.says : fault.stack)];
    }
  });
}"""


class Case(NamedTuple):
    """An edit of a file, and what the editor on this machine makes of it: its text, or why not."""

    kind: FileKind
    content: bytes
    edit: FormEdit
    made: tuple[str, str]


def by_python(kind: FileKind, content: bytes, edit: FormEdit) -> tuple[str, str]:
    """Return how an edit ends: `made` with the text, or `block` or `place` with the reason."""
    noun = NOUNS[kind]
    if edit.at != ("notes",) and not any(forbidden(f" {text}") for text in texts_in(edit.value)):
        document = parse("file.md", content)
        if any(is_rewritten(document, *change) for change in changes_of(noun, document, edit)):
            return "block", "stands on several lines"
    try:
        return "made", applied(noun, "file.md", content, (edit,)).decode()
    except NotByForm as refused:
        return "place", str(refused)


@pytest.fixture(scope="module")
def scripts(browser: Browser) -> Iterator[Page]:
    """Open a page beside the editor's modules."""
    with served(ROOT / "theme") as address:
        context = browser.new_context(base_url=address)
        page = context.new_page()
        page.goto("editor/vendor/README.md")
        yield page
        context.close()


def in_browser(page: Page, cases: list[Case]) -> list[tuple[str, str]]:
    formats = {kind: format_of(noun) for kind, noun in NOUNS.items()}
    handed: list[Any] = [
        [case.kind, case.content.decode(), [{"at": case.edit.at, "was": case.edit.was, "value": case.edit.value}]]
        for case in cases
    ]
    return [(how, said) for how, said in page.evaluate(APPLIED, [formats, handed])]


def in_form(content: bytes, rng: random.Random) -> bytes:
    """Return a file written otherwise: with other line ends, a mark at its start, comments, braces, or laid anew."""
    text = content.decode().replace("\r\n", "\n")
    _, front, notes = text.split("---\n", 2)
    how = rng.choice(("as it is", "line ends", "mark", "comments", "braces", "laid anew"))
    if how == "line ends":
        return text.replace("\n", "\r\n").encode()
    if how == "mark":
        return f"\ufeff{text}".encode()
    if how == "comments":
        front = "".join([commented(line, rng) for line in front.splitlines(keepends=True)])
    elif how in ("braces", "laid anew"):
        data = yaml.load(front, yaml.CBaseLoader)  # noqa: S506 - builds nothing but texts
        flow = how == "braces" and len(front) < 4000
        front = yaml.dump(data, allow_unicode=True, sort_keys=False, width=90, default_flow_style=flow)
    made = f"---\n{front}---\n{notes}".encode()
    return made if parse("file.md", made).data == parse("file.md", content).data else content


def commented(line: str, rng: random.Random) -> str:
    """Return a line with a comment behind it, below it, or without one."""
    words = line.rstrip("\n")
    behind = "  # said" if rng.random() < 0.1 and words[-1:] not in "|>-" else ""
    below = f"{' ' * rng.randrange(6)}# {words.strip()}\n" if rng.random() < 0.1 else ""
    return f"{words}{behind}\n{below}"


def hostile(near: NearFiles, content: bytes, rng: random.Random) -> Iterator[FormEdit]:
    """Yield edits at places drawn from a file with texts that are hard to write down."""
    document = parse(near.path, content)
    places = [at for at in document.places if at and all(isinstance(key, str) for key in at)]
    for at in rng.sample(places, min(3, len(places))):
        value = rng.choice((*HOSTILE, None, "", ["one", rng.choice(HOSTILE)], {"new-key": rng.choice(HOSTILE)}))
        yield FormEdit(at, document.data_at(at), value)
        new = rng.choice((*HOSTILE, {"what": "x", "why": {"deep": HOSTILE[0]}}))
        yield FormEdit((*at[:-1], "brand-new"), None, new)


def is_same(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Tell whether two outcomes are the same: the text, or the kind of the refusal."""
    return one == other if "made" in (one[0], other[0]) else one[0] == other[0]


def drawn(count: int) -> Iterator[Case]:
    """Yield edits of the sample's files, each on what the one before it left."""
    source, rng, made = WorkTree(ROOT / "deals"), random.Random(21), 0  # noqa: S311 - no secret
    listing = source.listing()
    others = [*listing.partners.values(), *listing.competitors.values(), TEAM]
    paths = [*listing.deals.values(), *listing.accounts.values(), *others]
    while made < count:
        near = NearFiles(source, rng.choice(paths))
        content = in_form(near.content(), rng)
        for edit in (*edits_of(parse(near.path, content), near.kind, rng), *hostile(near, content, rng)):
            outcome = by_python(near.kind, content, edit)
            yield Case(near.kind, content, edit, outcome)
            made += 1
            try:
                content = applied(NOUNS[near.kind], near.path, content, (edit,))
            except Refused:
                continue


LINES = """---
title: By lines
owner: |  # who
   Dana

   Reyes
---
goal: x
"""


def by_lines() -> Iterator[Case]:
    """Yield edits of a text and of a list over several lines: every value that is hard, every other list."""
    for sign in ("|", "|2-", ">", ">+"):
        for text in (*HOSTILE, "one", "one\n\nother", "one\n other", ["a"], {"b": "c"}):
            content = LINES.replace("|", sign) if "2" not in sign else LINES.replace("|", sign).replace("   ", "  ")
            yield case("deal", content, ("owner",), text)
    for items in ("  - a\n  # of b\n  - b\n  - c", "-   'a'\n- b # B\n- c", "  - a\n\n  - |-\n    b\n  - c"):
        content = f"---\ntitle: By items\nformal_criteria: # all\n{items}\nowner: Dana # who\n---\nnotes\n"
        for length in (1, 2, 3, 4):
            for value in product("abcd", repeat=length):
                yield case("deal", content, ("formal_criteria",), list(value))


def case(kind: FileKind, content: str, at: tuple[str, ...], value: Any) -> Case:
    edit = FormEdit(at, None, value)
    return Case(kind, content.encode(), edit, by_python(kind, content.encode(), edit))


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_texts_and_items_on_lines_of_their_own_are_changed_alike(scripts: Page, line_end: str) -> None:
    cases = [
        case(each.kind, each.content.decode().replace("\n", line_end), tuple(map(str, each.edit.at)), each.edit.value)
        for each in by_lines()
    ]
    pairs = list(zip(cases, in_browser(scripts, cases), strict=True))
    assert [
        (case.content, case.edit, case.made, found) for case, found in pairs if not is_same(case.made, found)
    ] == []
    made = [found for case, found in pairs if found[0] == "made" and case.edit.at == ("formal_criteria",)]
    assert len(made) > 300


def test_random_edits_give_the_bytes_of_the_local_editor_or_are_refused_by_both(scripts: Page) -> None:
    cases = list(drawn(COUNT))
    outcomes = in_browser(scripts, cases)
    pairs = zip(cases, outcomes, strict=True)
    assert [(case.edit, case.made, outcome) for case, outcome in pairs if not is_same(case.made, outcome)] == []
    assert {how for how, _ in outcomes} == {"made", "block", "place"}
