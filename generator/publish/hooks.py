"""Hooks in a bare repository: one checks a push before it is let in, one publishes the branch afterwards."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path

from generator.git.command import ask
from generator.storage.atomic_write import write_whole

OURS = "# Written by `playbook hook install`, which also writes it anew."


class NotOurs(Exception):  # noqa: N818 - it says what is there
    """Hooks that somebody else wrote are in the way; the message lists their paths."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self.paths = tuple(paths)
        super().__init__(", ".join(map(str, paths)))


class NotBare(Exception):  # noqa: N818 - it says what is there
    """A folder is no bare repository, or its hooks are kept outside of it; the message says which."""


def install(repository: Path, commands: Mapping[str, Sequence[str]], *, force: bool) -> Sequence[Path]:
    """Write the hooks of a bare repository, each of which runs a command, and return their paths.

    Hooks of ours are written anew. Raises NotOurs, with nothing written, where there are others and `force` is not
    given; NotBare where the repository has a work tree or keeps its hooks elsewhere; GitFailed where it is none.
    """
    folder = _folder(repository)
    hooks = {folder / name: _script(command) for name, command in commands.items()}
    if others := [path for path in hooks if not force and _is_anothers(path)]:
        raise NotOurs(others)
    for path, script in hooks.items():
        write_whole(path, script)
        path.chmod(0o755)
    return list(hooks)


def _folder(repository: Path) -> Path:
    """Return the folder in which git looks for the hooks of a bare repository."""
    if ask(repository, "rev-parse", "--is-bare-repository").strip() != "true":
        raise NotBare(f"{repository} has a work tree, which a push would leave behind; name a bare repository")
    own = Path(ask(repository, "rev-parse", "--absolute-git-dir").removesuffix("\n"))
    folder = (repository / ask(repository, "rev-parse", "--git-path", "hooks").removesuffix("\n")).resolve()
    if folder != own.resolve() / "hooks":
        raise NotBare(f"git looks for the hooks of {repository} in {folder} (core.hooksPath), with those of others")
    return folder


def _is_anothers(path: Path) -> bool:
    if path.is_symlink():
        return True
    return path.exists() and OURS not in path.read_text("utf-8", "replace").splitlines()[:2]


def _script(command: Sequence[str]) -> bytes:
    return f"#!/bin/sh\n{OURS}\nexec {shlex.join(command)}\n".encode()
