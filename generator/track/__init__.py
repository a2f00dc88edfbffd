"""Git history: when a file was last changed, and by which commit."""
