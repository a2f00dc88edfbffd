"""The only room that knows MkDocs: the plugin, the driver of `playbook build`, the live preview."""

from generator.plugin.hooks import PlaybookPlugin

__all__ = ["PlaybookPlugin"]
