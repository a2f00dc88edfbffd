"""One word says that the day of something is over: overdue."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.assess.words import OVERDUE, overdue_since
from generator.read.method import shipped
from tests.house.imports import ROOT

OTHERS = re.compile(r"(?<![\w-])[Ll]ate(?![\w-])|was due|past due|has lapsed")
ROOMS = ("assess", "show", "cli", "office", "edit", "intake", "assistants", "model")


def sentences() -> Iterator[tuple[str, str]]:
    """Yield every text in the code and in the templates with the file that it stands in."""
    for path in sorted(path for room in ROOMS for path in (ROOT / "generator" / room).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield str(path.relative_to(ROOT)), node.value
    for path in sorted((ROOT / "theme/pages").rglob("*.html")):
        yield str(path.relative_to(ROOT)), path.read_text("utf-8")


def test_no_page_and_no_command_has_another_word() -> None:
    told = [*sentences()]
    assert sum(OVERDUE in text for _, text in told) > 20
    assert [(place, found[0]) for place, text in told if (found := OTHERS.search(text))] == []


@pytest.mark.parametrize("name", ["meddpicc", "target-account"])
def test_the_rules_about_a_day_that_is_over_say_it(name: str) -> None:
    rules = [rule for code, rule in shipped(name).findings.items() if code.endswith("-late")]
    assert len(rules) == 5
    for rule in rules:
        assert OVERDUE in rule.label
        assert OVERDUE in rule.says


def test_the_pages_of_the_documentation_say_it() -> None:
    pages = {path: path.read_text("utf-8") for path in [ROOT / "README.md", *Path(ROOT, "docs").rglob("*.md")]}
    assert [(path.name, found[0]) for path, text in pages.items() if (found := OTHERS.search(text))] == []


def test_a_day_is_said_with_the_word() -> None:
    assert overdue_since("2 Nov 2026") == "overdue since 2 Nov 2026"
