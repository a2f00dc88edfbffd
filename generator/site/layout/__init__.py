"""The theme around a page, and the headers that go with it."""
