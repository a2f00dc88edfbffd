"""Claims about generator/assess/portfolio/."""
