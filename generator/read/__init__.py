"""Reading: bytes to the model, every value with its place."""
