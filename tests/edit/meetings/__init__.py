"""Sources of meetings, cleaned and written as files."""
