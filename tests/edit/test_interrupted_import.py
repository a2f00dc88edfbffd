"""An import that is ended on its way leaves whole files, and can be repeated."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.read.files import WorkTree
from generator.read.playbook import load
from tests.edit.crm import MAP

ROWS, ACCOUNTS = 150, 20


def import_(folder: Path) -> subprocess.Popen[str]:
    """Begin an import in a process of its own."""
    command = [sys.executable, "-m", "generator", "-C", str(folder), "import", "export.csv", "--map", "map.yml"]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


@pytest.mark.slow
def test_an_import_that_was_killed_is_repeated_as_if_nothing_had_been(tmp_path: Path) -> None:
    (tmp_path / "map.yml").write_text(MAP)
    rows = "".join(f"{each},Deal {each},Early,Account {each % ACCOUNTS},Dana,{each},\n" for each in range(ROWS))
    (tmp_path / "export.csv").write_text("Id,Deal,Stage,Account,Owner,Amount,Close\n" + rows)
    deals = tmp_path / "deals"
    killed = import_(tmp_path)
    deadline = time.monotonic() + 60
    while sum(1 for _ in deals.glob("*/*.md")) < ROWS // 10 and time.monotonic() < deadline:
        assert killed.poll() is None
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    assert {each.parent for each in deals.glob("*/deal-*.md")} <= {each.parent for each in deals.glob("*/index.md")}
    assert 0 < sum(1 for _ in deals.glob("*/deal-*.md")) < ROWS
    assert load(WorkTree(deals)).problems == ()
    again = import_(tmp_path)
    said, _ = again.communicate()
    assert again.returncode == 0, said
    assert f"export.csv: {ROWS} rows = " in said
    assert "0 left out + 0 refused" in said
    playbook = load(WorkTree(deals))
    assert (len(playbook.deals), playbook.problems) == (ROWS, ())
    assert len(playbook.surroundings.accounts) == ACCOUNTS
    assert not [path for path in deals.rglob("*") if path.name.startswith(".") and path.name.endswith(".new")]
    unchanged, _ = import_(tmp_path).communicate()
    assert f"deals: 0 new, 0 changed, {ROWS} unchanged" in unchanged
