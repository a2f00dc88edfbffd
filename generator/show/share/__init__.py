"""The page of a share: the brief, its encryption, its files."""
