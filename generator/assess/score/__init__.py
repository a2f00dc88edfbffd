"""A deal's score: ratings, gates, ranges, verdict, position against competitors, next questions."""
