"""Office files for those who ask for them: a workbook, slides, a brief on paper."""
