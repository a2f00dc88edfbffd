"""Addresses: of pages and of sections on them, and of the forge."""
