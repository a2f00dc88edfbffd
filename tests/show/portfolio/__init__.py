"""Claims about generator/show/portfolio/."""
