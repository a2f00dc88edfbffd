"""Jinja: the environment of our page templates and how they are compiled."""
