"""Comparing the site of an earlier revision with today's: `python -m benchmarks.same_site REVISION [--show]`.

The deals are those of the revision, with their history, so that whatever differs comes from the generator or the
theme. Ends with 1 where a file differs. Digests that name the generator or the theme are not compared.
"""

from __future__ import annotations

import argparse
import difflib
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TODAY = "2026-11-28"
OWN_DIGEST = re.compile(rb'\?[0-9a-f]{8,64}|"(?:digest|edition|version)": ?"[^"]*"')
MOST_LINES = 6


def main() -> None:
    """Build both sites, print the files that differ, and exit with 1 if there are any."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("revision")
    asked.add_argument("--show", action="store_true", help="print the first lines that differ in each file")
    arguments = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder, "playbook")
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
        subprocess.run(["git", "checkout", "--quiet", "--detach", arguments.revision], cwd=clone, check=True)
        before = built(clone, clone, Path(folder, "before"))
        after = built(clone, ROOT, Path(folder, "after"))
        sys.exit(compare(before, after, show=arguments.show))


def built(playbook: Path, generator: Path, site: Path) -> dict[str, bytes]:
    """Return the files that the generator of a tree makes of a playbook, by path."""
    command = [sys.executable, "-m", "generator", "-C", str(playbook), "build", "--no-cache", "--today", TODAY]
    environment = os.environ | {"PYTHONPATH": str(generator), "PYTHONSAFEPATH": "1"}
    subprocess.run([*command, "--site-dir", str(site)], env=environment, check=True, stdout=subprocess.DEVNULL)
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def compare(before: dict[str, bytes], after: dict[str, bytes], *, show: bool) -> int:
    """Print what is gone, new and different; return 1 where anything is, else 0."""
    gone, new = sorted(before.keys() - after.keys()), sorted(after.keys() - before.keys())
    changed = [path for path in sorted(before.keys() & after.keys()) if bare(before[path]) != bare(after[path])]
    for word, paths in (("gone", gone), ("new", new), ("changed", changed)):
        for path in paths:
            print(f"{word:<8}{path}")
            if show and word == "changed":
                print("\n".join(first_differences(before[path], after[path])))
    print(f"{len(before)} files before, {len(after)} after: {len(gone)} gone, {len(new)} new, {len(changed)} changed")
    return 1 if gone or new or changed else 0


def bare(content: bytes) -> bytes:
    """Return a file without what names the generator that made it."""
    return OWN_DIGEST.sub(b"", content)


def first_differences(before: bytes, after: bytes) -> list[str]:
    """Return the first lines that differ, shortened."""
    one, other = (bare(each).decode("utf-8", "replace").splitlines() for each in (before, after))
    lines = (
        line
        for line in difflib.unified_diff(one, other, n=0, lineterm="")
        if not line.startswith(("---", "+++", "@@"))
    )
    return [f"    {line[:160]}" for line, _ in zip(lines, range(MOST_LINES), strict=False)]


if __name__ == "__main__":
    main()
