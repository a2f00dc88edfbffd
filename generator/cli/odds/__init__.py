"""`playbook odds`."""
