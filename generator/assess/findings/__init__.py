"""Findings: what the method's rules see in a deal, and the facts that the rules look at."""
