"""Merge of an export's records with the files and with what the last import remembers."""
