"""A cache whose parts are of other builds, damaged or no files at all: never seen in the site, and never a fault."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner, Result

from generator.cli.main import main
from tests.git.repository import Repository
from tests.plugin.trees import DEALS, MKDOCS, Tree, files_of, planted

DEAL = "aldermoor/core-banking.md"
STATES: Sequence[tuple[str, str, str]] = (
    ("deals/aldermoor/notes-only.md", "", ""),
    (f"deals/{DEAL}", 'us: "-"', 'us: "+"'),
    (f"deals/{DEAL}", "Core <b>", "Old core <b>"),
    ("deals/aldermoor/side-deal.md", "Side deal", "Aside"),
    ("deals/partners/pellucid.md", "Pellucid Data", "Pellucid"),
    ("deals/aldermoor/index.md", "Ruth Okafor", "Ruth Lind"),
    ("mkdocs.yml", "Deals & more", "More & deals"),
)
"""What each commit changes: a file, an old text in it and the new one; the first changes nothing."""
DAYS = ("2026-11-23", "2026-12-09")


@dataclass
class Bench:
    """A playbook with several commits, which are checked out and built as of either day; `kept` are its caches."""

    tree: Tree
    repository: Repository
    commits: list[str] = field(default_factory=list)
    kept: list[Path] = field(default_factory=list)

    @property
    def cache(self) -> Path:
        return self.tree.root / ".playbook-cache"

    def run(self, *options: str, day: str = DAYS[0]) -> Result:
        """Run the command; a fault of ours fails the test, whatever is said of it."""
        done = CliRunner().invoke(main, ["-C", str(self.tree.root), "build", "--jobs", "1", "--today", day, *options])
        assert done.exit_code == 0, done.output
        return done

    def site(self, *options: str, day: str = DAYS[0]) -> dict[str, bytes]:
        """Build, and return the site."""
        self.run(*options, day=day)
        return files_of(self.tree.site)

    def cold(self, day: str) -> dict[str, bytes]:
        """Return the site of a build that has nothing to go by."""
        aside = self.tree.root.parent / "aside"
        self.run("--cache", str(aside / "cache"), "--no-cache", "--site-dir", str(aside / "site"), day=day)
        made = files_of(aside / "site")
        shutil.rmtree(aside)
        return made

    def check_out(self, state: int) -> None:
        self.repository.git("checkout", "--quiet", "--force", self.commits[state])

    def keep(self) -> Path:
        """Keep a copy of the cache as it is now."""
        self.kept.append(self.tree.root.parent / f"kept-{len(self.kept)}")
        shutil.copytree(self.cache, self.kept[-1], symlinks=True)
        return self.kept[-1]

    def restore(self, name: str, kept: Path) -> None:
        """Put a part of the cache back as it was in an earlier one."""
        shutil.copy2(kept / name, self.cache / name)


def edited(tree: Tree, path: str, old: str, new: str) -> None:
    """Change a file by hand."""
    before = (tree.root / path).read_text("utf-8")
    assert old in before
    tree.write(path, before.replace(old, new))


def begun(root: Path, word: str = "") -> Bench:
    """Return a playbook with a commit for each of the states; `word` makes its deals others than those of a twin."""
    more = {"aldermoor/notes-only.md": f"---\ntitle: Notes{word}\nstage: qualify\n---\nSee [it](side-deal.md).\n"}
    tree = planted(root, {**DEALS, **more}, MKDOCS)
    repository = Repository(root)
    (root / ".gitignore").write_text("site/\n", "utf-8")
    bench = Bench(tree, repository)
    for number, (path, old, new) in enumerate(STATES):
        if old:
            edited(tree, path, old, new)
        bench.commits.append(repository.commit(f"2026-11-{number + 1:02}"))
    return bench


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return begun(tmp_path / "playbook")


def parts_of(cache: Path) -> list[str]:
    """Return the files of a cache, in order."""
    return sorted(
        str(each.relative_to(cache)) for each in cache.rglob("*") if each.is_file() and not each.is_symlink()
    )


def same_kind(name: str, other: str) -> bool:
    """Tell whether two parts are of one kind: an index and an index, columns of one kind of summaries, histories."""
    return Path(name).parent == Path(other).parent and name.split(".")[0] == other.split(".")[0]


def removed(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def truncated(target: Path, other: Path, random: Random) -> None:
    content = target.read_bytes()
    target.write_bytes(content[: random.randrange(len(content))])


def flipped(target: Path, other: Path, random: Random) -> None:
    content = bytearray(target.read_bytes())
    content[random.randrange(len(content))] ^= 1 << random.randrange(8)
    target.write_bytes(content)


def spliced(target: Path, other: Path, random: Random) -> None:
    ours, theirs = target.read_bytes(), other.read_bytes()
    target.write_bytes(ours[: len(ours) // 2] + theirs[len(theirs) // 2 :])


def replaced(target: Path, other: Path, random: Random) -> None:
    content = other.read_bytes()
    removed(target)
    target.write_bytes(content)


def a_folder(target: Path, other: Path, random: Random) -> None:
    removed(target)
    target.mkdir()
    (target / other.name).write_bytes(b"in the way")


def a_link(target: Path, other: Path, random: Random) -> None:
    removed(target)
    target.symlink_to(other)


def a_pipe(target: Path, other: Path, random: Random) -> None:
    removed(target)
    os.mkfifo(target)


def unreadable(target: Path, other: Path, random: Random) -> None:
    target.chmod(0)


def gone(target: Path, other: Path, random: Random) -> None:
    removed(target)


HARMS: Sequence[Callable[[Path, Path, Random], None]] = (
    *[replaced] * 6,
    truncated,
    flipped,
    spliced,
    a_folder,
    a_link,
    a_pipe,
    unreadable,
    gone,
)


def harm(bench: Bench, random: Random) -> None:
    """Swap, mix, cut and remove parts of the cache at random; most are put back as another build left them."""
    kept = random.choice(bench.kept)
    if random.random() < 0.2:
        removed(bench.cache)
        shutil.copytree(kept, bench.cache, symlinks=True)
        kept = random.choice(bench.kept)
    for name in parts_of(bench.cache):
        if random.random() < 0.25:
            alike = [other for other in parts_of(kept) if same_kind(name, other)]
            siblings = [other for other in parts_of(kept) if Path(other).parent == Path(name).parent]
            others = alike if alike and random.random() < 0.7 else siblings
            if others:
                random.choice(HARMS)(bench.cache / name, kept / random.choice(others), random)


@pytest.fixture(scope="module")
def of_all_states(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Bench, Mapping[tuple[int, str], dict[str, bytes]]]:
    """Return a playbook with its caches of all states and one of a twin, and the site that each state is to have."""
    folder, wanted = tmp_path_factory.mktemp("states"), {}
    bench, twin = begun(folder / "playbook"), begun(folder / "twin", " too")
    twin.run()
    bench.kept.append(twin.cache)
    for state in range(len(STATES)):
        bench.check_out(state)
        day = DAYS[state % 2]
        wanted[state, day] = bench.cold(day)
        assert bench.site(day=day) == wanted[state, day]
        bench.keep()
    return bench, wanted


@pytest.mark.xdist_group("swapped caches")
@pytest.mark.parametrize("seed", range(3))
def test_parts_of_other_builds_are_never_seen_in_the_site(
    of_all_states: tuple[Bench, Mapping[tuple[int, str], dict[str, bytes]]], seed: int
) -> None:
    random, (bench, wanted) = Random(seed), of_all_states  # noqa: S311 - it keeps no secret
    removed(bench.tree.site)
    removed(bench.cache)
    shutil.copytree(bench.kept[-1], bench.cache, symlinks=True)
    for _ in range(8):
        state, day = random.choice([*wanted])
        bench.check_out(state)
        harm(bench, random)
        assert bench.site(day=day) == wanted[state, day]
        assert bench.site(day=day) == wanted[state, day]
        harm(bench, random)
        assert bench.site(day=day) == wanted[state, day]


def test_an_index_that_an_earlier_build_left_is_not_believed(bench: Bench) -> None:
    first = bench.site()
    kept = bench.keep()
    edited(bench.tree, f"deals/{DEAL}", 'us: "+"', 'us: "-"')
    bench.site()
    edited(bench.tree, f"deals/{DEAL}", 'us: "-"', 'us: "+"')
    bench.restore("built/site/index", kept)
    assert bench.site() == first


def test_a_proof_that_an_earlier_build_left_is_not_believed(bench: Bench) -> None:
    first = bench.site(day=DAYS[0])
    kept = bench.keep()
    assert bench.site(day=DAYS[1]) != first
    for name in parts_of(kept):
        if name.startswith("proofs/"):
            bench.restore(name, kept)
    assert bench.site(day=DAYS[0]) == first


def test_a_build_of_which_something_else_was_asked_ends_the_proof_of_the_one_before(bench: Bench) -> None:
    """Both write the same site; nothing was tampered with."""
    first = bench.site(day=DAYS[0])
    bench.site("--keep-going", day=DAYS[1])
    assert "nothing changed" not in bench.run(day=DAYS[0]).output
    assert files_of(bench.tree.site) == first


def test_the_proof_of_another_folder_proves_nothing(bench: Bench, tmp_path: Path) -> None:
    bench.site()
    shutil.copytree(bench.tree.root, tmp_path / "other", symlinks=True)
    other = Bench(Tree(tmp_path / "other"), Repository(tmp_path / "other"))
    shutil.rmtree(other.cache)
    other.run()
    edited(other.tree, f"deals/{DEAL}", "Old core", "New core")
    (ours,) = (bench.cache / "proofs").iterdir()
    (theirs,) = (other.cache / "proofs").iterdir()
    theirs.write_bytes(ours.read_bytes())
    assert "nothing changed" not in other.run().output
    assert other.site() == other.cold(DAYS[0])


@pytest.mark.parametrize("change", ["swapped", "removed", "of an earlier build"])
def test_columns_and_shards_are_those_that_the_index_tells_of(bench: Bench, change: str) -> None:
    bench.site()
    kept = bench.keep()
    edited(bench.tree, "deals/aldermoor/side-deal.md", "Aside", "Beside")
    bench.site()
    files = [each for each in (bench.cache / "built/site").iterdir() if each.name not in ("index", "seal", "theme")]
    for file in sorted(files):
        if change == "swapped":
            file.write_bytes(files[files.index(file) - 1].read_bytes())
        elif change == "removed":
            file.unlink()
        else:
            alike = [name for name in parts_of(kept) if same_kind(name, f"built/site/{file.name}")]
            file.write_bytes((kept / alike[0]).read_bytes())
    edited(bench.tree, f"deals/{DEAL}", 'us: "+"', 'us: "?"')
    made, again = bench.site(), bench.site()
    assert made == again == bench.cold(DAYS[0])


def test_what_stands_in_the_place_of_a_part_is_replaced_so_that_the_next_build_can_do_nothing(bench: Bench) -> None:
    bench.site()
    for name in parts_of(bench.cache):
        removed(bench.cache / name)
        (bench.cache / name).mkdir()
    bench.site()
    assert "nothing changed" in bench.run().output


def test_a_history_is_read_for_its_own_deal_alone_and_no_pipe_is_waited_for(bench: Bench) -> None:
    first = bench.site()
    for kind in ("judged", "lines"):
        ours, theirs = (bench.cache / f"history/aldermoor/{name}.{kind}" for name in ("core-banking", "side-deal"))
        ours.write_bytes(theirs.read_bytes())
    removed(bench.cache / "history/log.lines")
    os.mkfifo(bench.cache / "history/log.lines")
    removed(bench.cache / "built")
    assert bench.site() == first
