"""Claims about generator/show/deal/."""
