"""Reads, assesses and shows every file of the corpus, and prints how long each took and how much memory all took.

Run as a process of its own: `python -m tests.hostile.measure`.
"""

from __future__ import annotations

import gc
import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from generator.assess.deal.assessment import assess
from generator.assess.portfolio.row import row_of
from generator.model.playbook import Surroundings
from generator.read.files import WorkTree
from generator.read.method import shipped
from generator.read.playbook import load, read_deal
from generator.show.deal.pages import deal_pages
from generator.show.page import Setting
from generator.show.portfolio.broken_file import broken_page
from tests.hostile.bombs import AROUND_BOMBS, LIST_BOMBS, filed
from tests.hostile.corpus import SOUND, Case, deals
from tests.making import TODAY, make_account, make_surroundings

SETTING = Setting(TODAY, "Deals")
ENOUGH = 1.0
TRIES = 3
"""Seconds after which a file is measured again, and how often: the least counts, since others use the machine too."""
STATUS = Path("/proc/self/status")


def least(work: Callable[[], object]) -> float:
    """Return the seconds of the processor that some work takes, the least of several tries where it takes long."""
    found = seconds(work)
    for _ in range(TRIES - 1):
        found = found if found < ENOUGH else min(found, seconds(work))
    return found


def seconds(work: Callable[[], object]) -> float:
    """Return the seconds of the processor that some work takes once."""
    gc.collect()  # what the work before has left is not this one's
    begun = time.process_time()
    work()
    return time.process_time() - begun


def go_through(case: Case, surroundings: Surroundings) -> None:
    """Read, assess and show one deal file, or show what is wrong with it."""
    reading = read_deal("deals", case.path, case.content, surroundings)
    if reading.noun:
        judged = assess(reading.noun, surroundings, TODAY)
        row_of(judged, surroundings)
        deal_pages(judged, surroundings, SETTING, None)
    else:
        broken_page("texts/x/", case.path, reading.problems, SETTING)


def load_with(path: str, text: str) -> float:
    """Return the seconds that a playbook takes to load in which one file around the deals means harm."""
    with tempfile.TemporaryDirectory() as folder:
        for name, content in {"texts/x.md": SOUND, path: text.encode()}.items():
            file = Path(folder, "deals", name)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        return least(partial(load, WorkTree(Path(folder, "deals"))))


def peak() -> float:
    """Return the most memory that this process has held, in megabytes.

    On Linux, what `getrusage` says begins at the peak of the process that started this one; the status does not.
    """
    counted = STATUS.read_text("utf-8").split("VmHWM:") if STATUS.exists() else []
    if len(counted) > 1:
        return int(counted[1].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024)


def main() -> None:
    """Print what was measured as JSON."""
    people = {f"p{place}": {"name": "x", "reports_to": f"p{place + 1}"} for place in range(990)}
    accounts = {"texts": make_account(path="texts/index.md", people=people | {"p990": {"name": "x"}})}
    surroundings = make_surroundings(shipped("target-account"), accounts=accounts)
    took = {case.name: least(partial(go_through, case, surroundings)) for case in deals()}
    for name, front in LIST_BOMBS.items():
        case = Case(name, f"texts/{name}.md", filed(front).encode())
        took[f"lists {name}"] = least(partial(go_through, case, surroundings))
    took |= {f"around {name}": load_with(path, text) for name, (path, text) in AROUND_BOMBS.items()}
    sys.stdout.write(json.dumps({"took": took, "peak": peak()}))


if __name__ == "__main__":
    main()
