"""How long it takes to write the very bytes of a site, and nothing else: `python -m benchmarks.writing SITE FOLDER`.

No generator can be faster than that on the same disk. Everything is read first; then files of the same names and
bytes are written into FOLDER, which must not be there.
"""

from __future__ import annotations

import argparse
import os
import shutil
import time
from collections.abc import Sequence
from pathlib import Path

File = tuple[str, bytes]


def write(folder: str, files: Sequence[File]) -> None:
    """Write files below a folder, each with the folders above it."""
    for path, content in files:
        target = f"{folder}/{path}"
        try:
            file = open(target, "wb")  # noqa: PTH123, SIM115 - as quick as can be
        except FileNotFoundError:
            os.makedirs(os.path.dirname(target), exist_ok=True)  # noqa: PTH103, PTH120 - likewise
            file = open(target, "wb")  # noqa: PTH123, SIM115 - likewise
        with file:
            file.write(content)


def took(files: Sequence[File], folder: Path) -> float:
    """Return the seconds in which the files are written into a new folder."""
    folder.mkdir()
    begun = time.monotonic()
    write(str(folder), files)
    seconds = time.monotonic() - begun
    shutil.rmtree(folder)
    return seconds


def main() -> None:
    """Print what writing a site takes."""
    parser = argparse.ArgumentParser(description="Measure how long it takes to write the bytes of a site.")
    parser.add_argument("site", type=Path)
    parser.add_argument("folder", type=Path)
    asked = parser.parse_args()
    paths = sorted(path for path in asked.site.rglob("*") if path.is_file())
    files = [(path.relative_to(asked.site).as_posix(), path.read_bytes()) for path in paths]
    size = sum(len(content) for _, content in files) / 1e6
    print(f"{len(files):,} files, {size:,.0f} MB: {took(files, asked.folder):.2f} s")


if __name__ == "__main__":
    main()
