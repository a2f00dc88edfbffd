"""What holds for every test: properties are tried alike in every run, and real input runs only where it is.

Properties have no time limit, since machines differ, and leave nothing in the tree. Missing real input is said.
`--shuffle SEED` runs the modules, and the tests of each, in an order that only the seed decides.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from hypothesis.configuration import set_hypothesis_home_dir
from playwright.sync_api import Browser, sync_playwright

from tests.browser.chromium import FLAGS, executable

if TYPE_CHECKING:
    from tests.hostile.planting import Hostile


def keep_compiled(folder: Path) -> None:
    """Have Python compile each module once, for the tests and for the hundreds of commands that they start.

    Where nothing may be written beside the sources, each command would compile all that it loads, which is half of
    what most of them do; in the environment of the tests it is beside no source.
    """
    sys.dont_write_bytecode, sys.pycache_prefix = False, str(folder)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(folder)


if sys.dont_write_bytecode and sys.prefix != sys.base_prefix:
    keep_compiled(Path(sys.prefix, ".compiled"))
set_hypothesis_home_dir(Path(tempfile.gettempdir()) / "playbook-hypothesis")
settings.register_profile("playbook", deadline=None, database=None, derandomize=True)
settings.load_profile("playbook")

VARIABLE = "PLAYBOOK_REAL_INPUT"
REAL_INPUT = Path(os.environ.get(VARIABLE) or Path(__file__).resolve().parents[2] / "shared" / "data")


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark the tests that need a browser; those that share a fixture of their module run in one process."""
    needs_browser = "browser" in getattr(item, "fixturenames", ())
    if needs_browser:
        item.add_marker(pytest.mark.browser)
    if (needs_browser or shares_a_fixture(item)) and item.get_closest_marker("xdist_group") is None:
        item.add_marker(pytest.mark.xdist_group(item.nodeid.partition("::")[0]))


def shares_a_fixture(item: pytest.Item) -> bool:
    """Tell whether a test needs something that is made once for its module, and would be again in another process."""
    if not isinstance(item, pytest.Function):
        return False
    fixtures = item._fixtureinfo.name2fixturedefs  # nothing public tells a scope
    return any(each.scope == "module" for definitions in fixtures.values() for each in definitions)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--shuffle", type=int, metavar="SEED", help="run in an order that the seed decides")


def pytest_report_header(config: pytest.Config) -> list[str]:
    seed = config.getoption("--shuffle")
    return [] if seed is None else [f"order: --shuffle {seed}"]


def shuffled(items: list[pytest.Item], seed: int) -> list[pytest.Item]:
    """Return the tests with the modules in another order, and those of a module too, which keeps its fixtures."""
    order = random.Random(seed)  # noqa: S311 - it keeps no secret
    modules = [list(group) for _, group in groupby(items, lambda item: item.path)]
    order.shuffle(modules)
    return [item for module in modules for item in order.sample(module, len(module))]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if (seed := config.getoption("--shuffle")) is not None:
        items[:] = shuffled(items, seed)
    elif hasattr(config, "workerinput"):  # in several processes, none is left alone at the end with something long
        items.sort(key=lambda item: item.get_closest_marker("slow") is None)
    if REAL_INPUT.is_dir():
        return
    real = [item for item in items if item.get_closest_marker("real")]
    config.hook.pytest_deselected(items=real)
    items[:] = [item for item in items if item not in real]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not REAL_INPUT.is_dir():
        terminalreporter.section("real input")
        terminalreporter.line(f"NOT RUN: tests marked `real`, for {REAL_INPUT} is not there (name it in {VARIABLE})")


@pytest.fixture(scope="session")
def real_input() -> Path:
    return REAL_INPUT


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the browser once for all tests of a process."""
    path = executable()
    assert path, "no Chromium on this machine: run `make browser`"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Hostile:
    """Build the site of the hostile corpus once, for those who read its files and for the browser."""
    from tests.hostile.planting import build

    return build(tmp_path_factory.mktemp("hostile"))
