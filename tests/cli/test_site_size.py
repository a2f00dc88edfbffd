"""The build says the size of the site, and warns where a host would refuse it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.cli.output.site_size import size_text, size_warning
from tests.cli.running import playbook
from tests.plugin.trees import files_of, planted


def test_the_build_says_the_size_of_all_files_also_where_nothing_changed(tmp_path: Path) -> None:
    planted(tmp_path)
    for arguments in ((), (), ("--no-cache",)):
        output = playbook(tmp_path, "build", *arguments).output
        whole = sum(map(len, files_of(tmp_path / "site").values()))
        assert re.search(rf"files?, {re.escape(size_text(whole))}\n", output), output


@pytest.mark.parametrize(
    ("size", "says"),
    [(899_999_999, ""), (900_000_000, "near the 1 GB"), (1_000_000_001, "more than the 1 GB")],
)
def test_a_site_near_what_hosts_take_is_warned_of(size: int, says: str) -> None:
    assert says in size_warning(size)
    assert bool(says) == bool(size_warning(size))
