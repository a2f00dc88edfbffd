"""Edits: the model to files, by new, init, import, rate and share."""
