"""Claims about generator/site/output/."""
