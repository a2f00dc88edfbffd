"""Forges over a real repository, whose answers are checked against their own API descriptions."""
