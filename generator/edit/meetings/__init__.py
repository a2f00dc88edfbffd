"""Recordings, mails and notes of meetings, cleaned and written as meeting files."""
