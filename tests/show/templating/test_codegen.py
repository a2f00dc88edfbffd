"""Our templates escape as MarkupSafe does, and a name that a view lacks is an error."""

from __future__ import annotations

import markupsafe
import pytest
from hypothesis import given
from hypothesis import strategies as some

from generator.show.page import Heading
from generator.show.templating.codegen import escape
from generator.show.templating.environment import environment

SPECIAL = some.text(some.sampled_from("&<>'\"a;#&é") | some.characters())


def shown(template: str, **view: object) -> str:
    return environment().from_string(template).render(view)


@given(SPECIAL | SPECIAL.map(markupsafe.Markup) | some.integers() | some.none())
def test_escape_says_what_markupsafe_says(value: object) -> None:
    assert escape(value) == markupsafe.escape(value)


@given(SPECIAL)
def test_an_attribute_is_escaped(title: str) -> None:
    assert shown("{{ of.title }}", of=Heading("", title, 2)) == markupsafe.escape(title)


def test_a_finished_mark_is_placed_as_it_is() -> None:
    assert shown("{{ '-' | sign }}") == '<b class="minus">−</b>'


def test_an_attribute_that_a_view_lacks_is_an_error() -> None:
    with pytest.raises(AttributeError):
        shown("{{ of.colour }}", of=Heading("", "", 2))


def test_what_looks_like_a_template_in_a_value_is_text() -> None:
    assert shown("{{ of.title }}", of=Heading("", "{{ 7 * 7 }}", 2)) == "{{ 7 * 7 }}"
