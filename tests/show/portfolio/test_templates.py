"""The templates of the pages over several deals place values: whatever is decided is decided in a view."""

from __future__ import annotations

import re

import pytest
from jinja2 import nodes

from generator.show.templating.environment import environment, theme_folder

TEMPLATES = (
    "_charts.html",
    "_moved.html",
    "_overview.html",
    "account.html",
    "actions.html",
    "broken.html",
    "competitor.html",
    "competitors_index.html",
    "findings.html",
    "method.html",
    "not_found.html",
    "partner.html",
    "partners_index.html",
    "portfolio.html",
)
BY_KEY = {"sections", "news", "cells"}
"""Mappings a template may look into: a page's headings, what is below each, a row's cells by column."""
MACROS = {"over", "parts", "charts"}
FILTERS = {"number", "verdict_word", "length", "coded"}
"""Numbers and verdicts as they are printed."""


def tree(template: str) -> nodes.Template:
    source = (theme_folder() / "pages" / template).read_text(encoding="utf-8")
    return environment().parse(source)


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_template_calculates_nothing_and_compares_nothing(template: str) -> None:
    parsed = tree(template)
    kinds = (nodes.BinExpr, nodes.UnaryExpr)
    calculated = [each for each in parsed.find_all(kinds) if not isinstance(each, nodes.Not)]
    assert [each.lineno for each in calculated] == []
    for each in parsed.find_all(nodes.Compare):
        assert isinstance(each.expr, nodes.Const), each.lineno
        assert [(one.op, one.expr.name) for one in each.ops if isinstance(one.expr, nodes.Name)] == [
            ("in", "sections")
        ]
    assert {each.name for each in parsed.find_all(nodes.Test)} <= {"none"}


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_template_looks_nothing_up_and_asks_no_noun(template: str) -> None:
    parsed = tree(template)
    looked_into = {each.node.name for each in parsed.find_all(nodes.Getitem) if isinstance(each.node, nodes.Name)}
    assert looked_into <= BY_KEY
    for each in parsed.find_all(nodes.Call):
        if isinstance(each.node, nodes.Getattr):
            assert isinstance(each.node.node, nodes.Name), each.lineno
            assert each.node.node.name in MACROS, each.lineno


@pytest.mark.parametrize("template", TEMPLATES)
def test_values_come_to_a_template_as_they_are_printed(template: str) -> None:
    assert {each.name for each in tree(template).find_all(nodes.Filter)} <= FILTERS


def test_every_box_that_scrolls_is_reached_by_a_key_and_has_a_name() -> None:
    boxes = [
        f"{path.name}: {box}"
        for path in sorted((theme_folder() / "pages").rglob("*.html"))
        for box in re.findall(r'<div class="pb-scroll\b[^>]*>', path.read_text("utf-8"))
    ]
    assert boxes
    assert not [box for box in boxes if not all(each in box for each in ('tabindex="0"', 'role="', 'aria-label="'))]


def test_a_table_of_ratings_stands_in_a_box_that_scrolls() -> None:
    """It has a column for each competitor."""
    scorecard = (theme_folder() / "pages/deal/scorecard.html").read_text("utf-8")
    tables = scorecard.count('<table class="pb-table pb-score">')
    assert (
        tables == len(re.findall(r'<div class="pb-scroll"[^>]*>\s*<table class="pb-table pb-score">', scorecard)) > 0
    )
