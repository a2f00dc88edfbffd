"""`playbook intake`: questions on a deal, and answers from notes as a branch."""
