"""Intake: the open questions of a deal, and answers from a meeting's notes, each of them proven by its quote."""
