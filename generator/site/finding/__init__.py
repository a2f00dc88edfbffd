"""The search of a large playbook: an index in small files, of which a browser fetches the few that it needs."""
