"""Claims about generator/show/templating/."""
