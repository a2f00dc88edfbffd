"""Files and records on disk: codecs, digests, the edition."""
