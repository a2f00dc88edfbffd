"""Claims about generator/assess/findings/."""
