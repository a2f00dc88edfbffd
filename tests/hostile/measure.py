"""Reads, assesses and shows every file of the corpus, and prints how long each took and how much memory all of it.

Run as a process of its own: `python -m tests.hostile.measure`.
"""

from __future__ import annotations

import gc
import json
import resource
import sys
import time

from generator.assess.deal.assessment import assess
from generator.assess.portfolio.row import row_of
from generator.model.playbook import Surroundings
from generator.read.method import shipped
from generator.read.playbook import read_deal
from generator.show.deal.pages import deal_pages
from generator.show.page import Setting
from generator.show.portfolio.broken_file import broken_page
from tests.hostile.corpus import Case, deals
from tests.making import TODAY, make_account, make_surroundings

SETTING = Setting(TODAY, "Deals")


def seconds(case: Case, surroundings: Surroundings) -> float:
    """Return the time of the processor that one file took, from bytes to pages."""
    gc.collect()  # what the files before have left is not this one's
    begun = time.process_time()
    reading = read_deal("deals", case.path, case.content, surroundings)
    if reading.noun:
        judged = assess(reading.noun, surroundings, TODAY)
        row_of(judged)
        deal_pages(judged, surroundings, SETTING, None)
    else:
        broken_page("texts/x/", case.path, reading.problems, SETTING)
    return time.process_time() - begun


def main() -> None:
    """Print what was measured as JSON."""
    people = {f"p{place}": {"name": "x", "reports_to": f"p{place + 1}"} for place in range(990)}
    accounts = {"texts": make_account(path="texts/index.md", people=people | {"p990": {"name": "x"}})}
    surroundings = make_surroundings(shipped("target-account"), accounts=accounts)
    took = {case.name: seconds(case, surroundings) for case in deals()}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(json.dumps({"took": took, "peak": peak}))


if __name__ == "__main__":
    main()
