"""From model to files: new, init, import, rate."""
