"""Office files on request: a workbook, slides, a brief on paper."""
