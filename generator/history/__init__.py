"""Git history to dated assessments: how a deal stood after each commit, and what a change changed."""
