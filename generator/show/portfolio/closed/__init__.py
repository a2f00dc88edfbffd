"""The page of deals that have ended."""
