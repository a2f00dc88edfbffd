"""A bare repository as a forge keeps it: its branches, the files of a commit, a commit that changes one file."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path


class Bare:
    """A bare repository with one commit of a folder's files on `main`."""

    def __init__(self, root: Path, files: dict[str, bytes]) -> None:
        self.root = root
        self.git("init", "--quiet", "--bare", "--initial-branch=main", str(root))
        tree = self._tree({path: self.store(content) for path, content in files.items()})
        first = self.git("-C", str(root), "commit-tree", tree, "-m", "first")
        self.at("update-ref", "refs/heads/main", first)

    def git(self, *words: str, given: bytes = b"", **environment: str) -> str:
        """Run git, whatever its settings on this machine are, and return what it prints."""
        who = {
            f"GIT_{role}_{part}": "forge@example.com"
            for role in ("AUTHOR", "COMMITTER")
            for part in ("NAME", "EMAIL")
        }
        plain = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "PATH": os.environ["PATH"]}
        done = subprocess.run(
            ["git", *words], env=plain | who | environment, input=given, check=True, capture_output=True
        )
        return done.stdout.decode().strip()

    def at(self, *words: str, given: bytes = b"", **environment: str) -> str:
        """Run git in the repository."""
        return self.git("-C", str(self.root), *words, given=given, **environment)

    def store(self, content: bytes) -> str:
        """Store a content and return its id."""
        return self.at("hash-object", "-w", "--stdin", given=content)

    def tip(self, branch: str) -> str | None:
        """Return the newest commit of a branch, None where there is none."""
        return self.at("for-each-ref", "--format=%(objectname)", f"refs/heads/{branch}") or None

    def blob(self, commit: str, path: str) -> tuple[str, bytes] | None:
        """Return the id and the content of a file in a commit, None where there is none."""
        listed = self.at("ls-tree", commit, "--", path).split()
        if len(listed) < 4 or listed[1] != "blob":
            return None
        shown = subprocess.run(
            ["git", "-C", str(self.root), "cat-file", "blob", listed[2]], check=True, capture_output=True
        )
        return listed[2], shown.stdout

    def change(self, parent: str, path: str, content: bytes, message: str) -> str:
        """Return a commit that changes one file of another."""
        tree = self._tree({path: self.store(content)}, parent)
        return self.at("commit-tree", tree, "-p", parent, given=message.encode())

    def point(self, branch: str, commit: str) -> None:
        """Let a branch stand at a commit."""
        self.at("update-ref", f"refs/heads/{branch}", commit)

    def delete(self, branch: str) -> None:
        """Delete a branch."""
        self.at("update-ref", "-d", f"refs/heads/{branch}")

    def branches(self) -> list[str]:
        """Return the names of all branches but `main`."""
        names = self.at("for-each-ref", "--format=%(refname)", "refs/heads/").splitlines()
        return [name.removeprefix("refs/heads/") for name in names if name != "refs/heads/main"]

    def changed(self, branch: str) -> list[str]:
        """Return the changed lines of a branch."""
        lines = self.at("diff", "--unified=0", "main", branch).splitlines()
        return [line for line in lines if line[:1] in "+-" and line[:3] not in ("+++", "---")]

    def _tree(self, blobs: dict[str, str], parent: str = "") -> str:
        index = str(self.root / "index.of-the-forge")
        self.at(*(["read-tree", parent] if parent else ["read-tree", "--empty"]), GIT_INDEX_FILE=index)
        lines = "".join(f"100644 {blob}\t{path}\n" for path, blob in blobs.items())
        self.at("update-index", "--add", "--index-info", given=lines.encode(), GIT_INDEX_FILE=index)
        return self.at("write-tree", GIT_INDEX_FILE=index)
