"""Comparing what pages look like with what an earlier revision made them look like.

    python -m benchmarks.compare_pictures REVISION
    python -m benchmarks.compare_pictures REVISION --only plan --keep pictures    a few pages, both pictures kept

The deals are those of the revision, built by its generator and theme and by today's. Every kind of page is taken
light, dark, on a phone, as it prints and in forced colours, and printed: there the words on each sheet are compared.
Prints, per picture, the share of its pixels that differ, and ends with 1 where that is more than a thousandth.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageChops
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright
from pypdf import PdfReader

from benchmarks.pictures import LAPTOP, PHONE, Scene, beside_the_site, every_kind, opened
from benchmarks.same_site import built
from tests.browser.chromium import FLAGS, executable
from tests.browser.serving import served
from tests.house.imports import ROOT

TOLERANCE = 24
"""How far a channel of a pixel may be off, of 255: the edges of letters and curves are not drawn alike every time."""
BOUND = 0.001
"""The share of a picture's pixels that may be off by more than that."""
SHEET: ViewportSize = {"width": 688, "height": 973}
"""The pixels of a sheet of A4 within our margins of 14 mm."""


class Look(NamedTuple):
    """How a page is looked at: the size of the window, and what the browser is told of the reader's screen."""

    size: ViewportSize
    media: Mapping[str, str]


LOOKS = {
    "light": Look(LAPTOP, {"color_scheme": "light"}),
    "dark": Look(LAPTOP, {"color_scheme": "dark"}),
    "phone": Look(PHONE, {"color_scheme": "light"}),
    "print": Look(SHEET, {"media": "print", "color_scheme": "light"}),
    "forced": Look(LAPTOP, {"forced_colors": "active", "color_scheme": "dark"}),
}


def main() -> None:
    """Take both sets of pictures, print how far they differ, and exit with 1 if one differs too far."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("revision")
    asked.add_argument("--only", default="", metavar="WORD", help="pages with this word in the name of their picture")
    asked.add_argument("--keep", type=Path, help="a folder for the pictures that differ")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        clone = Path(folder, "playbook")
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
        subprocess.run(["git", "checkout", "--quiet", "--detach", given.revision], cwd=clone, check=True)
        browser = playwright.chromium.launch(executable_path=executable(), args=list(FLAGS))
        with ExitStack() as open_sites:
            sides = [
                scenes(clone, generator, Path(folder, name), open_sites)
                for name, generator in (("before", clone), ("after", ROOT))
            ]
            chosen = [each for each in zip(*sides, strict=True) if given.only in each[0].name]
            over = [compare(browser, before, after, given.keep) for before, after in chosen]
        browser.close()
    print(f"{len(over)} pages in {len(LOOKS)} looks and on paper: {sum(over)} pictures over the bound")
    sys.exit(any(over))


def scenes(playbook: Path, generator: Path, site: Path, open_sites: ExitStack) -> Iterator[Scene]:
    """Build a playbook with the generator of a tree; return its scenes, there until `open_sites` closes."""
    built(playbook, generator, site)
    base = open_sites.enter_context(served(site))
    return chain(every_kind(base), open_sites.enter_context(beside_the_site(playbook, generator)))


def compare(browser: Browser, before: Scene, after: Scene, keep: Path | None) -> int:
    """Print how far each picture of a page differs, keep those that do; return how many are over the bound."""
    over = 0
    for look, how in LOOKS.items():
        pictures = [picture(browser, scene, how) for scene in (before, after)]
        share = difference(*pictures)
        over += verdict(f"{before.name}-{look}", share, f"{share:.3%} of {size(pictures[1])}")
        if keep and share:
            kept(keep, f"{before.name}-{look}", *pictures)
    if before.whole:
        sheets = [paper(browser, scene) for scene in (before, after)]
        over += verdict(
            f"{before.name}-paper", sheets[0] != sheets[1], f"{len(sheets[0])} to {len(sheets[1])} sheets"
        )
    return over


def verdict(name: str, share: float, says: str) -> bool:
    """Print a line about a picture; return whether it is over the bound."""
    over = share > BOUND
    print(f"{'OVER' if over else 'same' if not share else 'near':<6}{name:<44}{says}", flush=True)
    return over


def size(picture: Image.Image) -> str:
    """Return the size of a picture in words."""
    return f"{picture.width} x {picture.height}"


def picture(browser: Browser, scene: Scene, look: Look) -> Image.Image:
    """Return a scene as a reader sees it."""
    with browser.new_context(viewport=look.size) as context:
        page = seen(context.new_page(), scene, look)
        taken = page.screenshot(full_page=scene.whole, animations="disabled")
    return Image.open(BytesIO(taken)).convert("RGB")


def paper(browser: Browser, scene: Scene) -> list[str]:
    """Return the words on each sheet of a printed scene."""
    with browser.new_context(viewport=LAPTOP) as context:
        page = opened(context.new_page(), scene)
        printed = page.pdf(format="A4", prefer_css_page_size=True)
    return [sheet.extract_text() for sheet in PdfReader(BytesIO(printed)).pages]


def seen(page: Page, scene: Scene, look: Look) -> Page:
    """Open a scene as the look has it; a page is made for its medium after the reader has done what they do there."""
    media = dict(look.media)
    medium = media.pop("media", None)
    page.emulate_media(**media)  # type: ignore[arg-type]  # words of LOOKS
    opened(page, scene)
    if medium:
        page.emulate_media(media=medium)  # type: ignore[arg-type]  # words of LOOKS
    return page


def difference(before: Image.Image, after: Image.Image) -> float:
    """Return the share of pixels that differ by more than the tolerance; where one picture ends, they do."""
    width, height = max(before.width, after.width), max(before.height, after.height)
    off = ImageChops.difference(before, after)
    worst = off.convert("RGB").split()
    strongest = ImageChops.lighter(ImageChops.lighter(worst[0], worst[1]), worst[2])
    differing = sum(strongest.histogram()[TOLERANCE + 1 :])
    return (differing + width * height - off.width * off.height) / (width * height)


def kept(folder: Path, name: str, before: Image.Image, after: Image.Image) -> None:
    """Write both pictures side by side."""
    folder.mkdir(parents=True, exist_ok=True)
    both = Image.new("RGB", (before.width + after.width, max(before.height, after.height)), "magenta")
    both.paste(before, (0, 0))
    both.paste(after, (before.width, 0))
    both.save(folder / f"{name}.png")


if __name__ == "__main__":
    main()
