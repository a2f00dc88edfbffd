"""Records of an export, in the words of a deal file: deals, accounts, people and their parts."""
