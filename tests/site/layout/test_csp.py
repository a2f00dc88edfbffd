"""The security policy: known inline scripts by their hash, and no other."""

from __future__ import annotations

import pytest

from generator.site.layout.csp import UnknownScript, inline_scripts, policy

PAGE = """
<script src="bundle.js"></script><script src='other.js' defer></script>
<SCRIPT>one()</SCRIPT><script type="application/json">{"src": 1}</script><script data-src="x">two()</script >
"""


def test_scripts_with_an_address_and_data_are_not_inline_scripts() -> None:
    assert inline_scripts(PAGE) == ("one()", "two()")


def test_a_known_script_is_named_by_its_hash() -> None:
    # printf 'one()' | openssl dgst -sha256 -binary | base64
    hashed = "HR7iaask9daLMRRskMI++QeJtjWDOjyPA6lGzYGzKW4="
    assert f"script-src 'self' 'sha256-{hashed}';" in policy("<script>one()</script>", ["one()"])


def test_an_unknown_script_stops() -> None:
    with pytest.raises(UnknownScript, match=r"move it into a file: two\(\)"):
        policy(PAGE, ["one()"])


def test_a_preview_may_run_any_inline_script_and_names_no_hash() -> None:
    allowed = policy("<script>one()</script>", ["one()"], previewing=True)
    assert "script-src 'self' 'unsafe-inline';" in allowed
    assert "sha256" not in allowed


def test_a_page_without_inline_scripts_allows_none() -> None:
    assert "script-src 'self';" in policy("<p>", [])
