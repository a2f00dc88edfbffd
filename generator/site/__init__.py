"""What to build, and writing it."""
