"""The styles of the theme keep to their rules: sizes by name, no words, and Material outranked in one place."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from tests.house.imports import ROOT

AROUND = {"playbook", "palette", "tokens", "frame"}
COMPONENTS = [path for path in sorted((ROOT / "theme/styles").glob("*.css")) if path.stem not in AROUND]
SPACING = re.compile(r"^ +(?:margin|padding|gap|row-gap|column-gap)(?:-[a-z]+)*: ([^;]*);", re.MULTILINE)
REM = re.compile(r"(?<![\w.])[\d.]+rem\b")
IN_FORMS_TOO = ":is(#__content .pb, .pb-editor) {\n"
"""Around a component that the editor's panel shows as well, which stands outside of the page's content."""
RARE = 2
"""How often a room may be written as a figure before it gets a name."""


@pytest.mark.parametrize("path", COMPONENTS, ids=lambda path: path.stem)
def test_a_component_is_wrapped_once_and_never_names_material(path: Path) -> None:
    text = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL).strip()
    assert text.startswith(("#__content .pb {\n", IN_FORMS_TOO))
    assert text.count("\n}") == 1
    assert text.endswith("\n}")
    assert ".md-" not in text
    assert "!important" not in text


@pytest.mark.parametrize("path", COMPONENTS, ids=lambda path: path.stem)
def test_no_style_puts_words_on_a_page(path: Path) -> None:
    said = re.findall(r"content: (.*);", path.read_text("utf-8"))
    assert not [text for line in said for text in re.findall(r'"([^"]*)"', line) if re.search("[A-Za-z]", text)]


def test_a_room_that_is_used_often_has_a_name() -> None:
    written = [
        room
        for path in COMPONENTS
        for value in SPACING.findall(path.read_text("utf-8"))
        for room in REM.findall(value)
    ]
    assert {room: count for room, count in Counter(written).items() if count > RARE} == {}


def test_every_size_with_a_name_is_used() -> None:
    named = set(re.findall(r"^  (--[\w-]+):", (ROOT / "theme/styles/tokens.css").read_text("utf-8"), re.MULTILINE))
    used = {name for path in COMPONENTS for name in re.findall(r"var\((--[\w-]+)\)", path.read_text("utf-8"))}
    assert named - used == set()


def test_one_rule_says_how_overdue_looks() -> None:
    rules = re.findall(r"([^{}]*)\{[^{}]*var\(--pb-bad\)", "".join(path.read_text("utf-8") for path in COMPONENTS))
    overdue = [rule for rule in rules if re.search(r"late|overdue|next_contact|when|age|task|due", rule)]
    assert len(overdue) == 1, overdue
    assert ".pb-overdue" in overdue[0]


def test_every_template_says_overdue_in_that_look() -> None:
    asked = re.compile(r"{% if (?:\w+\.)?(?:overdue|is_overdue|is_close_overdue) %}(.{36})")
    found = 0
    for path in sorted((ROOT / "theme/pages").rglob("*.html")):
        for beginning in asked.findall(path.read_text("utf-8")):
            found += 1
            assert re.search(r"pb-overdue|<strong>overdue|\| overdue }}|^{{ actions", beginning), (
                path.name,
                beginning,
            )
    assert found > 8
