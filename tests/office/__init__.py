"""Workbooks, slides and paper, read back by other programs than those that wrote them."""
