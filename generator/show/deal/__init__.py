"""The five pages of a deal."""
