"""Claims about generator/show/text/."""
