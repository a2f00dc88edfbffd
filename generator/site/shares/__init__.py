"""The tree of shares: one sealed page per link, for a public host."""
