"""The search index, in shards of which a browser takes the few that it needs."""
