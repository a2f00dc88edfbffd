"""Printing: what several commands show, as text and as records for other programs."""
