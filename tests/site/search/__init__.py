"""Claims about generator/site/search/."""
