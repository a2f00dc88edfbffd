"""Several deals together: order, totals, effort, attention, win rates."""
