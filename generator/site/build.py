"""From a source of deal files to a whole site in a staging folder, or to the problems that stop it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from generator import __version__
from generator.assess.row import Row
from generator.edit.new import proposed_deal
from generator.model.method import Method
from generator.problems import Problem, Refused
from generator.read.files import METHOD, Source
from generator.read.playbook import read_surroundings
from generator.show.exports import exports
from generator.show.overview import overview_pages
from generator.show.page import Commit, Setting
from generator.site.deals import Batch, Terms, build_deals, shelve
from generator.site.pouring import Frame
from generator.site.staging import MANIFEST, Shelf
from generator.track.history import Chronicle
from generator.track.tree import Tip

Tell = Callable[[int, int], None]
"""Is told, as work goes on, how many deals are done and how many there are."""


def silence(done: int, whole: int) -> None:
    """Say nothing of the progress."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be built, from what, and how."""

    source: Source
    setting: Setting
    changed: Mapping[str, Commit]
    jobs: int = 1
    keep_going: bool = False
    tell: Tell = silence
    newest: Tip | None = None
    chronicle: Chronicle | None = None


@dataclass(frozen=True, slots=True)
class Built:
    """What was built: the deals and the problems met, the files of the site, and what its search finds."""

    deals: int
    problems: tuple[Problem, ...]
    files: frozenset[str]
    found: tuple[bytes, ...]


def build(order: Order, frame: Frame, shelf: Shelf) -> Built:
    """Put every page and export on the shelf.

    Raise Refused with every problem of every file where one stops the build: any at all, or with `keep_going` one
    in the method.
    """
    paths = list(order.source.listing().deals.values())
    surroundings, problems = read_surroundings(order.source)
    _stop_at_the_method(problems, order.source.name)
    setting = _with_proposal(order.setting, surroundings.method)
    terms = Terms(order.source, surroundings, setting, order.changed, frame, shelf, order.chronicle)
    made = Made(problems=[*problems])
    for batch in build_deals(paths, terms, order.jobs):
        made.add(batch)
        order.tell(made.deals, len(paths))
    if made.problems and not order.keep_going:
        raise Refused(made.problems)
    return _with_overviews(made, terms, order.newest)


def _with_proposal(setting: Setting, method: Method) -> Setting:
    """Return the setting with what a proposed deal's file begins as, which the method decides."""
    if setting.forge is None:
        return setting
    return replace(setting, forge=replace(setting.forge, proposal=proposed_deal(method).decode()))


@dataclass(slots=True)
class Made:
    """What has come of the deals so far."""

    problems: list[Problem]
    deals: int = 0
    rows: list[Row] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    found: list[bytes] = field(default_factory=list)

    def add(self, batch: Batch) -> None:
        """Take in what a worker reports."""
        self.deals += batch.deals
        self.problems += batch.problems
        self.rows += batch.rows
        self.files += batch.files
        self.found.append(batch.found)


def _stop_at_the_method(problems: Iterable[Problem], folder: str) -> None:
    """Stop where the method itself cannot be read: no deal could be judged by it."""
    if stopping := [problem for problem in problems if problem.path == f"{folder}/{METHOD}"]:
        raise Refused(stopping)


def _with_overviews(made: Made, terms: Terms, newest: Tip | None) -> Built:
    """Put on the shelf what draws on several deals, and the manifest."""
    problems = tuple(sorted(made.problems))
    pages = overview_pages(made.rows, terms.surroundings, terms.setting, problems)
    for page in pages:
        files, found = shelve([page], terms)
        made.files += files
        made.found.append(found)
    for address, content in exports(made.rows, terms.surroundings, terms.setting).items():
        terms.shelf.put(address, content)
        made.files.append(address)
    terms.shelf.put(MANIFEST, _manifest(made, terms.setting, newest))
    return Built(made.deals, problems, frozenset(made.files) | {MANIFEST}, tuple(made.found))


def _manifest(made: Made, setting: Setting, newest: Tip | None) -> bytes:
    told = {
        "playbook": __version__,
        "today": setting.today.isoformat(),
        "commit": newest and {"id": newest.id, "time": newest.time.isoformat()},
        "deals": made.deals,
        "files": len(made.files) + 1,
        "problems": len(made.problems),
    }
    return (json.dumps(told, indent=1) + "\n").encode()
