"""The sample portfolio under deals/: what it has to show."""
