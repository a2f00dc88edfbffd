"""The tree that CONTRIBUTING.md draws is the one that there is."""

from __future__ import annotations

import re

from tests.house.imports import PACKAGE, ROOT

FOLDER = re.compile(r"(?m)^    (?P<indent>(?:  )*)(?P<name>\w+)/(?: |$)")
COMMANDS = "generator/cli/"
"""Its packages are named by their commands, but for those that several commands share."""


def drawn() -> set[str]:
    """Return the folders of the tree, as paths."""
    above: list[str] = []
    folders = set()
    for folder in FOLDER.finditer((ROOT / "CONTRIBUTING.md").read_text("utf-8")):
        above[len(folder["indent"]) // 2 :] = [folder["name"]]
        folders.add("/".join(above))
    return folders


def test_every_folder_that_is_drawn_is_there() -> None:
    assert [folder for folder in sorted(drawn()) if not (ROOT / folder).is_dir()] == []


def test_every_room_and_each_of_its_packages_is_drawn() -> None:
    packages = (path.parent.relative_to(ROOT).as_posix() for path in PACKAGE.rglob("__init__.py"))
    expected = {each for each in packages if each.count("/") <= 2 and not each.startswith(COMMANDS)}
    assert expected - drawn() == set()
