"""`playbook mcp`: a server that assistants ask."""
