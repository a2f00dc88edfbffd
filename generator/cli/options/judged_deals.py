"""Every deal of a playbook read and judged with its history, for commands that look at all of them at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.assess.deal.assessment import assess
from generator.assess.portfolio.row import DealRow, row_of
from generator.cli.options.office import commit_of, name_of
from generator.cli.options.options import deals_folder
from generator.cli.output.printing import progress
from generator.git.cache_file import memory
from generator.git.log_cache import kept_log
from generator.history.deleted import DeletedDeal, deleted_deals
from generator.history.history import chronicle_of, histories, past_of
from generator.model.playbook import Surroundings
from generator.problems import Problem
from generator.read.files import WorkTree
from generator.read.playbook import read_listed_deal, read_surroundings
from generator.show.page import Setting


@dataclass(frozen=True)
class JudgedDeals:
    """Every deal that can be read, what they refer to, and the problems of the others.

    `deleted` are the deals whose files were deleted lately.
    """

    rows: Sequence[DealRow]
    surroundings: Surroundings
    setting: Setting
    problems: Sequence[Problem]
    deleted: Sequence[DeletedDeal]


def judged_deals(root: Path, deals: str, today: dt.date) -> JudgedDeals:
    """Return the deals of a folder below `root`, judged as of a day. Raises GitFailed where git cannot be asked."""
    source = WorkTree(deals_folder(root, deals))
    listing = source.listing()
    surroundings, around = read_surroundings(source, today)
    problems: list[Problem] = list(around)
    rows: list[DealRow] = []
    cache = memory(root)
    log = kept_log(source.root, cache)
    chronicle = chronicle_of(log, source.root, cache)
    deleted = deleted_deals(chronicle, listing.deals.values(), today)
    with histories(chronicle, surroundings.method, today) as history_of:
        for path in progress(list(listing.deals.values()), "Judging deals:"):
            reading = read_listed_deal(source, path, surroundings)
            problems += reading.problems
            if reading.noun:
                past = past_of(history_of(path), reading.noun, today, surroundings.method)
                rows.append(row_of(assess(reading.noun, surroundings, today, past), surroundings, past))
    setting = Setting(today, name_of(surroundings), commit_of(log.newest))
    return JudgedDeals(rows, surroundings, setting, problems, deleted)
