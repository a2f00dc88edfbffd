"""What a check found, for people, for programs and for forges: pure functions from remarks to text."""
