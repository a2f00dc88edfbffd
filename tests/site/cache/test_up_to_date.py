"""Nothing changed: told from stamps, and never told where anything did change."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from generator.plugin.driver import build
from generator.site.cache.up_to_date import Proof, keep, recalled
from generator.site.output.snapshot import look, seal, take, with_folders
from generator.site.output.stat import FileStamp, is_proof
from generator.site.request import BuildRequest
from generator.site.settings import Settings

DAY = dt.date(2026, 11, 23)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a deal and a page."""
    for path in ("deals/acme/core.md", "site/acme/core/index.html", "mkdocs.yml"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("x", "utf-8")
    return tmp_path


def proof_of(folder: Path, today: str = "") -> Proof:
    """Return the proof of a build that has just ended."""
    site, seal_file = str(folder / "site"), folder / "cache/seal"
    looked = look(site, with_folders(["acme/core/index.html"]))
    assert looked
    seal(seal_file, looked.settled(), "index")
    texts = ("file", "custom_dir", "site_name", "site_url", "repo_url", "edit_uri", "edit_uri_template")
    settings = Settings(
        **dict.fromkeys(texts, ""),
        docs_dir=str(folder / "deals"),
        site_dir=site,
        edits=(),
        directory_addresses=True,
        today=today,
        jobs=0,
        theirs=False,
    )
    inputs = tuple(take(str(folder / name)).record for name in ("mkdocs.yml", "deals"))
    return Proof(DAY.isoformat(), settings, "", inputs, str(seal_file), "index", 1, 1, 1)


def unchanged(folder: Path, asked: str, day: dt.date | None) -> Proof | None:
    """Return the proof that is kept for a question, where it holds."""
    last = recalled(folder, asked)
    return last.proof if last and last.holds(day) else None


def held(folder: Path) -> Proof | None:
    return unchanged(folder / "cache", "site", DAY)


def test_what_was_not_touched_is_unchanged_for_the_same_question(folder: Path) -> None:
    proof = proof_of(folder)
    keep(folder / "cache", "site", proof)
    assert held(folder) == proof
    assert unchanged(folder / "cache", "another site", DAY) is None


def test_another_day_is_a_change_unless_mkdocs_yml_names_the_day(folder: Path) -> None:
    keep(folder / "cache", "site", proof_of(folder))
    assert unchanged(folder / "cache", "site", DAY + dt.timedelta(1)) is None
    keep(folder / "cache", "site", proof_of(folder, DAY.isoformat()))
    assert unchanged(folder / "cache", "site", None) is not None


def test_a_build_as_of_another_day_is_no_proof_for_the_day_in_mkdocs_yml(folder: Path) -> None:
    keep(folder / "cache", "site", proof_of(folder, "2026-11-20"))
    assert unchanged(folder / "cache", "site", None) is None
    assert held(folder) is not None


def rewritten_in_the_same_moment(folder: Path) -> None:
    """Change a file within the tick in which it was looked at, at the same size and with its old time."""
    page = folder / "site/acme/core/index.html"
    told = page.stat()
    with page.open("r+b") as file:
        file.write(b"y")
    os.utime(page, ns=(told.st_atime_ns, told.st_mtime_ns))


def replaced(page: Path) -> None:
    page.unlink()
    page.mkdir()


CHANGES: dict[str, Callable[[Path], object]] = {
    "a deal written": lambda folder: (folder / "deals/acme/core.md").write_text("y", "utf-8"),
    "a deal more": lambda folder: (folder / "deals/acme/more.md").write_text("y", "utf-8"),
    "a deal less": lambda folder: (folder / "deals/acme/core.md").unlink(),
    "a deal renamed": lambda folder: (folder / "deals/acme/core.md").rename(folder / "deals/acme/heart.md"),
    "a link more": lambda folder: (folder / "deals/acme/more.md").symlink_to("core.md"),
    "settings": lambda folder: (folder / "mkdocs.yml").write_text("y", "utf-8"),
    "a page more": lambda folder: (folder / "site/acme/core/more.html").write_text("y", "utf-8"),
    "a page at the top": lambda folder: (folder / "site/more.html").write_text("y", "utf-8"),
    "a folder in the place of a page": lambda folder: replaced(folder / "site/acme/core/index.html"),
    "a seal less": lambda folder: (folder / "cache/seal").unlink(),
    "a page less": lambda folder: (folder / "site/acme/core/index.html").unlink(),
    "a page written at once": rewritten_in_the_same_moment,
    "a damaged proof": lambda folder: [each.write_text("{", "utf-8") for each in (folder / "cache/proofs").iterdir()],
}


@pytest.mark.parametrize("change", sorted(CHANGES))
def test_any_change_is_seen(folder: Path, change: str) -> None:
    keep(folder / "cache", "site", proof_of(folder))
    CHANGES[change](folder)
    assert held(folder) is None


def test_a_stamp_is_a_proof_once_the_clock_has_moved_on() -> None:
    second = 1_000_000_000
    fine, coarse = FileStamp(1, 5 * second + 7, 5 * second + 7, 1), FileStamp(1, 5 * second, 5 * second, 1)
    assert not is_proof(fine, 5 * second + 8)
    assert is_proof(fine, 5 * second + 30_000_000)
    assert not is_proof(coarse, 6 * second)
    assert is_proof(coarse, 8 * second)


def test_a_build_says_what_it_rested_on_only_where_that_is_known(tmp_path: Path) -> None:
    (tmp_path / "deals/acme").mkdir(parents=True)
    (tmp_path / "deals/acme/core.md").write_text("---\ntitle: Core\nstage: qualify\n---\n", "utf-8")
    settings = tmp_path / "mkdocs.yml"
    settings.write_text("site_name: D\ndocs_dir: deals\ntheme: {name: material}\nplugins: [playbook]\n", "utf-8")
    request = BuildRequest(today=DAY, jobs=1)
    proof = build(settings, request).proof
    assert proof
    keep(tmp_path / "cache", "site", proof)
    assert unchanged(tmp_path / "cache", "site", DAY) == proof
    assert build(settings, replace(request, afresh=True)).proof is None
    settings.write_text(settings.read_text("utf-8").replace("site_name: D", "site_name: !ENV [NAME, D]"), "utf-8")
    assert build(settings, request).proof is None
    assert unchanged(tmp_path / "cache", "site", DAY) is None
