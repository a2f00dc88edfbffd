"""The measured figures as Markdown, a section for each number of deals, and the document that holds the sections."""

from __future__ import annotations

import datetime as dt
import os
import platform
import re
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.peers.builder import Builder
from benchmarks.peers.rounds import Taken
from benchmarks.rebuilds import Cost
from generator import __version__

OWN = "playbook"
COLUMNS = (
    "wall, s",
    "× fastest peer",
    "processor, s",
    "× leanest peer",
    "largest process, MiB",
    "files",
    "MiB written",
    "rounds",
)
TABLES = {
    "With a search index: the same job": True,
    "Pages alone: these peers write no search index, the playbook writes one": False,
}
"""The tables of a section by their headings: whether the peers in it write a search index."""
INTRODUCTION = Path(__file__).parent / "templates" / "results.md"
SECTION = re.compile(r"^## ([\d,]+) deals?, cold\n.*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)
OTHER = re.compile(r"^## (?![\d,]+ deals?, cold$).*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Line:
    """What a builder took in each round, and what it wrote; where a round had no end, why, and no figure counts."""

    name: str
    title: str
    costs: Sequence[Cost]
    files: int
    mebibytes: float
    searchable: bool = True
    unfinished: str = ""

    def median(self) -> Cost:
        """Return the median of each figure by itself."""
        return Cost(*(median(figures) for figures in zip(*self.costs, strict=True)))


def line(builder: Builder, taken: Taken) -> Line:
    """Return what a builder took and what stands on the disk now."""
    said = builder.name, builder.title, taken.costs, *written(builder.site)
    return Line(*said, searchable=builder.searchable, unfinished=taken.unfinished)


def written(site: Path) -> tuple[int, float]:
    """Return how many files a site has, and how many mebibytes."""
    sizes = [path.stat().st_size for path in site.rglob("*") if path.is_file()]
    return len(sizes), sum(sizes) / 2**20


def table(lines: Sequence[Line]) -> str:
    """Return the medians as a table, with ratios to the fastest peer and to the one that takes least processor."""
    done = [line for line in lines if not line.unfinished]
    peers = [line.median() for line in done if line.name != OWN] or [line.median() for line in done]
    least = Cost(*(min(figures) for figures in zip(*peers, strict=True))) if peers else None
    rows = [f"| | {' | '.join(COLUMNS)} |", "|---|" + "---:|" * len(COLUMNS)]
    return "\n".join([*rows, *(_row(line, least) for line in lines)])


def _row(line: Line, least: Cost | None) -> str:
    """Return the row of a builder; one that did not finish says so in place of its figures."""
    if line.unfinished or not least:
        return f"| {line.title} | {line.unfinished} |" + " |" * (len(COLUMNS) - 1)
    took = line.median()
    return (
        f"| {line.title} | {took.wall:.2f} | {took.wall / least.wall:.2f} | {took.processors:.2f} "
        f"| {took.processors / least.processors:.2f} | {took.memory:,.0f} | {line.files:,} | {line.mebibytes:,.0f} "
        f"| {len(line.costs)} |"
    )


def against(lines: Sequence[Line]) -> str:
    """Return our share of what each peer takes, by the clock and by the processors."""
    done = [line for line in lines if not line.unfinished]
    ours = next((line.median() for line in done if line.name == OWN), None)
    if ours is None:
        return ""
    shares = [
        f"{ours.wall / took.wall:.2f} × {line.title} ({ours.processors / took.processors:.2f} × its processor time)"
        for line in done
        if line.name != OWN and (took := line.median())
    ]
    return f"By the clock the playbook takes {'; '.join(shares)}." if shares else ""


def machine() -> str:
    """Return the processor, its cores and the memory."""
    model = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text("utf-8"))
    memory = re.search(r"MemTotal:\s*(\d+) kB", Path("/proc/meminfo").read_text("utf-8"))
    processor = model[1] if model else platform.processor()
    size = f", {int(memory[1]) / 2**20:.0f} GiB of memory" if memory else ""
    return f"{processor}, {os.cpu_count()} cores{size}"


def versions(pins: Sequence[str]) -> str:
    """Return the versions of all that took part."""
    commit = _said("git", "rev-parse", "--short", "HEAD")
    own = f"playbook {__version__}" + (f" at {commit}" if commit else "")
    return ", ".join([own, f"Python {platform.python_version()}", f"Node {_said('node', '--version')}", *pins])


def _said(*command: str) -> str:
    return subprocess.run(command, check=False, capture_output=True, text=True).stdout.strip()


def section(count: int, lines: Sequence[Line], compared: int, pins: Sequence[str], today: dt.date) -> str:
    """Return the section on one number of deals: peers with a search index, then those without, ours beside both."""
    checked = f"Every page of {compared:,} of the {count:,} deals says the same, word for word, on every site below."
    about = f"{today.isoformat()}, {machine()}. {versions(pins)}."
    own = [line for line in lines if line.name == OWN]
    parts = [f"## {count:,} deals, cold", f"{about}\n{checked}"]
    for title, searchable in TABLES.items():
        peers = [line for line in lines if line.name != OWN and line.searchable == searchable]
        if peers or (own and searchable):
            parts += [f"### {title}", table([*own, *peers]), against([*own, *peers])]
    return "\n\n".join(part for part in parts if part) + "\n"


def with_section(document: str, new: str) -> str:
    """Return the introduction, all sections with the new one in its place, and what else the document holds."""
    sections = dict([*_sections(document), *_sections(new)])
    parts = [INTRODUCTION.read_text("utf-8"), *(sections[number] for number in sorted(sections))]
    parts += OTHER.findall(document)
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _sections(document: str) -> Iterator[tuple[int, str]]:
    for found in SECTION.finditer(document):
        yield int(found[1].replace(",", "")), found[0]
