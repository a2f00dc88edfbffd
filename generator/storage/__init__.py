"""Files on disk below every room: written in one step, checked when they are read again, compact JSON, digests."""
