"""The method page: every part of the method file, in the words of its readers."""
