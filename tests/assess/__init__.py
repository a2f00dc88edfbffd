"""Model to judgement, in worked cases and properties."""
