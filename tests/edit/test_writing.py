"""A file is put on the disk whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.edit.writing import write


def test_folders_are_made_and_nothing_else_is_left(tmp_path: Path) -> None:
    write(tmp_path / "a/b/c.md", b"text")
    assert [path.name for path in (tmp_path / "a/b").iterdir()] == ["c.md"]
    assert (tmp_path / "a/b/c.md").read_bytes() == b"text"


def test_the_mode_of_a_file_is_kept_and_a_new_one_gets_the_usual(tmp_path: Path) -> None:
    file = tmp_path / "file"
    write(file, b"one")
    mask = os.umask(0)
    os.umask(mask)
    assert file.stat().st_mode & 0o777 == 0o666 & ~mask
    file.chmod(0o640)
    write(file, b"two")
    assert file.stat().st_mode & 0o777 == 0o640


def test_a_link_is_replaced_and_what_it_leads_to_left(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_text("keep")
    (tmp_path / "link").symlink_to(other)
    write(tmp_path / "link", b"new")
    assert other.read_text() == "keep"
    assert not (tmp_path / "link").is_symlink()


def test_a_write_that_fails_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match="folder"):
        write(tmp_path / "folder", b"a file where a folder is")
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]
