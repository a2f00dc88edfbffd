"""The tables of deals, and the page of the open ones."""
