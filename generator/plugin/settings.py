"""Settings of MkDocs' configuration, in our own words."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

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
        directory_addresses=config.use_directory_urls,
        today=str(today or ""),
        jobs=jobs or 0,
        theirs=other_code or b"!ENV" in written or b"INHERIT" in written,
    )


def _refuse_unfit(config: MkDocsConfig) -> None:
    if config.theme.name != "material":
        raise refused("theme", f"the theme is {config.theme.name!r}", "write theme: {name: material}")
    if config.nav is not None:
        raise refused("nav", "the navigation of a playbook is made by itself", "delete nav")
