"""Keys of mkdocs.yml that make a build run code which nobody but a maintainer should bring in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from generator.git.since import at_revision
from generator.problems import Refused
from generator.read.document import Document, parse_whole
from generator.read.place import At

SETTINGS = "mkdocs.yml"
OWN_PLUGINS = frozenset({"search", "playbook"})
RUNNING = {
    ("hooks",): "hooks run code when the site is built",
    ("theme", "custom_dir"): "a folder of templates replaces the theme's",
    ("INHERIT",): "settings come from another file",
    ("markdown_extensions",): "Markdown extensions run code when the site is built",
    ("extra_javascript",): "scripts are added to every page",
}


class Suspect(NamedTuple):
    """A place in mkdocs.yml that brings in code."""

    line: int
    column: int
    says: str


def newly_running(root: Path, base: str) -> list[Suspect]:
    """Return what brings in code in a mkdocs.yml that is not as it was in the base, here or in HEAD."""
    before = at_revision(root, base, SETTINGS)
    file = root / SETTINGS
    here = file.read_bytes().replace(b"\r\n", b"\n") if file.is_file() and not file.is_symlink() else None
    versions = {each for each in (here, at_revision(root, "HEAD", SETTINGS)) if each is not None and each != before}
    return sorted({suspect for version in versions for suspect in running_code(version)})


def running_code(content: bytes) -> Iterator[Suspect]:
    """Yield every place of a mkdocs.yml that brings in code, or that is not plain enough to tell."""
    try:
        document = parse_whole(SETTINGS, content)
    except Refused as refused:
        yield from (Suspect(each.line, each.column, f"cannot be read: {each.says}") for each in refused.problems)
        return
    yield from (Suspect(each.line, each.column, each.says) for each in document.problems)
    yield from (Suspect(*document.key_place(at), says) for at, says in RUNNING.items() if at in document.places)
    yield from _foreign_plugins(document)


def _foreign_plugins(document: Document) -> Iterator[Suspect]:
    plugins = document.data.get("plugins", [])
    for place, named in enumerate([plugins] if isinstance(plugins, str) else plugins):
        for name in named if isinstance(named, dict) else [named]:
            at: At = ("plugins", place) if isinstance(plugins, list) else ("plugins", name)
            if str(name) not in OWN_PLUGINS:
                says = f"the plugin {name!r} runs code when the site is built"
                yield Suspect(*document.place(at), says)
