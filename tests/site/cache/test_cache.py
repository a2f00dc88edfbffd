"""What the last build has left: used where it still holds, worth nothing otherwise, never seen in the site."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.git.cache_file import memory
from generator.problems import Refused
from generator.read.files import WorkTree
from generator.read.surroundings import SurroundingFiles
from generator.show.page import Commit, Setting
from generator.show.urls.proposals import ProposalTarget
from generator.site.build import Built, build
from generator.site.cache.reuse import LastBuild
from generator.site.cache.store import CacheStore
from generator.site.layout.navigation import places
from generator.site.layout.page_file import ThemeFrame
from generator.site.layout.template import SLOTS, Shell
from generator.site.output.background import BackgroundCheck
from generator.site.output.snapshot import seal, take
from generator.site.output.staging import Staging
from generator.site.request import BuildRequest
from generator.site.tasks.context import BuildContext
from tests.git.repository import Repository
from tests.plugin.trees import BROKEN, DEALS, Tree, files_of, planted

pytestmark = pytest.mark.slow

SHELL = Shell(("<main>", *("\n" for _ in SLOTS[2:]), "</main>"), SLOTS[1:])
FRAME = ThemeFrame(dict.fromkeys(places(), SHELL), SHELL, "https://deals.example/")
TARGET = ProposalTarget("github", "https://git.example", "https://git.example/api/v3", "acme/deals", "main", "deals/")
BEGUN = Setting(dt.date(2026, 11, 23), "Deals", proposes_to=TARGET)
DEAL = "deals/aldermoor/core-banking.md"
MORE = {
    "brackwell/broker-portal.md": "---\ntitle: Broker portal\nstage: qualify\ncompetitors: [ostrakon]\n---\n",
    "brackwell/claims.md": "---\ntitle: Claims\nstage: prospect\n---\nSee [the portal](broker-portal.md).\n",
}


MEETING = "deals/aldermoor/meetings/2026-11-20-controller.md"
HELD = """---
date: 2026-11-20
deals: [core-banking]
present: {Ruth: r-okafor}
---
Ruth: A word of the meeting: albatross.
"""


@dataclass
class Bench:
    """A playbook that is built again and again, as of a day that can be moved."""

    tree: Tree
    setting: Setting = BEGUN

    @property
    def cache(self) -> Path:
        return self.tree.root / ".playbook-cache"

    def build(self, site: str = "site", cache: Path | None = None) -> Built:
        """Build with what the last build left in the cache, or in an empty one."""
        staging = Staging(self.tree.root / site)
        deals, kept = self.tree.root / "deals", cache or self.cache
        inputs = take(str(deals))
        store, looking = CacheStore(kept), BackgroundCheck(str(self.tree.root / site), kept / "seal")
        staging.open(looking.snapshot if looking.store == store.digest else None)
        last = LastBuild(store, inputs.by_path, inputs.looked, staging.as_left, staging.holds)
        try:
            source = WorkTree(deals)
            around = SurroundingFiles(source, source.listing())
            context = BuildContext(around, self.setting, {}, FRAME, staging.sink)
            built = build(BuildRequest(keep_going=True), context, last)
            files = staging.publish(built.files)
            told = built.keep((), "")
            if snapshot := staging.snapshot(files):
                seal(kept / "seal", snapshot, told)
        finally:
            staging.close()
        return built

    def cold(self) -> tuple[Built, dict[str, bytes]]:
        """Build with nothing to go by into a folder of its own."""
        with tempfile.TemporaryDirectory(dir=self.tree.root) as folder:
            built = self.build(f"{Path(folder).name}/site", Path(folder, "cache"))
            return built, files_of(Path(folder, "site"))

    def moments(self) -> dict[str, tuple[int, int]]:
        """Return which file stands at each path of the site, and when it was written."""
        return {
            str(path.relative_to(self.tree.site)): (path.stat().st_ino, path.stat().st_mtime_ns)
            for path in self.tree.site.rglob("*")
            if path.is_file()
        }


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(planted(tmp_path / "playbook", DEALS | MORE))


def text_of(tree: Tree, path: str) -> str:
    return (tree.root / path).read_text("utf-8")


def swap(tree: Tree, path: str, old: str, new: str) -> None:
    if (tree.root / path).is_file():
        tree.write(path, text_of(tree, path).replace(old, new))


def rename(tree: Tree, path: str, to: str) -> None:
    if (tree.root / path).is_file():
        (tree.root / to).parent.mkdir(exist_ok=True)
        (tree.root / path).replace(tree.root / to)


def remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def damage(bench: Bench) -> None:
    for file in [*sorted(bench.cache.glob("[0-9]*")), *bench.cache.glob("glance.*")]:
        content = bytearray(file.read_bytes())
        content[-20] ^= 1
        file.write_bytes(content)


EDITS: dict[str, Callable[[Bench], object]] = {
    "a rating": lambda of: swap(of.tree, DEAL, 'us: "-"', 'us: "+"'),
    "a title": lambda of: swap(of.tree, DEAL, "Core <b>", "Old core <b>"),
    "a new deal": lambda of: of.tree.write("deals/corvane/depot.md", "---\ntitle: Depot\nstage: evaluate\n---\n"),
    "a deal less": lambda of: remove(of.tree.root / "deals/aldermoor/side-deal.md"),
    "another name": lambda of: rename(of.tree, "deals/brackwell/broker-portal.md", "deals/brackwell/portal.md"),
    "another account": lambda of: rename(of.tree, "deals/brackwell/claims.md", "deals/dunmere/claims.md"),
    "an account": lambda of: swap(of.tree, "deals/aldermoor/index.md", "Aldermoor Bank", "Bank of Aldermoor"),
    "a person": lambda of: swap(of.tree, "deals/aldermoor/index.md", "Ruth Okafor", "Ruth Lind"),
    "a partner": lambda of: swap(of.tree, "deals/partners/pellucid.md", "Pellucid Data", "Pellucid"),
    "a partner's owner": lambda of: swap(
        of.tree, "deals/partners/pellucid.md", "---\ntitle", "---\nowner: Lena\ntitle"
    ),
    "an account without a deal": lambda of: of.tree.write("deals/dunmere/index.md", "---\nowner: Kai Noor\n---\n"),
    "a competitor": lambda of: of.tree.write("deals/competitors/ostrakon.md", "---\ntitle: Ostrakon Cloud\n---\n"),
    "no competitor": lambda of: remove(of.tree.root / "deals/competitors/zeldrin.md"),
    "the team": lambda of: of.tree.write("deals/index.md", "---\ntitle: We\nofferings: {care: Care}\n---\n"),
    "a region": lambda of: swap(of.tree, "deals/aldermoor/index.md", "---\ntitle", "---\nregion: North\ntitle"),
    "the members": lambda of: of.tree.write("deals/index.md", "---\nmembers: {dr: {name: dana  REYES}}\n---\n"),
    "the method": lambda of: of.tree.write("deals/method.yml", "extends: meddpicc\n"),
    "the method again": lambda of: of.tree.write("deals/method.yml", "closing_days: 60\n"),
    "a mistake": lambda of: of.tree.write("deals/aldermoor/side-deal.md", BROKEN),
    "a mistake in the account": lambda of: of.tree.write("deals/aldermoor/index.md", "---\ntitel: Bank\n---\n"),
    "a meeting": lambda of: of.tree.write(MEETING, HELD),
    "another word in it": lambda of: swap(of.tree, MEETING, "albatross", "gannet"),
    "another deal of it": lambda of: swap(of.tree, MEETING, "core-banking", "side-deal"),
    "another day of it": lambda of: rename(of.tree, MEETING, MEETING.replace("-20", "-21")),
    "a mistake in it": lambda of: swap(of.tree, MEETING, "r-okafor", "r-okafr"),
    "a meeting less": lambda of: remove(of.tree.root / MEETING),
    "a meeting elsewhere": lambda of: of.tree.write(MEETING.replace("aldermoor", "dunmere"), HELD),
    "a link to a meeting": lambda of: swap(
        of.tree, DEAL, "A word of the notes", "[the call](meetings/2026-11-20-controller.md)"
    ),
    "the day": lambda of: setattr(of, "setting", replace(of.setting, today=of.setting.today + dt.timedelta(9))),
    "a commit": lambda of: setattr(of, "setting", replace(of.setting, commit=Commit("0123456789", BEGUN.today))),
    "a page by hand": lambda of: of.tree.write("site/aldermoor/core-banking/index.html", "mine"),
    "a page less": lambda of: remove(of.tree.site / "aldermoor/index.html"),
    "a site less": lambda of: remove(of.tree.site),
    "a damaged cache": damage,
    "a cache less": lambda of: remove(of.cache),
}


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.lists(st.sampled_from(sorted(EDITS)), min_size=1, max_size=3), min_size=1, max_size=4))
def test_after_any_edits_the_site_is_the_one_of_a_cold_build(rounds: list[list[str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(planted(Path(folder, "playbook"), DEALS | MORE))
        bench.build()
        for edits in rounds:
            for edit in edits:
                EDITS[edit](bench)
            built, (cold, wanted) = bench.build(), bench.cold()
            assert files_of(bench.tree.site) == wanted
            assert built.problems == cold.problems


@pytest.mark.parametrize("edit", sorted(EDITS))
def test_after_each_edit_the_site_is_the_one_of_a_cold_build(bench: Bench, edit: str) -> None:
    bench.build()
    EDITS[edit](bench)
    bench.build()
    assert files_of(bench.tree.site) == bench.cold()[1]


def test_where_nothing_changed_nothing_is_written(bench: Bench) -> None:
    bench.build()
    before = bench.moments()
    for _ in range(2):
        bench.build()
        assert bench.moments() == before


def test_a_note_changes_the_pages_that_show_it_and_no_other(bench: Bench) -> None:
    bench.build()
    before = bench.moments()
    swap(bench.tree, DEAL, "cormorant", "kingfisher")
    bench.build()
    after = bench.moments()
    written = {path for path in after if after[path] != before.get(path)}
    words = {path for path in after if path.startswith("search/words/")}
    assert written - words == {
        "aldermoor/core-banking/index.html",
        "aldermoor/core-banking/search.json",
        "edit/files/aldermoor/core-banking.md.json",
        "search/shards.json",
    }
    assert set() < written & words < words


def test_a_meeting_changes_the_pages_of_its_account_and_no_other(bench: Bench) -> None:
    bench.tree.write(MEETING, HELD)
    bench.build()
    before = bench.moments()
    swap(bench.tree, MEETING, "albatross", "gannet")
    bench.build()
    after = bench.moments()
    written = {path for path in after if after[path] != before.get(path) and not path.startswith("search/")}
    assert written == {
        "aldermoor/meetings/2026-11-20-controller/index.html",
        "aldermoor/meetings/2026-11-20-controller/search.json",
    }
    assert b"gannet" in files_of(bench.tree.site)["aldermoor/meetings/2026-11-20-controller/index.html"]


def test_a_deal_draws_on_the_partners_that_it_names_and_on_no_other_deal(bench: Bench) -> None:
    bench.build()
    swap(bench.tree, "deals/partners/pellucid.md", "Pellucid Data", "Pellucid")
    bench.build()
    kept = CacheStore(bench.cache)
    part = {
        name: {each.name for each in kept.result(name).dependencies if each.part == "partners"}
        for name in kept.index.notes
    }
    assert "pellucid" in part["aldermoor/core-banking.md"]
    assert "pellucid" not in part["brackwell/claims.md"]


def test_what_another_edition_wrote_is_worth_nothing(bench: Bench) -> None:
    bench.build()
    for file in bench.cache.iterdir():
        _, _, lines = file.read_bytes().partition(b"\n")
        file.write_bytes(b"a build of playbook 0123\n" + lines)
    assert not CacheStore(bench.cache).index.notes
    bench.build()
    assert files_of(bench.tree.site) == bench.cold()[1]


def test_a_deal_that_is_gone_leaves_nothing_in_the_cache(bench: Bench) -> None:
    bench.build()
    assert "aldermoor/side-deal.md" in CacheStore(bench.cache).index.notes
    remove(bench.tree.root / "deals/aldermoor/side-deal.md")
    bench.build()
    assert "aldermoor/side-deal.md" not in CacheStore(bench.cache).index.notes


def test_an_index_that_would_be_the_same_is_not_written_again(bench: Bench) -> None:
    bench.build()
    bench.build()
    index = bench.cache / "index"
    before = index.stat().st_ino, index.stat().st_mtime_ns
    bench.build()
    assert (index.stat().st_ino, index.stat().st_mtime_ns) == before
    swap(bench.tree, DEAL, 'us: "-"', 'us: "+"')
    bench.build()
    assert index.stat().st_ino != before[0]


def test_a_link_in_the_place_of_a_cache_file_is_not_followed(bench: Bench, tmp_path: Path) -> None:
    bench.build()
    for file in bench.cache.iterdir():
        file.replace(tmp_path / file.name)
        file.symlink_to(tmp_path / file.name)
    assert not CacheStore(bench.cache).index.notes


def test_a_cache_that_cannot_be_written_keeps_nothing_and_stops_nothing(bench: Bench) -> None:
    bench.cache.write_text("a file in its place", "utf-8")
    bench.build()
    assert files_of(bench.tree.site) == bench.cold()[1]


def test_a_cache_under_version_control_is_refused(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.commit("2026-11-01", **{".playbook-cache/built/site/00": "forged"})
    with pytest.raises(Refused, match="under version control"):
        memory(tmp_path)
