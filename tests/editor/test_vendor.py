"""Scripts of others are the ones that are said to be, each with its licence."""

from __future__ import annotations

import hashlib
import re

from tests.house.imports import ROOT

VENDOR = ROOT / "theme/editor/vendor"


def test_every_script_of_others_has_the_digest_and_the_licence_that_are_written_beside_it() -> None:
    said = (VENDOR / "README.md").read_text(encoding="utf-8")
    scripts = sorted(VENDOR.glob("*.js"))
    digests = re.findall(r"`([0-9a-f]{64})`", said)
    assert sorted(digests) == sorted(hashlib.sha256(each.read_bytes()).hexdigest() for each in scripts)
    for each in scripts:
        licence = f"{each.stem}.LICENSE.txt"
        assert licence in said
        assert "ermission" in (VENDOR / licence).read_text(encoding="utf-8")
        assert licence in each.read_text(encoding="utf-8").split("\n", 1)[0]
