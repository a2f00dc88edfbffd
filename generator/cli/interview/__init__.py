"""`playbook interview`: the conversation in which a seller fills in a deal, in text."""
