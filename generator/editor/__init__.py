"""The editor: edits as data from a form, applied to a playbook's files, judged, saved, taken back and proposed."""
