"""Settings of MkDocs' configuration, in our own words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from mkdocs.config.defaults import MkDocsConfig

from generator.plugin.edit_settings import proposal_target
from generator.problems import Refused
from generator.read.yaml.place import At
from generator.show.templating.environment import theme_folder
from generator.site.inputs import refused
from generator.site.settings import Settings

OURS = frozenset({"search", "material/search", "playbook"})
"""Plugins of which nothing but mkdocs.yml and the themes decides what they do."""


def settings_of(config: MkDocsConfig, *, today: object, jobs: int | None) -> Settings:
    """Return the settings of a configuration; `today` and `jobs` are the plugin's own, either may be None.

    Raises Refused where the configuration asks for a site that a playbook cannot be.
    """
    _refuse_unfit(config)
    file = Path(config.config_file_path or "mkdocs.yml").resolve()
    written = file.read_bytes()
    other_code = bool(set(config.plugins) - OURS or config.hooks or config.strict)
    return Settings(
        file=str(file),
        docs_dir=config.docs_dir,
        site_dir=config.site_dir,
        custom_dir=config.theme.custom_dir or "",
        site_name=config.site_name,
        site_url=config.site_url or "",
        repo_url=config.repo_url or "",
        edit_uri=config.edit_uri or "",
        edit_uri_template=config.edit_uri_template or "",
        edits=tuple(proposal_target(config) or ()),
        directory_addresses=config.use_directory_urls,
        today=str(today or ""),
        jobs=jobs or 0,
        theirs=other_code or b"!ENV" in written or b"INHERIT" in written,
    )


def _refuse_unfit(config: MkDocsConfig) -> None:
    file = config.config_file_path or ""
    if config.theme.name != "material":
        says, way = f"the theme is {config.theme.name!r}", "write theme: {name: material}"
        raise refused("theme", says, way, file=file, key=("theme", "name"))
    if config.nav is not None:
        says = "the navigation of a playbook is made by itself"
        raise refused("nav", says, "delete nav", file=file, key=("nav",))
    folders = [*config.theme.dirs, str(theme_folder())]
    lost = [
        _missing(config, key, path)
        for key, path in _files_of_the_team(config)
        if not any(Path(folder, path).is_file() for folder in folders)
    ]
    if lost:
        raise Refused(problem for each in lost for problem in each.problems)


def _files_of_the_team(config: MkDocsConfig) -> Iterator[tuple[At, str]]:
    """Yield the keys of mkdocs.yml that name files which every page loads, and the paths of those on our own host."""
    named: list[tuple[At, str]] = [(("extra_css", at), str(path)) for at, path in enumerate(config.extra_css)]
    named += [(("extra_javascript", at), str(script)) for at, script in enumerate(config.extra_javascript)]
    named += [(("theme", key), str(config.theme.get(key) or "")) for key in ("logo", "favicon")]
    for key, path in named:
        address = urlsplit(path)
        if address.path and not (address.scheme or address.netloc or address.path.startswith("/")):
            yield key, unquote(address.path)


def _missing(config: MkDocsConfig, key: At, path: str) -> Refused:
    """Return the refusal of a file that is in no folder of the theme: those beside the deals are not published."""
    name = ".".join(step for step in key if isinstance(step, str))
    beside = Path(config.docs_dir, path).is_file()
    says = f"{name} names {path}, which lies among the deals, whose folder is not published" if beside else ""
    folder = Path(config.theme.custom_dir).name if config.theme.custom_dir else ""
    way = f"put it into {folder}/" if folder else "put it into a folder `overrides/` and write custom_dir: overrides"
    remedy = f"{way}{path}" if folder else f"{way} under theme"
    says = says or f"{name} names {path}, and there is no such file"
    return refused("missing-file", says, remedy, file=config.config_file_path or "", key=key)
