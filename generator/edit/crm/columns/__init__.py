"""Columns of an export: which are missing, what their values prove, and which rows they leave out."""
