"""The page that compares deals, and the closed deals that it looks among."""
