"""The headers for a web server allow what the pages allow, no more, and forbid what only a header can."""

from __future__ import annotations

from generator.site.layout.csp import policy
from generator.site.layout.http_headers import BESIDES, header_files, together
from generator.site.layout.navigation import PageSlot
from generator.site.layout.page_file import ThemeFrame
from generator.site.layout.template import Shell


def shell(*scripts: str) -> Shell:
    page = "".join(f"<script>{script}</script>" for script in scripts)
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy(page, scripts)}">'
    return Shell((f"<head>{meta}<title>", "</title>"), ("title",))


def frame() -> ThemeFrame:
    shells = {PageSlot("", 1): shell("one()", "two()"), PageSlot("", 0): shell("one()")}
    return ThemeFrame(shells, shell("three()"), None)


def test_policies_of_several_pages_together_allow_what_any_allows() -> None:
    assert together(["a 'self' x; b 'none'", "a 'self' y; b 'none'"]) == "a 'self' x y; b 'none'"


def test_the_header_names_every_script_of_every_page_and_forbids_frames() -> None:
    told = header_files(frame())["_headers"].decode()
    policies = [each for shell in (frame().not_found, *frame().shells.values()) for each in shell.texts[:1]]
    hashes = {word for each in policies for word in each.split() if "sha256" in word}
    assert len(hashes) >= 3
    assert all(word.rstrip(";") in told for word in hashes)
    assert "frame-ancestors 'none'" in told
    assert "'unsafe-inline'" not in told


def test_both_forms_say_the_same_and_nothing_ends_a_value_early() -> None:
    files = header_files(frame())
    hosts, *lines = files["_headers"].decode().splitlines()
    assert hosts == "/*"
    values = dict(line.strip().split(": ", 1) for line in lines)
    assert list(values) == ["Content-Security-Policy", *BESIDES]
    assert not any('"' in value or "$" in value or ";;" in value for value in values.values())
    nginx = [f'add_header {name} "{value}" always;' for name, value in values.items()]
    assert files["headers.nginx.conf"].decode().splitlines() == nginx
    assert header_files(frame()) == files
