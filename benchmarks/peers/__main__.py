"""Build the same deals with the playbook and with the generators that a team would pick instead, and time it.

    python -m benchmarks.peers --count 1000 --peers playbook,hugo+pagefind,eleventy+pagefind,hugo,eleventy --rounds 3

Installs the peers into .make/peers/tools/, checks that their pages say what ours say, and writes the medians into
benchmarks/RESULTS.md. Ends with 1 where a page differs: what fails its check is not measured.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import shutil
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from benchmarks import realistic
from benchmarks.peers import comparison, content, results
from benchmarks.peers.builder import Builder, Playbook
from benchmarks.peers.content import Deal
from benchmarks.peers.eleventy import Eleventy
from benchmarks.peers.hugo import Hugo
from benchmarks.peers.macros import Macros
from benchmarks.peers.pagefind import EleventyPagefind, HugoPagefind, Pagefind
from benchmarks.peers.peer import Peer
from benchmarks.peers.rounds import cold, measured
from benchmarks.peers.zensical import Zensical

GENERATORS: tuple[type[Peer], ...] = (HugoPagefind, EleventyPagefind, Zensical, Macros, Hugo, Eleventy)
PEERS: dict[str, type[Peer]] = {each.name: each for each in GENERATORS}
ROOT = Path(__file__).resolve().parents[2]
COMPARED = 100
"""How many deals' pages are compared at most."""


def prepared(playbook: Playbook, count: int, peers: Sequence[Peer]) -> list[Deal]:
    """Make the deals, build them with the playbook, and give every peer its input; return the deals."""
    shutil.rmtree(playbook.folder, ignore_errors=True)
    realistic.write(count, playbook.folder)
    cold(playbook)
    deals = list(content.deals(playbook.folder))
    method, shell = content.method(), content.shell(playbook.folder, deals[0].path)
    for peer in peers:
        peer.begin(method, shell, playbook.site / "assets")
    with ProcessPoolExecutor(os.cpu_count(), get_context("fork")) as pool:
        list(pool.map(partial(give, playbook.folder, peers), deals, chunksize=20))
    return deals


def give(playbook: Path, peers: Sequence[Peer], deal: Deal) -> None:
    """Write the pages of a deal for every peer."""
    for page in content.pages(playbook, deal):
        for peer in peers:
            peer.write(page)


def compare(ours: Path, deals: Sequence[Deal], builder: Builder) -> None:
    """Tell whether a built site says what ours says; end where it does not."""
    if builder.site == ours:
        return
    sample = comparison.sample(deals, COMPARED)
    faults = comparison.missing(builder.site, deals) or list(comparison.differences(ours, builder.site, sample))
    pages = len(deals) * len(content.PAGES)
    if isinstance(builder, Pagefind) and (indexed := builder.indexed()) < pages:
        raise SystemExit(f"{builder.title}: {indexed:,} of {pages:,} pages are in the search index")
    if faults:
        raise SystemExit("\n".join([f"{builder.title}: {len(faults)} pages are missing or differ", *faults[:5]]))
    print(f"{builder.title}: {len(sample) * len(content.PAGES)} pages compared, all say the same", flush=True)


def names(written: str) -> list[str]:
    """Return the builders that are named."""
    unknown = set(written.split(",")) - {Playbook.name, *PEERS}
    if unknown:
        raise argparse.ArgumentTypeError(f"there is no {' and no '.join(sorted(unknown))}")
    return written.split(",")


def asked() -> argparse.Namespace:
    """Return what the command line asks for."""
    parser = argparse.ArgumentParser(description="Time cold builds of the same deals by the playbook and its peers.")
    parser.add_argument("--count", type=int, default=100, help="how many deals (100)")
    every = ",".join([Playbook.name, *PEERS])
    parser.add_argument("--peers", type=names, default=every, help=f"which, by name ({every})")
    parser.add_argument("--rounds", type=int, default=3, help="how many rounds (3)")
    parser.add_argument("--folder", type=Path, default=ROOT / ".make" / "peers", help="where to install and build")
    parser.add_argument("--results", type=Path, default=ROOT / "benchmarks" / "RESULTS.md", help="where to write")
    parser.add_argument("--keep", action="store_true", help="leave input and sites where they are")
    return parser.parse_args()


def main() -> None:
    """Install, prepare, measure, check and write down."""
    of = asked()
    work = (of.folder / f"{of.count}").resolve()
    playbook = Playbook(work)
    peers = [PEERS[name](work, of.folder.resolve() / "tools") for name in of.peers if name != Playbook.name]
    for peer in peers:
        peer.install()
    print(f"making {of.count:,} deals in {work}", flush=True)
    deals = prepared(playbook, of.count, peers)
    builders: list[Builder] = [*([playbook] if Playbook.name in of.peers else []), *peers]
    taken = measured(builders, of.rounds, partial(compare, playbook.site, deals))
    lines = [results.line(each, taken[each.name]) for each in builders]
    pins = list(dict.fromkeys(pin for peer in peers for pin in peer.versions()))
    compared = len(comparison.sample(deals, COMPARED))
    section = results.section(of.count, lines, compared, pins, dt.datetime.now(dt.UTC).date())
    document = of.results.read_text("utf-8") if of.results.is_file() else ""
    of.results.write_text(results.with_section(document, section), "utf-8")
    print(f"\n{section}")
    if not of.keep:
        shutil.rmtree(work)


if __name__ == "__main__":
    main()
