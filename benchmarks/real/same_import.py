"""The deals that two versions import from real exports: `python -m benchmarks.real.same_import DATA BASE`.

DATA holds the exports in folders of their makers' names, BASE is a folder with another version's files (such as
`git archive COMMIT | tar -x -C BASE`). Prints the differences of the written files as git shows them; what is
remembered of an import is left aside. Ends with 1 where there is one.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.real.sites import INPUTS

HERE = Path(__file__).parents[2]


def imported(code: Path, name: str, data: Path, folder: Path) -> None:
    """Import one export into a folder with the code of one version; end with what it said where it fails."""
    folder.mkdir(parents=True)
    map_, files = INPUTS[name]
    command = [sys.executable, "-m", "generator", "-C", str(folder), "import", "--map", map_]
    done = subprocess.run(
        [*command, *(str(data / file) for file in files)], cwd=code, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"{code}: {name} ended with {done.returncode}\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    (folder / "deals" / "imports.json").unlink()


def main() -> None:
    """Read the arguments, import with both versions, and show what differs."""
    parser = argparse.ArgumentParser(description="Compare what two versions import from real exports.")
    parser.add_argument("data", type=Path)
    parser.add_argument("base", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as room:
        for name in INPUTS:
            imported(asked.base.resolve(), name, asked.data.resolve(), Path(room) / "before" / name)
            imported(HERE, name, asked.data.resolve(), Path(room) / "after" / name)
        compared = ["git", "diff", "--no-index", "--stat", "--patch", "before", "after"]
        sys.exit(subprocess.run(compared, cwd=room, check=False).returncode)


if __name__ == "__main__":
    main()
