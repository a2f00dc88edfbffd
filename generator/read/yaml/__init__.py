"""Front matter and YAML files as text with places: decoding, composing from events, faults in plain words."""
