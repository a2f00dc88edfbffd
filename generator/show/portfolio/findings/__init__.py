"""The page of findings, and the files with the lines that it does not hold."""
