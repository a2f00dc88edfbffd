"""Shells: cut from a rendered page, filled with pages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.site.layout.template import MAY_MISS, SLOTS, LostSlots, cut, marks, squeezed

WHOLE = "<1>{policy}<2>{canonical}<3>{title}<4>{heading}<5>{toc}<6>{edit}<7>{content}<8>"
POURED = [slot for slot in SLOTS if slot != "policy"]


@given(st.fixed_dictionaries(dict.fromkeys(POURED, st.text() | st.sampled_from(sorted(marks().values())))))
def test_what_is_poured_stands_where_its_slot_was_and_is_never_searched(values: dict[str, str]) -> None:
    shell = cut(WHOLE.format(**marks()), "default-src 'none'")
    assert shell.pour(values) == WHOLE.format(policy="default-src 'none'", **values).encode()


def test_a_slot_may_stand_twice() -> None:
    shell = cut(WHOLE.format(**marks()) + marks()["title"], "")
    assert shell.pour(dict.fromkeys(POURED, "x")).endswith(b"<8>x")


@pytest.mark.parametrize("missing", sorted({*SLOTS} - MAY_MISS))
def test_a_theme_without_a_slot_is_refused(missing: str) -> None:
    with pytest.raises(LostSlots, match=f"leaves out what a page needs: {missing}"):
        cut(WHOLE.format(**marks() | {missing: ""}), "")


def test_the_blanks_that_templates_leave_are_taken_out() -> None:
    assert squeezed("\n\n  <a>\n\n   one two\n  </a>\n\n") == "<a>\none two\n</a>\n"
