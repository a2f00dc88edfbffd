"""The pieces of a build: a deal, an account, the pages over all deals, the search index."""
