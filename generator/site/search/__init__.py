"""The search index: Material's for small sites, shards for large ones."""
