"""The pages over several deals, accounts, partners and competitors."""
