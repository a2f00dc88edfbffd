"""Suggesting a map: what the columns of an export mean, by their names and their values."""
