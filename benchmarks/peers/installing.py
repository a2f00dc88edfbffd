"""Installing what is pinned into a folder of its own, once."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path


def install(folder: Path, pins: Sequence[str], fetch: Callable[[Path, Sequence[str]], None]) -> None:
    """Have what is pinned fetched into an empty folder, unless the same is there already."""
    stamp, pinned = folder / "installed", "\n".join(pins)
    if stamp.is_file() and stamp.read_text("utf-8") == pinned:
        return
    print(f"installing {', '.join(pins)} into {folder}", flush=True)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    fetch(folder, pins)
    stamp.write_text(pinned, "utf-8")


def with_pip(folder: Path, pins: Sequence[str]) -> None:
    """Install Python packages into an environment of their own."""
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, *pins], check=True)


def with_npm(folder: Path, pins: Sequence[str]) -> None:
    """Install npm's packages."""
    quietly = ["--no-save", "--no-audit", "--no-fund", "--loglevel=error"]
    subprocess.run(["npm", "install", "--prefix", folder, *quietly, *pins], check=True)
