"""What the commands write as YAML reads back as the same text, by our reader and by another one."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from generator.edit.scalars import flow, scalar
from generator.read.yaml.characters import one_form, without_forbidden
from generator.read.yaml.document import parse_whole

# What our reader refuses in files it refuses from commands too; a value is one line.
WRITABLE = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp", "Co", "Cn")), min_size=1, max_size=60
)


def by_another_reader(text: str) -> object:
    """Return what YAML 1.2 text says by ruamel.yaml, every scalar as text."""
    return YAML(typ="base", pure=True).load(io.StringIO(text))


@given(WRITABLE.map(without_forbidden).map(one_form).filter(lambda each: one_form(each) == each and each.strip()))
def test_any_line_of_text_survives_writing_and_reading(text: str) -> None:
    written = f"title: {scalar(text)}\nblock: {flow({'inside': text})}\n"
    assert parse_whole("deal.yml", written.encode()).data == {"title": text, "block": {"inside": text}}
    assert by_another_reader(written) == {"title": text, "block": {"inside": text}}


@pytest.mark.parametrize("word", ["no", "Yes", "on", "null", "~", "012", "1e3", "12:30", "-", "?", "+", "#x", "a: b"])
def test_words_that_other_readers_take_for_something_else_are_quoted(word: str) -> None:
    assert scalar(word).startswith('"')


@pytest.mark.parametrize("word", ["Dana Reyes", "2026-11-02", "EUR 1,200,000", "40%", "25 days", "best case"])
def test_plain_words_stay_plain(word: str) -> None:
    assert scalar(word) == word
