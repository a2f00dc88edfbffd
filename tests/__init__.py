"""Tests: claims about the playbook, made with real parts."""
