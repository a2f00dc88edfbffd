"""Commands that change deal files value by value."""
