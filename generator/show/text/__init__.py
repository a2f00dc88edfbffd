"""Values as people read them: numbers, names, notes, rules and changes in words."""
