"""Releases of the site on a server of one's own, and the hooks that publish them and keep problems out."""
