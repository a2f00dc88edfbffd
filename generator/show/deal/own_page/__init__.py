"""The deal's own page as a whole: what folds, where it is written, and what stands there before anything is rated."""
