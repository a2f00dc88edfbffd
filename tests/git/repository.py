"""A git repository in a folder, for tests."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path


class Repository:
    """Commits on given days, by a made-up author, whatever git's settings on this machine are."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir(parents=True, exist_ok=True)
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *words: str, day: str = "2026-11-01") -> str:
        """Run git here and return what it prints."""
        own = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        moment = f"{day}T12:00:00+00:00"
        who = {f"GIT_{role}_{part}": "x@y.example" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
        when = {"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}
        plain = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        done = subprocess.run(
            ["git", *words], cwd=self.root, env=own | who | when | plain, check=True, capture_output=True, text=True
        )
        return done.stdout.strip()

    def commit(self, day: str, **files: str) -> str:
        """Write files, commit everything on a day, and return the short id. In names, __ stands for /."""
        for name, text in files.items():
            path = self.root / f"{name.replace('__', '/')}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message=change", day=day)
        return self.git("rev-parse", "HEAD")[:10]
