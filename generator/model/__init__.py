"""The nouns of the playbook, frozen and typed, with no input or output."""
