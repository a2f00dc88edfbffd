"""Sites for opening from disk, where nothing can be fetched and no worker be started: without directory addresses."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig

WORKER = "offline.js"
"""Script of ours in place of a worker; it has to run before Material's own, at the end of a page."""


def ask(config: MkDocsConfig, *, beside: bool) -> None:
    """Make the site one that works from disk; `beside` the served one, unless another folder is asked for."""
    config.use_directory_urls = False
    if beside:
        config.site_dir = f"{config.site_dir}-offline"


def prepare(config: MkDocsConfig) -> None:
    """Have pages load the stand-in, where they may be opened from disk."""
    if not config.use_directory_urls:
        config.extra["polyfills"] = [WORKER, *config.extra.get("polyfills", ())]
