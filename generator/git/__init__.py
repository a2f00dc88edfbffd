"""Git: the log, the trees of commits, branches; the only room that runs git."""
