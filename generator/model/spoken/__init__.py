"""Words that people say: whose they are, and the days that they mean."""
