"""Damaged files of answers to `playbook intake`: what became of each, and that no byte is touched that is not edited.

python -m benchmarks.damaged_answers 5000
"""

from __future__ import annotations

import sys
import time

from tests.intake.damage import run

SEED = 20

if __name__ == "__main__":
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
    begun = time.perf_counter()
    found = ", ".join(f"{count:,} {what}" for what, count in sorted(run(wanted, SEED).items()))
    print(f"{wanted:,} damaged files in {time.perf_counter() - begun:.0f} s: {found}")
