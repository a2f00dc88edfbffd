"""Deals as Markdown files in git, read, assessed and shown as a searchable playbook."""

__version__ = "0.1.0"
