"""Claims about releases and hooks, on real repositories, servers and readers."""
