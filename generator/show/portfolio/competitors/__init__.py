"""The competitors' pages: who beats us, on what, and what worked against them."""
