"""Formats of a check's results, for people, for programs and for forges: pure functions from remarks to text."""
