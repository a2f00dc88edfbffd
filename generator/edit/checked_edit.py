"""Edit of a deal's file that both readers of YAML confirm, and that makes no problem it does not have now."""

from __future__ import annotations

from collections.abc import Iterable

from generator.edit.cannot_splice import CannotSplice
from generator.edit.edit_check import check_again, front_matter
from generator.edit.splice import Value, splice
from generator.model.playbook import Surroundings
from generator.problems import Problem, Refused, newly
from generator.read.playbook import read_deal
from generator.read.yaml.document import parse
from generator.read.yaml.place import At


def edited_deal(
    name: str, path: str, content: bytes, changes: Iterable[tuple[At, Value]], surroundings: Surroundings, at: At
) -> bytes:
    """Return a deal's file with these values changed.

    `name` is the deals folder's and `path` the file's below it; what can only be changed by hand is said at `at`.
    Raises Refused for that, and where the file would have problems that it does not have now, or cannot be parsed.
    """
    shown = f"{name}/{path}"
    try:
        changes = list(changes)
        edited = splice(shown, content, changes)
        check_again(front_matter(content), front_matter(edited), changes)
    except CannotSplice as fault:
        place = parse(shown, content).place(at)
        raise Refused([Problem(shown, *place, "not-by-command", str(fault))]) from None
    before, after = (read_deal(name, path, each, surroundings).problems for each in (content, edited))
    if made := newly(after, before):
        raise Refused(made)
    return edited
