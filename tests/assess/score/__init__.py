"""Claims about generator/assess/score/."""
