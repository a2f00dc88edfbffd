"""Conversations of `playbook interview`."""
