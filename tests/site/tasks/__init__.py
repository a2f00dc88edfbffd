"""Claims about generator/site/tasks/."""
