"""Edits of the register of shares as text: one block is added or one line changed, every other byte stays."""

from __future__ import annotations

import datetime as dt

from generator.edit.cannot_splice import CannotSplice
from generator.edit.edit_check import check_again
from generator.edit.scalars import Tree
from generator.edit.splice import splice
from generator.problems import Problem, Refused
from generator.read.yaml.document import parse_whole
from generator.read.yaml.place import At

NEW = b"""\
# Read-only links: who may read what, and until when. `playbook share add` adds one, `playbook share links` prints it.
# No secret stands here: the links come from PLAYBOOK_SHARE_SECRET in the environment.
shares:
"""


def with_share(path: str, content: bytes | None, share: str, fields: Tree) -> bytes:
    """Return the register with one more share at its end; None is a register that does not exist yet.

    Raises Refused where that cannot be done by a splice.
    """
    before = NEW if content is None else content
    if not before.endswith(b"\n"):
        before += b"\n"
    return _spliced(path, before, ("shares", share), fields)


def revoked(path: str, content: bytes, share: str, day: dt.date) -> bytes:
    """Return the register with a share revoked on a day.

    Raises Refused where that cannot be done by a splice.
    """
    return _spliced(path, content, ("shares", share, "revoked"), day.isoformat())


def rotated(path: str, content: bytes, share: str, generation: int) -> bytes:
    """Return the register with a share's generation set: its link is a new one, and the old one ends.

    Raises Refused where that cannot be done by a splice.
    """
    return _spliced(path, content, ("shares", share, "generation"), str(generation))


def _spliced(path: str, content: bytes, at: At, value: str | Tree) -> bytes:
    try:
        edited = splice(path, content, [(at, value)], parse_whole)
        check_again(content.decode("utf-8"), edited.decode("utf-8"), [(at, value)])
        return edited
    except CannotSplice as fault:
        place = parse_whole(path, content).place(at)
        raise Refused([Problem(path, *place, "not-by-command", str(fault))]) from None
