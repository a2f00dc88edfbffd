"""What cannot become a file is refused at the push, by the same rule by which a publish would refuse it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.publish.server import Clone, Server, git, surroundings

Entries = dict[bytes, "bytes | Entries"]
"""A folder by names: a file's content, or a folder."""


@pytest.fixture
def clone(server: Server) -> Clone:
    server.install()
    return server.clone("dana")


def put(root: Path, kind: str, content: bytes) -> str:
    """Put an object into a repository without git's own checks, and return its id."""
    words = ["git", "hash-object", "-t", kind, "-w", "--stdin", "--literally"]
    done = subprocess.run(words, cwd=root, env=surroundings(), input=content, check=True, capture_output=True)
    return done.stdout.decode().strip()


def tree(root: Path, entries: list[tuple[bytes, str, str]]) -> str:
    """Put a folder with such names, modes and ids into a repository."""
    return put(
        root, "tree", b"".join(b"%b %b\0%b" % (mode.encode(), name, bytes.fromhex(of)) for name, mode, of in entries)
    )


def commit_with(clone: Clone, entries: list[tuple[bytes, str, str]], folder: str = "") -> str:
    """Commit what is there with more entries, at the top or in the deals, and return the commit's id."""
    there = [line.split(None, 3) for line in git(clone.root, "ls-tree", f"HEAD:{folder}").stdout.splitlines()]
    made = tree(clone.root, sorted([*((name.encode(), mode, of) for mode, _, of, name in there), *entries]))
    if folder:
        outer = [line.split(None, 3) for line in git(clone.root, "ls-tree", "HEAD:").stdout.splitlines()]
        made = tree(
            clone.root,
            [(name.encode(), mode, made if name == folder else of) for mode, _, of, name in outer],
        )
    commit = git(clone.root, "commit-tree", made, "-p", "HEAD", "-m", "by hand").stdout.strip()
    git(clone.root, "update-ref", "refs/heads/main", commit)
    return commit


HOLDS = "the name holds a control character or a backslash"
NAMES = {
    "the folder above": (b"..", "..", "nothing can be called '..'"),
    "this folder": (b".", ".", "nothing can be called '.'"),
    "git's own folder": (b".git", ".git", "nothing can be called '.git'"),
    "git's own folder on other disks": (b".GIT", ".GIT", "nothing can be called '.GIT'"),
    "a slash": (b"a/b", "a/b", "the slash is a part of a name"),
    "a way out": (b"../../out", "../../out", "the slash is a part of a name"),
    "a very long name": (b"x" * 256, "x" * 256, "the name is too long: 255 bytes at most"),
    "a long name in other letters": ("ü".encode() * 128, "ü" * 128, "the name is too long: 255 bytes at most"),
    "a backslash": (b"..\\out", "..\\out", HOLDS),
    "an order to a terminal": (b"\x1b[31m", "\\x1b[31m", HOLDS),
    "a line end": (b"two\nlines", "two\\x0alines", HOLDS),
    "a deleted character": (b"x\x7f", "x\\x7f", HOLDS),
    "bytes that are no text": (b"\xff\xfe", "\\xdcff\\xdcfe", "the name is no text in UTF-8"),
}


@pytest.mark.parametrize("folder", ["", "deals"])
@pytest.mark.parametrize(("name", "shown", "says"), NAMES.values(), ids=NAMES)
def test_a_name_that_no_file_can_have_is_refused_by_the_hook_and_by_a_publish(
    server: Server, clone: Clone, name: bytes, shown: str, says: str, folder: str
) -> None:
    commit = commit_with(clone, [(name, "100644", put(clone.root, "blob", b"text"))], folder)
    refused(server, clone, commit, f"{folder}/{shown}:1:1: {says}" if folder else f"{shown}:1:1: {says}")


def refused(server: Server, clone: Clone, commit: str, says: str) -> None:
    """See a push refused, and a publish of the same commit refused with the same words."""
    before = server.head()
    done = clone.push()
    assert done.returncode == 1
    assert f"remote: {says}" in done.stderr
    assert server.head() == before
    clone.push("main:proposal")
    published = server.publish("--branch", "proposal")
    assert published.exit_code == 1
    assert says in published.stderr
    assert not server.current.exists()
    assert git(server.bare, "rev-parse", "refs/heads/proposal").stdout.strip() == commit


@pytest.mark.parametrize("folder", ["", "deals"])
def test_a_file_and_a_folder_of_one_name_are_refused(server: Server, clone: Clone, folder: str) -> None:
    text = put(clone.root, "blob", b"text")
    inner = tree(clone.root, [(b"notes.txt", "100644", text)])
    commit = commit_with(clone, [(b"twice", "100644", text), (b"twice", "40000", inner)], folder)
    refused(
        server,
        clone,
        commit,
        f"{folder}/twice:1:1: two" if folder else "twice:1:1: two things here have this one name",
    )


def test_two_files_of_one_name_are_refused(server: Server, clone: Clone) -> None:
    texts = [put(clone.root, "blob", each) for each in (b"one", b"other")]
    commit = commit_with(clone, [(b"twice", "100644", text) for text in texts])
    refused(server, clone, commit, "twice:1:1: two things here have this one name")


def test_a_name_that_no_file_can_have_is_found_in_any_depth(server: Server, clone: Clone) -> None:
    inner = tree(
        clone.root, [(b"..", "40000", tree(clone.root, [(b"x", "100644", put(clone.root, "blob", b"text"))]))]
    )
    refused(server, clone, commit_with(clone, [(b"ours", "40000", inner)]), "ours/..:1:1: nothing can be called '..'")


def test_a_path_that_is_too_long_in_all_is_refused(server: Server, clone: Clone) -> None:
    inner, kind = put(clone.root, "blob", b"text"), "100644"
    for _ in range(21):
        inner, kind = tree(clone.root, [(b"x" * 50, kind, inner)]), "40000"
    path = "/".join(["y", *["x" * 50] * 21])
    commit = commit_with(clone, [(b"y", "40000", inner)])
    refused(server, clone, commit, f"{path}:1:1: the name is too long")


def test_names_that_are_only_unusual_are_let_in_and_published(server: Server, clone: Clone) -> None:
    names = (
        "größe.txt",
        "two words",
        ".gitkeep",
        ".github",
        "..more",
        "x" * 255,
        "README.md",
        "readme.md",
        "日本.md",
    )
    for name in names:
        (clone.root / name).write_text("text")  # beside the longest name there is room for no other file of it
    newest = clone.commit()
    assert clone.push().returncode == 0
    assert server.shown() == newest
