"""Putting aside what the last round left: ext4 passes over the inodes of files that were just deleted, one by one.

After a site of some thousand files is deleted, it takes several times as long to create a file for the next minute.
Nobody builds like that, and a round would measure the one before.
"""

from __future__ import annotations

import tempfile
from pathlib import Path


def put_aside(path: Path, gone: Path) -> None:
    """Move a file or folder, if it is there, into a folder of its own below `gone`."""
    if path.exists():
        gone.mkdir(parents=True, exist_ok=True)
        path.rename(Path(tempfile.mkdtemp(dir=gone), path.name))
