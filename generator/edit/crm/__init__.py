"""From the rows of a CRM's export to deal files, again and again."""
