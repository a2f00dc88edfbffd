"""Claims about generator/assess/deal/."""
