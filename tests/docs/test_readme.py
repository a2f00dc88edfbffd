"""README says what happens: its deal file reads, and its mistakes are reported as printed."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from generator.read.yaml.document import parse
from tests.house.imports import ROOT

README = (ROOT / "README.md").read_text("utf-8")


def sample(tmp_path: Path) -> Path:
    """Return a copy of the sample deals in a playbook of its own."""
    target = tmp_path / "deals"
    for file in sorted((ROOT / "deals").rglob("*")):
        if file.is_file():
            copy = target / file.relative_to(ROOT / "deals")
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(file.read_bytes())
    return target


def test_the_deal_file_of_the_readme_reads(tmp_path: Path) -> None:
    found = re.search(r"```yaml\n(---\n.*?)```", README, re.DOTALL)
    assert found
    document = parse("deals/readme.md", found[1].encode())
    assert document.problems == ()
    deal = sample(tmp_path) / "aldermoor" / "readme.md"
    deal.write_text(found[1], encoding="utf-8")
    command = [sys.executable, "-m", "generator", "-C", str(tmp_path), "check", "--format", "json", str(deal)]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert '"problems": []' in checked.stdout, checked.stdout + checked.stderr


def test_the_mistakes_of_the_readme_are_reported_as_it_prints_them(tmp_path: Path) -> None:
    shown = README.partition("how to mend it:\n\n")[2].partition("\n\n")[0]
    printed = [line[4:] for line in shown.splitlines()]
    deal = sample(tmp_path) / "aldermoor" / "core-banking.md"
    lines = [
        "---", "title: Core banking migration", "stage: propose", "region: North", "amount: EUR 1,200,000",
        "close: 2026-02-30", "revenue_1y: EUR 300,000", "margin: 30%", "ownr: Dana Reyes", "competitors: [zeldrin]",
        "effort: 40 days", "profit: EUR 200,000", "assessment:", "  compeling_event: plus", "---",
    ]  # fmt: skip
    deal.write_text("\n".join(lines) + "\n", encoding="utf-8")
    command = [sys.executable, "-m", "generator", "-C", str(tmp_path), "check", str(deal)]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert checked.returncode == 1
    assert checked.stdout.splitlines()[: len(printed)] == printed


def test_every_link_of_the_readme_leads_to_a_file() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)|src=\"([^\"]+)\"", README)
    assert not [link for pair in links for link in pair if link and not (ROOT / link).is_file()]


def test_the_build_times_of_the_readme_are_those_that_the_benchmark_wrote() -> None:
    results = (ROOT / "benchmarks" / "RESULTS.md").read_text("utf-8")
    table = README.partition("## How long a build takes")[2].partition("The others")[0]
    header, _, *rows = [line.strip("| ").split(" | ") for line in table.splitlines() if line.startswith("|")]
    assert rows
    for count, *seconds in rows:
        section = results.partition(f"## {count} deals, cold")[2].partition("\n## ")[0]
        for generator, figure in zip(header[1:], seconds, strict=True):
            name = generator.removesuffix(", no search")
            assert f"\n| {name} | {figure} |" in section, (count, name)
