"""`playbook share`: the register of read-only links and the sealed tree."""
