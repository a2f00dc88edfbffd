"""A snapshot looks the same again where nothing changed, and only there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.site.output.snapshot import Snapshot, look, seal, sealed, take, with_folders

STRANGE = os.fsdecode(b".k\xff")
"""The name of a file that is not UTF-8."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder that was changed just now, so that its stamps prove nothing yet."""
    (tmp_path / "site/acme").mkdir(parents=True)
    (tmp_path / "site/acme/core.md").write_text("x", "utf-8")
    (tmp_path / "site" / STRANGE).write_text("x", "utf-8")
    (tmp_path / "site/link.md").symlink_to("acme/core.md")
    return tmp_path / "site"


def seen(folder: Path) -> Snapshot:
    found = look(str(folder), with_folders(["acme/core.md"]))
    assert found
    return found.settled()


@pytest.mark.parametrize("snapshot", [seen, lambda folder: take(str(folder)), lambda folder: take(f"{folder}/acme")])
def test_what_is_stored_of_a_snapshot_is_enough_to_look_again(folder: Path, snapshot: object) -> None:
    assert callable(snapshot)
    before = snapshot(folder)
    seal(folder.parent / "seal", before, "digest of an index")
    stored = sealed(folder.parent / "seal")
    assert stored == ("digest of an index", before.record)
    again = stored[1].again()
    assert again
    assert (again.paths, again.stamps, again.digest) == (before.paths, before.stamps, before.digest)
    (folder / "acme/core.md").write_text("y", "utf-8")
    assert stored[1].again() is None


def test_a_name_more_is_a_change_of_a_folder_whose_names_are_not_utf8(folder: Path) -> None:
    before, whole = seen(folder), take(str(folder))
    assert "/" in before.contents
    times = folder.stat()
    (folder / f"{STRANGE}2").write_text("x", "utf-8")
    os.utime(folder, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert before.again() is None
    assert whole.again()  # for what starts with a dot at the top of a folder is not looked at


def test_a_link_that_becomes_a_file_is_a_change(folder: Path) -> None:
    before = take(str(folder))
    assert before.by_path["link.md"] is None
    (folder / "link.md").unlink()
    (folder / "link.md").write_text("x", "utf-8")
    assert before.again() is None


def test_a_file_alone_is_a_snapshot_and_none_where_it_is_gone(folder: Path) -> None:
    file = folder / "acme/core.md"
    before = take(str(file))
    assert before.again()
    assert list(before.by_path) == [""]
    file.unlink()
    assert before.again() is None


def test_a_file_from_before_1970_is_seen_like_any_other(folder: Path) -> None:
    os.utime(folder / "acme/core.md", (-86400, -86400))
    before = take(str(folder))
    assert before.again()
    (folder / "acme/core.md").write_text("z", "utf-8")
    assert before.again() is None
