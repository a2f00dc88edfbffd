"""Claims about generator/show/summary/."""
