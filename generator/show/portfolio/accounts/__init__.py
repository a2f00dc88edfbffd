"""The page of all accounts, and the page of each."""
