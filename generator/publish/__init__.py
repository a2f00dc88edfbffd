"""Releases and hooks."""
