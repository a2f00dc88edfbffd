"""A file is put on the disk whole or not at all."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from generator.storage.atomic_write import write_whole
from tests.cli.running import DEAL, playbook, with_deal
from tests.git.repository import Repository


def test_folders_are_made_and_nothing_else_is_left(tmp_path: Path) -> None:
    write_whole(tmp_path / "a/b/c.md", b"text")
    assert [path.name for path in (tmp_path / "a/b").iterdir()] == ["c.md"]
    assert (tmp_path / "a/b/c.md").read_bytes() == b"text"


def test_the_mode_of_a_file_is_kept_and_a_new_one_gets_the_usual(tmp_path: Path) -> None:
    file = tmp_path / "file"
    write_whole(file, b"one")
    mask = os.umask(0)
    os.umask(mask)
    assert file.stat().st_mode & 0o777 == 0o666 & ~mask
    file.chmod(0o640)
    write_whole(file, b"two")
    assert file.stat().st_mode & 0o777 == 0o640


def test_a_link_is_replaced_and_what_it_leads_to_left(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_text("keep")
    (tmp_path / "link").symlink_to(other)
    write_whole(tmp_path / "link", b"new")
    assert other.read_text() == "keep"
    assert not (tmp_path / "link").is_symlink()


def test_a_write_that_fails_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match="folder"):
        write_whole(tmp_path / "folder", b"a file where a folder is")
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


KILLED = """
import resource, signal, sys
from pathlib import Path
from generator.storage.atomic_write import write_whole
signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10))
write_whole(Path(sys.argv[1]), b"more than ten bytes")
"""
"""A write that the system kills in the middle of the file."""


def killed(file: Path) -> Path:
    """Write a file, be killed, and return what that leaves beside it."""
    done = subprocess.run([sys.executable, "-c", KILLED, str(file)], check=False, capture_output=True)
    assert done.returncode == -signal.SIGXFSZ
    (left,) = set(file.parent.glob(".*.new"))
    return left


def test_what_a_killed_write_leaves_is_no_file_of_the_playbook_and_goes_with_the_next_write(tmp_path: Path) -> None:
    file = with_deal(tmp_path)
    left = killed(file)
    assert left.stat().st_size == 10
    assert file.read_text("utf-8") == DEAL
    assert playbook(tmp_path, "check").exit_code == 0
    write_whole(file, b"anew")
    assert [path.name for path in file.parent.iterdir()] == [file.name]
    assert file.read_bytes() == b"anew"


def test_what_a_killed_write_leaves_is_a_problem_as_soon_as_it_is_committed(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    left = killed(with_deal(tmp_path)).relative_to(tmp_path).as_posix()
    repository.git("add", "deals/aldermoor/core-banking.md")
    repository.git("commit", "--quiet", "--message=deal")
    assert playbook(tmp_path, "check").exit_code == 0, "it is not committed yet"
    repository.git("add", "--force", left)
    repository.git("commit", "--quiet", "--message=left")
    says = f"{left}:1:1: a write that was killed left this, and it was committed"
    done = playbook(tmp_path, "check")
    assert (done.exit_code, says in done.output) == (1, True), done.output
    assert says in playbook(tmp_path, "diff", "HEAD~1", "HEAD").output
    assert "0 problems" in playbook(tmp_path, "diff", "HEAD~1", "HEAD~1").output


def test_a_file_that_another_process_is_writing_is_left_to_it(tmp_path: Path) -> None:
    file = tmp_path / "core.md"
    left = killed(file)
    with left.open("rb") as open_:
        fcntl.flock(open_, fcntl.LOCK_EX)
        write_whole(file, b"anew")
        assert left.exists()
    write_whole(file, b"again")
    assert not left.exists()


def test_what_only_looks_like_the_rest_of_a_write_of_this_file_stays(tmp_path: Path) -> None:
    names = (".core.md.12345678.old", ".core.md.new", ".other.md.12345678.new", "core.md.12345678.new")
    for name in names:
        (tmp_path / name).write_text("keep", "utf-8")
    (tmp_path / ".core.md.12345678.new").symlink_to(tmp_path / names[0])
    (tmp_path / ".core.md.abcdefgh.new").mkdir()
    write_whole(tmp_path / "core.md", b"text")
    assert len(list(tmp_path.iterdir())) == len(names) + 3
