"""Tests of what is built and how it is written."""
