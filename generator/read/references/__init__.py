"""References of files to other things: whether those exist, and whether what is said together holds."""
