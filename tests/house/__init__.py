"""Claims about the house itself: which room may know which."""
