"""Importing an export of many rows, three times: `python -m benchmarks.importing FOLDER [ROWS]`.

FOLDER must not be there; it gets the export and the deals. Each line says how long an import took and how much memory
it held at most: the first one, one that changes nothing, and one of an export in which one deal of a hundred moved.
Ends with 1 where the second takes over one and a half times as long, or as much memory, as the first, or over 2 GB.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

PER_ACCOUNT, PER_CONTACT = 20, 4
"""Deals for each account, and for each contact."""
MOVED = 100
"""One deal of so many moves before the third import."""
FACTOR, MOST = 1.5, 2_000
STAGES = ("Prospecting", "Qualification", "Value Proposition", "Proposal/Price Quote", "Negotiation/Review")


class Run(NamedTuple):
    """Seconds and megabytes that one import took, and the last line that it printed."""

    seconds: float
    megabytes: float
    said: str

    def __str__(self) -> str:
        """Return both figures in a line."""
        return f"{self.seconds:7.1f} s, {self.megabytes:6,.0f} MB: {self.said}"


def deals(rows: int, *, moved: bool) -> Iterator[str]:
    """Yield the lines of the opportunities."""
    yield "Id,AccountId,Name,StageName,Amount,CloseDate,Owner.Name,CurrencyIsoCode,Description,ForecastCategoryName"
    for number in range(rows):
        stage = STAGES[(number + (moved and number % MOVED == 0)) % len(STAGES)]
        day = f"{2026 + number % 3}-{1 + number % 12:02}-{1 + number % 28:02}"
        account, owner = number // PER_ACCOUNT, f"Seller {number % 300}"
        yield (
            f"006{number:012},001{account:012},Project {number} of the works,{stage},{1000 + number * 7 % 900_000},"
            f"{day},{owner},EUR,They asked for an offer in the week of {day}.,Pipeline"
        )


def accounts(rows: int) -> Iterator[str]:
    """Yield the lines of the accounts."""
    yield "Id,Name,Industry,NumberOfEmployees"
    yield from (f"001{number:012},Works number {number},Rail,{number}" for number in range(rows // PER_ACCOUNT + 1))


def contacts(rows: int) -> Iterator[str]:
    """Yield the lines of the contacts."""
    yield "Id,AccountId,LastName,FirstName,Title"
    for number in range(rows // PER_CONTACT):
        yield f"003{number:012},001{number * PER_CONTACT // PER_ACCOUNT:012},Roe {number},Ada,CFO"


def write(folder: Path, rows: int, *, moved: bool) -> None:
    """Write the three files of an export."""
    folder.mkdir(exist_ok=True)
    files = {"Opportunity": deals(rows, moved=moved), "Account": accounts(rows), "Contact": contacts(rows)}
    for name, lines in files.items():
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", "utf-8")


def run(folder: Path) -> Run:
    """Import the export in a folder into the deals beside it, and return what that took."""
    files = [f"export/{name}.csv" for name in ("Opportunity", "Account", "Contact")]
    command = [sys.executable, "-m", "generator", "-C", str(folder), "import", *files, "--map", "salesforce"]
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout  # noqa: S101 - it was asked for
    said = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"the import ended with {process.returncode}\n{said[-2000:]}")
    return Run(time.perf_counter() - begun, used.ru_maxrss / 1024, said.splitlines()[-1])


def main() -> None:
    """Read the arguments, and print what each import took."""
    parser = argparse.ArgumentParser(description="Measure imports of an export with many rows.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("rows", type=int, nargs="?", default=200_000)
    asked = parser.parse_args()
    asked.folder.mkdir()
    write(asked.folder / "export", asked.rows, moved=False)
    first, second = run(asked.folder), run(asked.folder)
    print(f"{asked.rows:,} rows\nfirst   {first}\nsecond  {second}")
    write(asked.folder / "export", asked.rows, moved=True)
    print(f"third   {run(asked.folder)}")
    slower, larger = second.seconds / first.seconds, second.megabytes / first.megabytes
    print(f"second / first: {slower:.2f} times as long, {larger:.2f} times the memory")
    sys.exit(max(slower, larger) > FACTOR or second.megabytes > MOST)


if __name__ == "__main__":
    main()
