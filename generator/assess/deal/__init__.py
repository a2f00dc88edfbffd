"""A deal's judgement: its score, findings, value, strategy, plan and partners put together."""
