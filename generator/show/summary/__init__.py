"""Per-deal summaries (the map step of the portfolio pages)."""
