"""Identity of what an export names: the folder of an account, the key of a person, the players of a deal."""
