"""Words that are said in a text, and their speakers."""
