"""Claims about generator/history/."""
