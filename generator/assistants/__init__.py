"""Assistants: what a program that talks to people may ask of a playbook, and a server that answers it."""
