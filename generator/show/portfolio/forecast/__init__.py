"""The forecast page: by quarter and owner, what changed, what came of earlier ones; and the same as files."""
