"""A folder is held by one edit at a time, and by any number of those that share it."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.edit.lock import file_held, held


def test_who_waits_for_too_long_is_told_where(tmp_path: Path) -> None:
    with (
        held(tmp_path),
        pytest.raises(TimeoutError, match=r"another command has been editing here for 0\.05 seconds") as late,
        held(tmp_path, longest_wait=0.05),
    ):
        pass
    assert late.value.filename == str(tmp_path)


def test_two_files_of_different_folders_are_edited_at_once_and_all_files_are_not(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    with file_held(tmp_path, "a/x.md"), file_held(tmp_path, "b/y.md"):
        with pytest.raises(TimeoutError), held(tmp_path, longest_wait=0):
            pass
        with pytest.raises(TimeoutError), held(tmp_path / "a", longest_wait=0):
            pass
    with held(tmp_path), held(tmp_path / "a"):
        pass


def test_holding_leaves_nothing_and_lets_go_after_a_fault(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="mine"), held(tmp_path):
        raise ValueError("mine")
    with held(tmp_path, longest_wait=0):
        assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_cannot_be_held(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), held(tmp_path / "none"):
        pass
