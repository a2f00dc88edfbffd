"""Commands that measure on real exports, which are not part of the repository."""
