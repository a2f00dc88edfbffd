"""Import, check and build real exports, and follow every link of the sites.

    python -m benchmarks.real.sites DATA_FOLDER [salesforce] [salvirt] [maven]

DATA_FOLDER holds the exports in folders of their makers' names. Each line says how long a step took on this machine.
Ends with 1 where a step fails or a link leads nowhere.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.plugin.reading import Reader, destination, pages

MAPS = Path(__file__).parent / "maps"
INPUTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "salesforce": ("salesforce", ("salesforce/Opportunity.csv", "salesforce/Account.csv", "salesforce/Contact.csv")),
    "salvirt": (str(MAPS / "salvirt.yml"), ("salvirt-b2b-sales.csv",)),
    "maven": (str(MAPS / "maven.yml"), ("maven/sales_pipeline.csv", "maven/accounts.csv")),
}


def dead_links(site: Path) -> Iterator[str]:
    """Yield every link of a site that leads to no file, or to no such section of a page."""
    sections: dict[str, frozenset[str]] = {}
    wanted: dict[tuple[str, str], str] = {}
    for here in pages(site):
        read = Reader((site / here).read_text("utf-8"))
        sections[here] = frozenset(read.ids)
        for href in {*read.links, *read.loaded}:
            if there := destination(site, here, href):
                wanted.setdefault(there, f"{here}: {href}")
    for (path, section), link in wanted.items():
        if not (site / path).is_file():
            yield f"{link} leads nowhere"
        elif section and path in sections and section not in sections[path]:
            yield f"{link} has no such section"


def run(folder: Path, *words: str) -> float:
    """Run one command of the playbook in a folder; return its seconds, or end with what it said."""
    begun = time.perf_counter()
    command = [sys.executable, "-m", "generator", "-C", str(folder), *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(
            f"playbook {' '.join(words)} ended with {done.returncode}\n{done.stdout[-2000:]}{done.stderr[-2000:]}"
        )
    return time.perf_counter() - begun


def tried(name: str, data: Path, folder: Path) -> str:
    """Take one export all the way; return a line that says what it took."""
    map_, files = INPUTS[name]
    run(folder, "init")
    for written in sorted((folder / "deals").rglob("*"), reverse=True):
        written.rmdir() if written.is_dir() else written.unlink()
    imported = run(folder, "import", *(str(data / file) for file in files), "--map", map_)
    checked = run(folder, "check")
    built = run(folder, "build")
    dead = list(dead_links(folder / "site"))
    if dead:
        sys.exit("\n".join([f"{name}: {len(dead)} dead links", *dead[:20]]))
    deals = sum(path.name != "index.md" for path in (folder / "deals").glob("*/*.md"))
    made = len(pages(folder / "site"))
    return (
        f"{name}: {deals:,} deals, import {imported:.1f} s, check {checked:.1f} s, build {built:.1f} s, "
        f"{made:,} pages, no dead link"
    )


def main() -> None:
    """Read the arguments and try each export."""
    if len(sys.argv) < 2 or not Path(sys.argv[1]).is_dir():
        sys.exit(f"usage: python -m benchmarks.real.sites DATA_FOLDER [{'] ['.join(INPUTS)}]")
    data = Path(sys.argv[1]).resolve()
    print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}, {time.strftime('%Y-%m-%d')}")
    for name in sys.argv[2:] or INPUTS:
        with tempfile.TemporaryDirectory() as folder:
            print(tried(name, data, Path(folder)), flush=True)


if __name__ == "__main__":
    main()
