"""From a source of deal files to a whole site in a staging folder, or to the problems that stop it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from generator import __version__
from generator.edit.new import proposed_deal
from generator.model.method import Method
from generator.problems import Problem, Refused
from generator.read.files import METHOD, Source
from generator.read.playbook import read_surroundings
from generator.show.page import Commit, Setting
from generator.site.deals import Terms
from generator.site.drawn import digest
from generator.site.finding.shards import shards
from generator.site.headers import header_files
from generator.site.ledger import Outcome
from generator.site.overviews import Overviews, Told
from generator.site.pouring import Frame
from generator.site.reuse import Last, Reuse
from generator.site.search import is_sharded
from generator.site.staging import MANIFEST, Shelf
from generator.site.unchanged import Proof
from generator.site.work import Work
from generator.track.history import Chronicle
from generator.track.tree import Tip

Tell = Callable[[int, int], None]
"""Is told, as work goes on, how many deals are done and how many there are."""


def silence(done: int, whole: int) -> None:
    """Say nothing of the progress."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be built, from what, and how; `last` is what may be taken over from the build before.

    `searched` tells that the site has a search.
    """

    source: Source
    setting: Setting
    changed: Mapping[str, Commit]
    jobs: int = 1
    keep_going: bool = False
    tell: Tell = silence
    newest: Tip | None = None
    chronicle: Chronicle | None = None
    last: Last | None = None
    searched: bool = True


@dataclass(frozen=True, slots=True)
class Built:
    """What was built: the deals and the problems met, the files of the site, and what its search finds.

    A `sharded` search has all that it finds in `files`.
    `reuse` is what the next build can take over, once the site is published; `proof` that it need not do anything.
    """

    deals: int
    problems: tuple[Problem, ...]
    files: frozenset[str]
    found: tuple[bytes, ...]
    sharded: bool = False
    reuse: Reuse | None = None
    proof: Proof | None = None


def build(order: Order, frame: Frame, shelf: Shelf) -> Built:
    """Put every page and export on the shelf.

    Raise Refused with every problem of every file where one stops the build: any at all, or with `keep_going` one
    in the method.
    """
    listing = order.source.listing()
    surroundings, problems = read_surroundings(order.source)
    _stop_at_the_method(problems, order.source.name)
    setting = _with_proposal(order.setting, surroundings.method)
    plain = replace(setting, commit=None)  # which no page of a deal shows: another commit does not change it
    sharded = order.searched and is_sharded(len(listing.deals), setting)
    terms = Terms(order.source, surroundings, plain, order.changed, frame, shelf, order.chronicle, sharded)
    work = Work(listing, terms, order.last)
    outcomes = work.deals(order.jobs, lambda done: order.tell(done, len(listing.deals)))
    problems = tuple(sorted([*problems, *(problem for each in outcomes for problem in each.problems)]))
    if problems and not order.keep_going:
        raise Refused(problems)
    over = _overviews(work, setting, outcomes, problems)
    found = tuple(each.found for each in (*outcomes, *over) if each.found)
    beside = {**header_files(frame), **(shards(found).files if sharded else {})}
    for path, content in beside.items():
        shelf.put(path, content)
    files = {path for each in (*outcomes, *over) for path, _ in each.files} | {MANIFEST, *beside}
    shelf.put(MANIFEST, _manifest(order, len(outcomes), len(files), len(problems)))
    return Built(len(outcomes), problems, frozenset(files), () if sharded else found, sharded, work.reuse)


def _overviews(
    work: Work, setting: Setting, outcomes: Iterable[Outcome], problems: tuple[Problem, ...]
) -> tuple[Outcome, ...]:
    """Put on the shelf what draws on several deals."""
    told = Told({each.name: each.row for each in outcomes if each.row}, problems, work.terms.source.name)
    terms = replace(work.terms, setting=setting)
    return tuple(Overviews(told, terms, work.reuse, digest(work.base, repr(setting))).shelved(work.around))


def _with_proposal(setting: Setting, method: Method) -> Setting:
    """Return the setting with what a proposed deal's file begins as, which the method decides."""
    if setting.forge is None:
        return setting
    return replace(setting, forge=replace(setting.forge, proposal=proposed_deal(method).decode()))


def _stop_at_the_method(problems: Iterable[Problem], folder: str) -> None:
    """Stop where the method itself cannot be read: no deal could be judged by it."""
    if stopping := [problem for problem in problems if problem.path == f"{folder}/{METHOD}"]:
        raise Refused(stopping)


def _manifest(order: Order, deals: int, files: int, problems: int) -> bytes:
    told = {
        "playbook": __version__,
        "today": order.setting.today.isoformat(),
        "commit": order.newest and {"id": order.newest.id, "time": order.newest.time.isoformat()},
        "deals": deals,
        "files": files,
        "problems": problems,
    }
    return (json.dumps(told, indent=1) + "\n").encode()
