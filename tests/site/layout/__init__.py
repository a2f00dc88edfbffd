"""Claims about generator/site/layout/."""
