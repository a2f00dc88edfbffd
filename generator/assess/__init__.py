"""Model to judgement: score, verdict, findings, value, portfolio. Pure: no clock, no disk."""
