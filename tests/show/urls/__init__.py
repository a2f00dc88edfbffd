"""Claims about generator/show/urls/."""
