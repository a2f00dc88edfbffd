"""Findings: contradictions and gaps that the method's rules see in a deal, and the facts that rules look at."""
