"""Files of an export: what kind each is, its encoding, where its table stands, and workbooks."""
