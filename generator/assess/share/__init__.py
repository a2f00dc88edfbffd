"""The facts that may leave for a reader outside the team."""
