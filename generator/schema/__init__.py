"""JSON Schema (2020-12) of the playbook's files, made from the model and the team's method."""
