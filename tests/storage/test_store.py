"""A block is read again as it was written, or it counts as missing."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.git.cache_file import CacheFolder, keep_out_of_git
from generator.storage.compact_json import compact_json, parsed
from generator.storage.store import Store, digest_of

BLOCK = b"one\ntwo\x00" * 100
NOT_UTF8 = os.fsdecode(b"deals/acme/k\xfcche.md")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store", "written by us")


def flipped(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[-1] ^= 1
    file.write_bytes(content)


def piped(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


def foldered(file: Path) -> None:
    file.unlink()
    file.mkdir()
    (file / "in it").touch()


DAMAGE: dict[str, Callable[[Path], object]] = {
    "a bit": flipped,
    "an end that is missing": lambda file: file.write_bytes(file.read_bytes()[:-1]),
    "nothing left": lambda file: file.write_bytes(b""),
    "a block under another name": lambda file: file.write_bytes(file.read_bytes().replace(b"\nname ", b"\nother ")),
    "a link": lambda file: file.symlink_to(file.rename(file.with_name("elsewhere"))),
    "a pipe": piped,
    "a folder": foldered,
}


def test_a_block_is_read_as_it_was_written(store: Store) -> None:
    digest = store.write("name", BLOCK)
    assert store.read("name") == store.read("name", digest) == BLOCK
    assert store.digest("name") == digest == digest_of(BLOCK)
    assert [file.name for file in store.folder.iterdir()] == ["name"]
    assert (store.folder / "name").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("damage", sorted(DAMAGE))
def test_a_damaged_block_counts_as_missing_and_gives_way_to_the_next(store: Store, damage: str) -> None:
    store.write("name", BLOCK)
    DAMAGE[damage](store.folder / "name")
    assert store.read("name") is None
    store.write("name", b"anew")
    assert store.read("name") == b"anew"
    assert not (store.folder / "name").is_symlink()


def test_a_block_with_another_heading_or_digest_counts_as_missing(store: Store) -> None:
    store.write("name", BLOCK)
    assert Store(store.folder, "written by others").read("name") is None
    assert Store(store.folder, "written by others").digest("name") == ""
    assert store.read("name", digest_of(b"other")) is None


def test_names_of_files_that_are_not_utf8_are_read_again(store: Store) -> None:
    record = {NOT_UTF8: [NOT_UTF8, "ü", 1, None]}
    store.write_record("name", record)
    assert store.record("name") == record == parsed(compact_json(record))


@pytest.mark.parametrize("block", [b"", b"{", b"[" * 100_000, b"\xff"])
def test_a_block_that_is_no_json_is_no_record(store: Store, block: bytes) -> None:
    store.write("name", block)
    assert store.record("name") is None


def test_a_store_that_cannot_be_written_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("a file where the folder would be", "utf-8")
    store = Store(tmp_path / "store", "written by us")
    store.write_record("name", [1])
    assert store.record("name") is None
    with pytest.raises(OSError, match="store"):
        store.write("name", BLOCK)


def test_what_a_killed_build_left_goes_with_the_next_write(store: Store) -> None:
    store.folder.mkdir()
    (store.folder / ".name.abcdefgh.new").write_bytes(b"half")
    store.write("name", BLOCK)
    assert [file.name for file in store.folder.iterdir()] == ["name"]


def test_histories_are_good_on_their_own_basis_alone(tmp_path: Path) -> None:
    cache = CacheFolder(str(tmp_path))
    cache.keep("log", "log of ü", [b"one", b"two"])
    assert cache.recalled("log", "log of ü") == [b"one", b"two"]
    assert cache.recalled("log", "log of u") == cache.recalled("another", "log of ü") == []


def test_the_teams_own_gitignore_stays_and_a_missing_one_is_written_whole(tmp_path: Path) -> None:
    keep_out_of_git(tmp_path)
    assert (tmp_path / ".gitignore").read_bytes() == b"*\n"
    (tmp_path / ".gitignore").write_bytes(b"# ours\n")
    keep_out_of_git(tmp_path)
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [(".gitignore", b"# ours\n")]
