"""From judgement to pages."""
