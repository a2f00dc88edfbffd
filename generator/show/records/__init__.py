"""Judgements, histories, differences and problems for other programs, as data."""
