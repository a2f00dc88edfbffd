"""Files whose rows belong to deals: history, tasks, notes, line items, competitors."""
