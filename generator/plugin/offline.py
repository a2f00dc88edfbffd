"""A site without directory addresses works from disk: nothing is fetched there, so the search index is a script."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

WORKER = "offline.js"
"""Our script that stands in for a worker; it has to run before Material's own, which are at the end of a page."""
INDEX = "search/search_index.json"
SCRIPT = "search/search_index.js"
"""Where Material looks for the index of a page that was opened from disk."""


def ask(config: MkDocsConfig, *, beside: bool) -> None:
    """Make the site one that works from disk; `beside` the served one, where no other folder is asked for."""
    config.use_directory_urls = False
    if beside:
        config.site_dir = f"{config.site_dir}-offline"


def prepare(config: MkDocsConfig) -> None:
    """Have pages load the stand-in, where they may be opened from disk."""
    if not config.use_directory_urls:
        config.extra["polyfills"] = [WORKER, *config.extra.get("polyfills", ())]


def index_as_script(config: MkDocsConfig) -> None:
    """Put the search index beside itself as a script, where pages may be opened from disk."""
    index = Path(config.site_dir, INDEX)
    if not config.use_directory_urls and index.is_file():
        Path(config.site_dir, SCRIPT).write_bytes(b"var __index = " + index.read_bytes())
