"""Results of the last build, and which of them still hold."""
