"""Odds: how often deals that stood alike were won, with what is not known of it."""
