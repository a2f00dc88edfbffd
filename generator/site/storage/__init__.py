"""Files and records on disk: checked lines, codecs, digests."""
