"""Proofs of the kinds of answers: ratings, people, actions, facts."""
