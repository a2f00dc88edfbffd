"""A build is asked for before anything is loaded that builds."""

from __future__ import annotations

import subprocess
import sys

LOADED = "import sys, generator.cli.build; print(*(name for name in sys.modules if '.' not in name))"


def test_to_see_that_nothing_has_changed_loads_no_reader_and_no_template() -> None:
    loaded = subprocess.run([sys.executable, "-c", LOADED], check=True, capture_output=True, text=True).stdout.split()
    assert "click" in loaded
    assert not {"pydantic", "yaml", "jinja2", "mkdocs", "comrak", "nh3"}.intersection(loaded)
