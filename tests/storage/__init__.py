"""Claims about files on disk: whole or not at all, and checked when they are read again."""
