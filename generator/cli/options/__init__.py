"""Options, arguments and files that several commands take."""
