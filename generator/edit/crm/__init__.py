"""CRM imports: the rows of an export to deal files, again and again."""
