"""Meanings of what is not written as the format has it: other words, other places, other shapes."""
