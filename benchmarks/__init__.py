"""Commands that measure and picture; each says how it is called."""
