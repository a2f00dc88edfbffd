"""Claims about generator/site/cache/."""
