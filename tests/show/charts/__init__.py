"""Claims about generator/show/charts/."""
