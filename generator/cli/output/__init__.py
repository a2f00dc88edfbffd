"""Printing of results, as text and as records for other programs."""
