"""Settings of mkdocs.yml that may bring in code: any setting that is not known to be harmless in its form."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from generator.git.since import at_revision
from generator.problems import Refused
from generator.read.yaml.document import Document, parse_whole
from generator.read.yaml.place import At

SETTINGS = "mkdocs.yml"
OTHER_SETTINGS = "mkdocs.yaml"
"""Names that MkDocs reads where there is no mkdocs.yml; the playbook does not."""

Way = tuple[str, ...]
"""The way to a setting, with EACH for an item of a list."""
EACH = "*"

TEXT = re.compile(r'[^<>"]*')
"""Form of plain text, which no template can turn into code: Material escapes no setting."""
ADDRESS = re.compile(r"https?://[^\s<>\"'\\]+")
PATH = re.compile(r"(?!.*//)[\w.?=%&-][\w./?=%&-]*")
SWITCH = re.compile("true|false|yes|no|on|off", re.IGNORECASE)
OFF = re.compile("false|no|off", re.IGNORECASE)
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][A-Za-z]{1,3})?")
COLOUR = re.compile("[a-z]+([ -][a-z]+)*")
OURS = re.compile("search|playbook")
"""Plugins of which nothing but mkdocs.yml and the themes decides what they do."""

PALETTE: Mapping[Way, re.Pattern[str]] = {("scheme",): COLOUR, ("primary",): COLOUR, ("accent",): COLOUR}
PLUGINS: Mapping[Way, re.Pattern[str]] = {
    ("search", "separator"): re.compile(".*"),
    ("search", "lang"): LANGUAGE,
    ("search", "lang", EACH): LANGUAGE,
    ("playbook", "today"): re.compile(r"\d{4}-\d{2}-\d{2}"),
    ("playbook", "jobs"): re.compile(r"\d{1,3}"),
}


def _below(*above: Way, tables: Mapping[Way, re.Pattern[str]]) -> dict[Way, re.Pattern[str]]:
    return {(*way, *rest): form for way in above for rest, form in tables.items()}


HARMLESS: Mapping[Way, re.Pattern[str]] = {
    ("site_name",): TEXT,
    ("site_description",): TEXT,
    ("site_author",): TEXT,
    ("copyright",): TEXT,
    ("site_url",): ADDRESS,
    ("repo_url",): ADDRESS,
    ("repo_name",): TEXT,
    ("edit_uri",): PATH,
    ("docs_dir",): re.compile("deals"),
    ("site_dir",): re.compile("site"),
    ("use_directory_urls",): SWITCH,
    ("strict",): SWITCH,
    ("theme",): re.compile("material"),
    ("theme", "name"): re.compile("material"),
    ("theme", "language"): LANGUAGE,
    ("theme", "font"): OFF,
    **_below(("theme", "palette"), ("theme", "palette", EACH), tables=PALETTE),
    ("plugins",): OURS,
    ("plugins", EACH): OURS,
    **_below(("plugins",), ("plugins", EACH), tables=PLUGINS),
    ("extra", "generator"): SWITCH,
}
"""The settings that bring in nothing, and the form in which they do not."""
AROUND = frozenset(way[:depth] for way in HARMLESS for depth in range(1, len(way))) | {
    (*above, "playbook") for above in (("plugins",), ("plugins", EACH))
}
"""Blocks and lists in which harmless settings stand."""

SCRIPTS = "scripts are added to every page"
SAYS: Mapping[Way, str] = {
    ("hooks",): "hooks run code when the site is built",
    ("INHERIT",): "settings come from another file",
    ("theme", "custom_dir"): "a folder of templates replaces the theme's",
    ("theme", "name"): "another theme runs templates of its own",
    ("theme", "icon"): "files are put into pages as they are",
    ("theme", "features"): "scripts of the theme are switched on",
    ("theme", "font"): "pages ask another host for fonts",
    ("theme", "locale"): "files of translations are read",
    ("theme", "static_templates"): "templates are run and published",
    ("markdown_extensions",): "Markdown extensions run code when the site is built",
    ("mdx_configs",): "settings of Markdown extensions name code to run",
    ("extra_javascript",): SCRIPTS,
    ("extra_css",): "style sheets are added to every page",
    ("extra_templates",): "templates are run and published",
    ("extra", "polyfills"): SCRIPTS,
    ("extra", "analytics"): SCRIPTS,
    ("extra", "consent"): SCRIPTS,
    ("extra", "playbook"): "the page for proposals sends tokens to the forge that it names",
    ("extra",): "the theme's templates write it into pages as it is",
    ("docs_dir",): "pages come from another folder than deals",
    ("site_dir",): "the site goes into another folder than site",
    ("watch",): "other folders are watched",
}
"""Effects of settings that are not harmless; of several, the longest path counts."""


class Suspect(NamedTuple):
    """A place in mkdocs.yml that may bring in code."""

    line: int
    column: int
    says: str


class SettingLine(NamedTuple):
    """A suspect with its value, by which it is recognised in another version of the file."""

    suspect: Suspect
    written: str


def newly_running(root: Path, base: str) -> list[Suspect]:
    """Return the settings that may bring in code in a mkdocs.yml, here or in HEAD, and are new since the base."""
    before = at_revision(root, base, SETTINGS)
    suspects_before = {(each.suspect.says, each.written) for each in settings_of(before or b"")}
    file = root / SETTINGS
    here = file.read_bytes().replace(b"\r\n", b"\n") if file.is_file() and not file.is_symlink() else None
    versions = {each for each in (here, at_revision(root, "HEAD", SETTINGS)) if each is not None and each != before}
    settings = [each for version in versions for each in settings_of(version)]
    suspects = {each.suspect for each in settings if (each.suspect.says, each.written) not in suspects_before}
    return sorted(suspects | set(_other_files(root, base)))


def _other_files(root: Path, base: str) -> Iterator[Suspect]:
    """Yield other sources of settings, without a line in mkdocs.yml."""
    if (root / SETTINGS).is_symlink():
        yield Suspect(1, 1, f"{SETTINGS} is a link: settings come from another file")
    other = root / OTHER_SETTINGS
    here = (other.read_bytes() if other.is_file() else b"") if other.exists() or other.is_symlink() else None
    if {here, at_revision(root, "HEAD", OTHER_SETTINGS)} - {None, at_revision(root, base, OTHER_SETTINGS)}:
        yield Suspect(1, 1, f"there is a file {OTHER_SETTINGS}, which mkdocs reads where there is no {SETTINGS}")


def settings_of(content: bytes) -> Iterator[SettingLine]:
    """Yield every setting of a mkdocs.yml that is not known to be harmless, each once, at its outermost key."""
    try:
        document = parse_whole(SETTINGS, content)
    except Refused as refused:
        for each in refused.problems:
            yield SettingLine(Suspect(each.line, each.column, f"cannot be read: {each.says}"), "")
        return
    for problem in document.problems:
        yield SettingLine(Suspect(problem.line, problem.column, problem.says), "")
    named: set[At] = set()
    for at in sorted(document.places, key=len):
        value = _value(document, at)
        if not at or isinstance(at[0], int) or any(at[:depth] in named for depth in range(1, len(at))):
            continue
        if not _is_harmless(_way(at), value):
            named.add(at)
            yield SettingLine(_suspect(document, at, value), json.dumps(value))


def _way(at: At) -> Way:
    return tuple(EACH if isinstance(key, int) else key for key in at)


def _value(document: Document, at: At) -> Any:
    """Return the value at a path, None where it is not given or was refused."""
    value: Any = document.data
    for key in at:
        if isinstance(value, list) and isinstance(key, int):
            value = value[key] if 0 <= key < len(value) else None
        else:
            value = value.get(key) if isinstance(value, dict) else None
    return value


def _is_harmless(way: Way, value: Any) -> bool:
    if isinstance(value, str):
        form = HARMLESS.get(way)
        return form is not None and form.fullmatch(value) is not None
    if isinstance(value, list) and way[-1] == EACH:
        return False
    return way in AROUND or (value is None and way in HARMLESS)


def _suspect(document: Document, at: At, value: Any) -> Suspect:
    if plugin := _plugin(at, value):
        return Suspect(*document.place(at), f"the plugin {plugin} runs code when the site is built")
    name, way = ".".join(str(key) for key in at if isinstance(key, str)), _way(at)
    ways = (way[:depth] for depth in range(len(way), 0, -1))
    if says := next((SAYS[each] for each in ways if each in SAYS), ""):
        return Suspect(*document.key_place(at), f"{says} ({name})")
    harmless = way in HARMLESS or way in AROUND
    why = (
        "is written in a form that may bring in code"
        if harmless
        else "is not among the settings known to be harmless"
    )
    return Suspect(*document.key_place(at), f"{name} {why}")


def _plugin(at: At, value: Any) -> str:
    """Return the name of a plugin where a path leads to one, in quotes; empty where it leads elsewhere."""
    if at[0] != "plugins" or _way(at) in AROUND - {("plugins",), ("plugins", EACH)}:
        return ""
    below = at[2:] if len(at) > 1 and isinstance(at[1], int) else at[1:]
    if len(below) > 1:
        return ""
    return repr(below[0] if below else value)
