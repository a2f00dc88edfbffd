"""The partners' pages: where each of them helps, with what, and how that ended."""
